import type { Agency } from "../../engine/facts/agency.ts";
import { payoutsEn } from "../../payouts/messages.en.ts";
import { type PayoutWords, payoutsZh } from "../../payouts/messages.zh.ts";
import { type FinanceWriter, financeWriterFor } from "../../ui/links.ts";
import type { Language } from "../../ui/view.ts";

/** A writer with the words of the pages of payouts and payments. */
export interface PayoutWriter extends FinanceWriter {
  readonly payouts: PayoutWords;
}

export function payoutWriterFor(agency: Agency, language: Language): PayoutWriter {
  return { ...financeWriterFor(agency, language), payouts: language === "zh" ? payoutsZh : payoutsEn };
}

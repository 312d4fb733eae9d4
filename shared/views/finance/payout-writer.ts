import type { Agency } from "../../facts/agency.ts";
import type { Language } from "../view.ts";
import { type FinanceWriter, financeWriterFor } from "./finance-writer.ts";
import { type PayoutWords, payoutsZh } from "./payouts-words.ts";
import { payoutsEn } from "./payouts-words-en.ts";

/** A writer with the words of the pages of payouts and payments. */
export interface PayoutWriter extends FinanceWriter {
  readonly payouts: PayoutWords;
}

export function payoutWriterFor(agency: Agency, language: Language): PayoutWriter {
  return { ...financeWriterFor(agency, language), payouts: language === "zh" ? payoutsZh : payoutsEn };
}

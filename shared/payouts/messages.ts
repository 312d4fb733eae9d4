import type { FormatIssue } from "../base/issues/issue.ts";
import type { Language } from "../base/language.ts";
import type { Agency } from "../engine/facts/agency.ts";
import { type FinanceWriter, momentWriterFor } from "../ui/writer.ts";
import { holdsEn, paymentsEn, payoutsEn } from "./messages.en.ts";
import { type HoldsWords, holdsZh, type PaymentsWords, type PayoutWords, paymentsZh, payoutsZh } from "./messages.zh.ts";

export const holdsWordsOf = (language: Language): HoldsWords => ({ zh: holdsZh, en: holdsEn })[language];

export const paymentsWordsOf = (language: Language): PaymentsWords => ({ zh: paymentsZh, en: paymentsEn })[language];

/** A writer with the words of the pages of payouts and payments. */
export interface PayoutWriter extends FinanceWriter {
  readonly payouts: PayoutWords;
}

export function payoutWriterFor(agency: Agency, language: Language, formatIssue: FormatIssue): PayoutWriter {
  return { ...momentWriterFor(agency, language, formatIssue), payouts: { zh: payoutsZh, en: payoutsEn }[language] };
}

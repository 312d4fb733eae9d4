import type { FormatIssue } from "../base/issues/issue.ts";
import type { Language } from "../base/language.ts";
import type { Agency } from "../engine/facts/agency.ts";
import { type FinanceWriter, momentWriterFor, wordsOf } from "../ui/writer.ts";
import { holdsEn, paymentsEn, payoutsEn } from "./messages.en.ts";
import { holdsZh, type PayoutWords, paymentsZh, payoutsZh } from "./messages.zh.ts";

export const holdsWordsOf = wordsOf({ zh: holdsZh, en: holdsEn });

export const paymentsWordsOf = wordsOf({ zh: paymentsZh, en: paymentsEn });

const payoutWordsOf = wordsOf({ zh: payoutsZh, en: payoutsEn });

/** A writer with the words of the pages of payouts and payments. */
export interface PayoutWriter extends FinanceWriter {
  readonly payouts: PayoutWords;
}

export function payoutWriterFor(agency: Agency, language: Language, formatIssue: FormatIssue): PayoutWriter {
  return { ...momentWriterFor(agency, language, formatIssue), payouts: payoutWordsOf(language) };
}

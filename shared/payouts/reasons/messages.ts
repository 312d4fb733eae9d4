import type { Language } from "../../base/language.ts";
import { meaningsOfReason, type ReasonMeaning } from "../model/reason-codes.ts";
import { reasonsEn } from "./messages.en.ts";
import { type ReasonWords, reasonsZh } from "./messages.zh.ts";

const WORDS: Readonly<Record<Language, ReasonWords>> = { zh: reasonsZh, en: reasonsEn };

/** A bank's reasons in words, and what follows from them. */
export const reasonWordsOf = (language: Language): ReasonWords => WORDS[language];

/**
 * A bank's reason in words, without its code where that is known: as an advisor reads it.
 * @param code one code of ISO 20022, or several with spaces between them.
 */
export function formatReason(code: string | undefined, language: Language): string {
  const words = reasonWordsOf(language);
  return join(code, words, (meaning) => words.meanings[meaning]);
}

/** The same with its codes, as finance reads it and tells the bank. */
export function formatReasonWithCode(code: string | undefined, language: Language): string {
  const words = reasonWordsOf(language);
  return join(code, words, (meaning, each) => words.coded(words.meanings[meaning], each));
}

function join(code: string | undefined, words: ReasonWords, known: (meaning: ReasonMeaning, code: string) => string): string {
  const meanings = meaningsOfReason(code ?? "");
  if (meanings.length === 0) return words.none;
  // A bank's own words are one reason, however many words they are.
  if (meanings.every(({ meaning }) => meaning === undefined)) return words.other((code ?? "").trim());
  const texts = meanings.map((each) => (each.meaning === undefined ? words.other(each.code) : known(each.meaning, each.code)));
  return [...new Set(texts)].join(words.and);
}

import type { Language } from "../base/language.ts";
import { type Writer, wordsOf, writerFor } from "../ui/writer.ts";
import { accountEn } from "./messages.en.ts";
import { type AccountWords, accountZh } from "./messages.zh.ts";

/** A writer with the words of advisors' pages. */
export interface AccountWriter extends Writer {
  readonly words: AccountWords;
}

/** The words of advisors' pages. */
export const accountWordsOf = wordsOf({ zh: accountZh, en: accountEn });

export function accountWriterFor(currency: string, language: Language): AccountWriter {
  const writer = writerFor(currency, language);
  return { ...writer, words: accountWordsOf(language) };
}

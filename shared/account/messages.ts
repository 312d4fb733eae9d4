import type { Language } from "../base/language.ts";
import type { UiWords } from "../ui/messages.zh.ts";
import { type Writer, writerFor } from "../ui/writer.ts";
import { accountEn } from "./messages.en.ts";
import { type AccountWords, accountZh } from "./messages.zh.ts";

/** A writer with the words of advisors' pages. */
export interface AccountWriter extends Writer {
  readonly words: UiWords & AccountWords;
}

/** The words of advisors' pages. */
export const accountWordsOf = (language: Language): AccountWords => ({ zh: accountZh, en: accountEn })[language];

export function accountWriterFor(currency: string, language: Language): AccountWriter {
  const writer = writerFor(currency, language);
  return { ...writer, words: { ...writer.words, ...accountWordsOf(language) } };
}

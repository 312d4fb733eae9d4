import type { Language } from "../../../shared/base/language.ts";
import { EN } from "./messages.en.ts";
import { type Words, ZH } from "./messages.zh.ts";

/** The words of a language. */
export function messagesIn(language: Language): Words {
  return { zh: ZH, en: EN }[language];
}

import type { Language } from "../base/language.ts";
import { closingEn } from "./messages.en.ts";
import { type CloseWords, closingZh } from "./messages.zh.ts";

export const closeWordsOf = (language: Language): CloseWords => ({ zh: closingZh, en: closingEn })[language];

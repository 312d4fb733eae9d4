import type { Language } from "../base/language.ts";
import { adjustmentsEn } from "./messages.en.ts";
import { type AdjustmentsWords, adjustmentsZh } from "./messages.zh.ts";

export const adjustmentsWordsOf = (language: Language): AdjustmentsWords => ({ zh: adjustmentsZh, en: adjustmentsEn })[language];

import type { Language } from "../../base/language.ts";
import { reconciliationEn } from "./messages.en.ts";
import { type ReconciliationMessages, reconciliationZh } from "./messages.zh.ts";

export const reconciliationWordsOf = (language: Language): ReconciliationMessages =>
  ({ zh: reconciliationZh, en: reconciliationEn })[language];

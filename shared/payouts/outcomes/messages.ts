import type { Language } from "../../base/language.ts";
import { outcomesEn } from "./messages.en.ts";
import { type OutcomesWords, outcomesZh } from "./messages.zh.ts";

/** What pages say of payments that failed, and of what people decide about them. */
export const outcomesWordsOf = (language: Language): OutcomesWords => ({ zh: outcomesZh, en: outcomesEn })[language];

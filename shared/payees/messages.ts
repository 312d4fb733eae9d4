import type { Language } from "../base/language.ts";
import { payeesEn } from "./messages.en.ts";
import { type PayeesWords, payeesZh } from "./messages.zh.ts";

export const payeesWordsOf = (language: Language): PayeesWords => ({ zh: payeesZh, en: payeesEn })[language];

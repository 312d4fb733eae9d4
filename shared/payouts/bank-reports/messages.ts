import type { Language } from "../../base/language.ts";
import { bankReportsEn } from "./messages.en.ts";
import { type AnswersWords, bankReportsZh } from "./messages.zh.ts";

export const answersWordsOf = (language: Language): AnswersWords => (language === "zh" ? bankReportsZh : bankReportsEn);

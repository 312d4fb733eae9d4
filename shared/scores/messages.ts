import type { Language } from "../base/language.ts";
import { scoresEn } from "./messages.en.ts";
import { type ScoresWords, scoresZh } from "./messages.zh.ts";

export const scoresWordsOf = (language: Language): ScoresWords => ({ zh: scoresZh, en: scoresEn })[language];

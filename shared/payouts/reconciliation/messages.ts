import type { Language } from "../../base/language.ts";
import { reconciliationEn } from "./messages.en.ts";
import { type PositionWords, reconciliationZh } from "./messages.zh.ts";

export const positionWordsOf = (language: Language): PositionWords => (language === "zh" ? reconciliationZh : reconciliationEn);

import type { Language } from "../base/language.ts";
import { simulationCsvEn, simulationFormEn, simulationsEn } from "./messages.en.ts";
import {
  simulationCsvZh,
  simulationFormZh,
  simulationsZh,
  type TrialCsvWords,
  type TrialFormWords,
  type TrialWords,
} from "./messages.zh.ts";

/** The words of a language. */
export const trialCsvWordsIn = (language: Language): TrialCsvWords => (language === "zh" ? simulationCsvZh : simulationCsvEn);

/** The words of a language. */
export const trialFormWordsIn = (language: Language): TrialFormWords => (language === "zh" ? simulationFormZh : simulationFormEn);

/** The words of a language. */
export const trialWordsIn = (language: Language): TrialWords => (language === "zh" ? simulationsZh : simulationsEn);

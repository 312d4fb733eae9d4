import type { Language } from "../base/language.ts";
import { simulationCsvEn, simulationFormEn, simulationsEn } from "./messages.en.ts";
import {
  type SimulationCsvMessages,
  type SimulationFormMessages,
  type SimulationMessages,
  simulationCsvZh,
  simulationFormZh,
  simulationsZh,
} from "./messages.zh.ts";

/** The words of a language. */
export const simulationCsvMessagesIn = (language: Language): SimulationCsvMessages =>
  language === "zh" ? simulationCsvZh : simulationCsvEn;

/** The words of a language. */
export const simulationFormMessagesIn = (language: Language): SimulationFormMessages =>
  language === "zh" ? simulationFormZh : simulationFormEn;

/** The words of a language. */
export const simulationMessagesIn = (language: Language): SimulationMessages => (language === "zh" ? simulationsZh : simulationsEn);

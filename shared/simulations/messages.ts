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
  ({ zh: simulationCsvZh, en: simulationCsvEn })[language];

/** The words of a language. */
export const simulationFormMessagesIn = (language: Language): SimulationFormMessages =>
  ({ zh: simulationFormZh, en: simulationFormEn })[language];

/** The words of a language. */
export const simulationMessagesIn = (language: Language): SimulationMessages => ({ zh: simulationsZh, en: simulationsEn })[language];

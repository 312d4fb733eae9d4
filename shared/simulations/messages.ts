import type { Language } from "../base/language.ts";
import { wordsOf } from "../ui/writer.ts";
import { simulationCsvEn, simulationFormEn, simulationsEn } from "./messages.en.ts";
import { type SimulationCsvMessages, simulationCsvZh, simulationFormZh, simulationsZh } from "./messages.zh.ts";

/** The words of a language. */
export const simulationCsvMessagesIn = (language: Language): SimulationCsvMessages =>
  ({ zh: simulationCsvZh, en: simulationCsvEn })[language];

/** The words of a language. */
export const simulationFormMessagesIn = wordsOf({ zh: simulationFormZh, en: simulationFormEn });

/** The words of a language. */
export const simulationMessagesIn = wordsOf({ zh: simulationsZh, en: simulationsEn });

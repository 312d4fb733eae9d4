import { wordsOf } from "../../ui/writer.ts";
import { reconciliationEn } from "./messages.en.ts";
import { reconciliationZh } from "./messages.zh.ts";

export const reconciliationWordsOf = wordsOf({ zh: reconciliationZh, en: reconciliationEn });

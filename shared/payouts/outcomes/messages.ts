import { wordsOf } from "../../ui/writer.ts";
import { outcomesEn } from "./messages.en.ts";
import { outcomesZh } from "./messages.zh.ts";

/** What pages say of payments that failed, and of what people decide about them. */
export const outcomesWordsOf = wordsOf({ zh: outcomesZh, en: outcomesEn });

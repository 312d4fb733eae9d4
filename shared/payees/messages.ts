import { wordsOf } from "../ui/writer.ts";
import { payeesEn } from "./messages.en.ts";
import { payeesZh } from "./messages.zh.ts";

export const payeesWordsOf = wordsOf({ zh: payeesZh, en: payeesEn });

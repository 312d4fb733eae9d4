import { wordsOf } from "../ui/writer.ts";
import { scoresEn } from "./messages.en.ts";
import { scoresZh } from "./messages.zh.ts";

export const scoresWordsOf = wordsOf({ zh: scoresZh, en: scoresEn });

import { wordsOf } from "../ui/writer.ts";
import { closingEn } from "./messages.en.ts";
import { closingZh } from "./messages.zh.ts";

export const closeWordsOf = wordsOf({ zh: closingZh, en: closingEn });

import { wordsOf } from "../ui/writer.ts";
import { quarantineEn } from "./messages.en.ts";
import { quarantineZh } from "./messages.zh.ts";

export const quarantineWordsOf = wordsOf({ zh: quarantineZh, en: quarantineEn });

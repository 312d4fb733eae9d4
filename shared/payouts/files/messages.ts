import { wordsOf } from "../../ui/writer.ts";
import { filesEn } from "./messages.en.ts";
import { filesZh } from "./messages.zh.ts";

export const filesWordsOf = wordsOf({ zh: filesZh, en: filesEn });

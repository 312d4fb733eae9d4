import { wordsOf } from "../ui/writer.ts";
import { derivationsEn } from "./messages.en.ts";
import { derivationsZh } from "./messages.zh.ts";

export const derivationWordsOf = wordsOf({ zh: derivationsZh, en: derivationsEn });

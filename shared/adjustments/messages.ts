import { wordsOf } from "../ui/writer.ts";
import { adjustmentsEn } from "./messages.en.ts";
import { adjustmentsZh } from "./messages.zh.ts";

export const adjustmentsWordsOf = wordsOf({ zh: adjustmentsZh, en: adjustmentsEn });

import { wordsOf } from "../../ui/writer.ts";
import { bankReportsEn } from "./messages.en.ts";
import { bankReportsZh } from "./messages.zh.ts";

export const bankReportWordsOf = wordsOf({ zh: bankReportsZh, en: bankReportsEn });

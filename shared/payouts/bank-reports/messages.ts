import type { Language } from "../../base/language.ts";
import { bankReportsEn } from "./messages.en.ts";
import { type BankReportMessages, bankReportsZh } from "./messages.zh.ts";

export const bankReportWordsOf = (language: Language): BankReportMessages => ({ zh: bankReportsZh, en: bankReportsEn })[language];

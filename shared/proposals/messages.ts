import type { Language } from "../base/language.ts";
import { approvalsEn } from "./messages.en.ts";
import { type ApprovalsWords, approvalsZh } from "./messages.zh.ts";

/** The words of a language. */
export const approvalsWordsIn = (language: Language): ApprovalsWords => (language === "zh" ? approvalsZh : approvalsEn);

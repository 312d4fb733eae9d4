import type { Language } from "../base/language.ts";
import { approvalsEn, proposalEn } from "./messages.en.ts";
import { type ApprovalsWords, approvalsZh, type ProposalWords, proposalZh } from "./messages.zh.ts";

/** The words of a language. */
export const approvalsWordsIn = (language: Language): ApprovalsWords => (language === "zh" ? approvalsZh : approvalsEn);

export const proposalWordsOf = (language: Language): ProposalWords => (language === "zh" ? proposalZh : proposalEn);

import type { Language } from "../base/language.ts";
import { approvalsEn, proposalEn } from "./messages.en.ts";
import { type ApprovalsWords, approvalsZh, type ProposalWords, proposalZh } from "./messages.zh.ts";

/** The words of a language. */
export const approvalsWordsIn = (language: Language): ApprovalsWords => ({ zh: approvalsZh, en: approvalsEn })[language];

export const proposalWordsOf = (language: Language): ProposalWords => ({ zh: proposalZh, en: proposalEn })[language];

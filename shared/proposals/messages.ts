import { wordsOf } from "../ui/writer.ts";
import { approvalsEn, proposalEn } from "./messages.en.ts";
import { approvalsZh, proposalZh } from "./messages.zh.ts";

/** The words of a language. */
export const approvalsWordsIn = wordsOf({ zh: approvalsZh, en: approvalsEn });

export const proposalWordsOf = wordsOf({ zh: proposalZh, en: proposalEn });

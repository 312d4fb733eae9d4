import type { Language } from "../base/language.ts";
import { proposalWordsOf } from "../proposals/messages.ts";
import type { ProposalWords } from "../proposals/messages.zh.ts";
import { wordsOf } from "../ui/writer.ts";
import { plansEn } from "./messages.en.ts";
import { type PlanWords as OwnWords, plansZh } from "./messages.zh.ts";

/** The words of HR's pages about plans; of a plan's proposal with those that every proposal has. */
export type PlanWords = Omit<OwnWords, "proposal"> & { readonly proposal: ProposalWords & OwnWords["proposal"] };

const ownWordsOf = wordsOf({ zh: plansZh, en: plansEn });

export function planWordsOf(language: Language): PlanWords {
  const own = ownWordsOf(language);
  return { ...own, proposal: { ...proposalWordsOf(language), ...own.proposal } };
}

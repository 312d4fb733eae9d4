import type { KindViews } from "../../proposals/kind.ts";
import { planWordsOf } from "../messages.ts";
import type { PlanContent } from "../model/content.ts";

/** What pages say of a plan's next version. */
export const planViews: KindViews<PlanContent> = {
  title: ({ planId, basedOn }, language) => planWordsOf(language).proposal.title(planId, basedOn + 1),
  summary: ({ planId, basedOn, rollsBack }, language) => {
    const words = planWordsOf(language).proposal;
    return {
      text: words.summary(planId, `${basedOn + 1}`),
      notes: rollsBack === undefined ? [] : [words.rollsBack(`${rollsBack.from}`)],
    };
  },
};

import type { KindViews } from "../../proposals/kind.ts";
import { planWordsOf } from "../messages.ts";
import type { PlanContent } from "../model/content.ts";

/** What pages say of a plan's next version. */
export const planViews: KindViews<PlanContent> = {
  title: ({ planId, baseVersion }, language) => planWordsOf(language).proposal.title(planId, baseVersion + 1),
  summary: ({ planId, baseVersion, rollbackOf }, language) => {
    const words = planWordsOf(language).proposal;
    return {
      text: words.summary(planId, `${baseVersion + 1}`),
      notes: rollbackOf === undefined ? [] : [words.rollbackOf(`${rollbackOf.from}`)],
    };
  },
};

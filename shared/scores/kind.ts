import { refusal, refuse } from "../base/issues/issue.ts";
import { contentHash } from "../base/json/hash.ts";
import type { ObjectStore } from "../base/runtime/runtime.ts";
import { entryRules } from "../proposals/entry-kind.ts";
import type { KindRules, ProposalKind } from "../proposals/kind.ts";
import { CHANGE_WORKFLOW } from "../proposals/model/proposal.ts";
import { effectOfRestatement, evidenceOf, type RestatementDeps } from "../simulations/restatement/restate.ts";
import type { ScoresContent } from "./model/content.ts";
import { scoreChanges } from "./model/field-changes.ts";
import {
  changesOfScores,
  numberRevisions,
  restateScores,
  type StoreScoresDeps,
  storeScores,
  validateScores,
} from "./steps/submit-scores.ts";
import { scoresViews } from "./views/proposed-scores.ts";

export interface ScoresKindDeps extends RestatementDeps, StoreScoresDeps {
  readonly ledger: RestatementDeps["ledger"] & StoreScoresDeps["ledger"];
  readonly archive: Pick<ObjectStore, "get" | "put">;
}

/** How many scores are published within a request. */
const MAX_INLINE_ENTRIES = 1_000;

/** Scores of advisors and stores, by month. Their revisions are numbered when they are published. */
export const scoresRules: KindRules<ScoresContent> = {
  ...entryRules<ScoresContent>("scores", { workflow: CHANGE_WORKFLOW }),
  diff: (before, after) => scoreChanges(before?.entries ?? [], after),
};

/** The same with all its steps. */
export function scoresKind(deps: ScoresKindDeps): ProposalKind<ScoresContent> {
  const submissionOf = async (content: ScoresContent, comment: string) => {
    validateScores(content);
    const evidence = await evidenceOf(await restateScores(content, deps), deps);
    return { ...evidence, comment, contentHash: contentHash(content.entries) };
  };
  return {
    ...scoresRules,
    views: scoresViews,
    prepare: async ({ content }, { comment }) => {
      if (comment.trim() === "") refuse(refusal("why-missing"));
      return submissionOf(content, comment);
    },
    prepareChange: async (content, comment) => ({
      submission: await submissionOf(content, comment),
      changes: await changesOfScores(content, deps),
    }),
    recheck: async ({ content, submission }) => {
      const { resultHash } = await restateScores(content, deps);
      return resultHash === submission?.resultHash ? [] : [refusal("restatement-differs")];
    },
    fixNumbers: async ({ entries }) => (await numberRevisions(entries, deps)).map(({ revision }) => revision),
    publish: ({ content, publishing }) => storeScores(content, publishing?.numbers, deps),
    runsInBackground: async ({ content }) => content.entries.length > MAX_INLINE_ENTRIES,
    publishedEntry: async ({ content, publishing }, entry) => ({
      ...entry,
      action: "import",
      changes: await changesOfScores(content, deps, publishing?.numbers),
    }),
    effectOf: ({ simulationId }) => effectOfRestatement(simulationId, deps),
  };
}

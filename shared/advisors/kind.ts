import type { ActivityAction, ActivityEntry } from "../activity/model/activity-entry.ts";
import { type Refusal, refusal, refuse } from "../base/issues/issue.ts";
import { changesBetween } from "../base/json/diff.ts";
import { contentHash } from "../base/json/hash.ts";
import type { ObjectStore } from "../base/runtime/runtime.ts";
import type { ApplyDeps } from "../ledger/record/apply-events.ts";
import { eventBody, publishFacts, storedHash } from "../ledger/record/publish-facts.ts";
import type { KindRules, ProposalKind, ProposalToCheck } from "../proposals/kind.ts";
import { CHANGE_WORKFLOW } from "../proposals/model/proposal.ts";
import { effectOfRestatement, evidenceOf, type RestatementDeps } from "../simulations/restatement/restate.ts";
import type { AdvisorContent } from "./model/content.ts";
import { restateAdvisor } from "./steps/restate-advisor.ts";
import { type AdvisorRevisionDeps, changesOfAdvisor, validateAdvisor } from "./steps/submit-advisor.ts";
import { advisorViews } from "./views/proposed-advisor.ts";

export interface AdvisorKindDeps extends RestatementDeps, ApplyDeps {
  readonly ledger: RestatementDeps["ledger"] & ApplyDeps["ledger"] & AdvisorRevisionDeps["ledger"];
  readonly archive: Pick<ObjectStore, "get" | "put">;
}

/** An advisor's next revision: a registration, a change, or an offboarding. */
export const advisorRules: KindRules<AdvisorContent> = {
  kind: "advisor",
  workflow: CHANGE_WORKFLOW,
  subjectOf: ({ advisor }) => `advisor:${advisor.advisorId}`,
  concerns: ({ advisor }, advisorId) => advisor.advisorId === advisorId,
  hash: ({ advisor }) => contentHash(advisor),
  diff: (before, { advisor, handoverTo }) => [
    ...changesBetween(before?.advisor ?? {}, advisor),
    ...changesBetween({ handoverTo: before?.handoverTo }, { handoverTo }),
  ],
};

/** The same with all its steps. */
export function advisorKind(deps: AdvisorKindDeps): ProposalKind<AdvisorContent> {
  const submissionOf = async (content: AdvisorContent, comment: string) => {
    await validateAdvisor(content, deps);
    const evidence = await evidenceOf(await restateAdvisor(content, deps), deps);
    return { ...evidence, comment, contentHash: contentHash(content.advisor) };
  };
  return {
    ...advisorRules,
    views: advisorViews,
    prepare: async ({ content }, { comment }) => {
      if (comment.trim() === "") refuse(refusal("why-missing"));
      return submissionOf(content, comment);
    },
    prepareChange: async (content, comment) => ({
      submission: await submissionOf(content, comment),
      changes: await changesOfAdvisor(content, deps),
    }),
    recheck: (proposal) => recheck(proposal, deps),
    publish: async ({ content }) => {
      const { advisorId, revision } = content.advisor;
      return publishFacts(
        [eventBody("AdvisorChanged", content.advisor)],
        deps,
        refusal("revision-taken", { advisorId, stored: revision, revision }),
      );
    },
    runsInBackground: async () => false,
    publishedEntry: async ({ content }, entry) => publishedEntry(content, entry, deps),
    effectOf: ({ simulationId }) => effectOfRestatement(simulationId, deps),
  };
}

/**
 * The restatement as the facts stand now must be the one that was approved, to the fen; what it was computed on is part
 * of its result.
 */
async function recheck({ content, submission }: ProposalToCheck<AdvisorContent>, deps: AdvisorKindDeps): Promise<readonly Refusal[]> {
  const { advisor } = content;
  const { advisorId, revision } = advisor;
  const hash = contentHash(advisor);
  if ((await storedHash({ kind: "advisor", advisor, hash }, deps)) === hash) return [];
  const stored = (await deps.ledger.advisors([advisorId])).get(advisorId)?.revision ?? 0;
  if (stored !== revision - 1) return [refusal("revision-taken", { advisorId, stored, revision })];
  const { resultHash } = await restateAdvisor(content, deps);
  return resultHash === submission?.resultHash ? [] : [refusal("restatement-differs")];
}

/** An advisor's activity log says what became of them, not only that something was published. */
async function publishedEntry(content: AdvisorContent, entry: ActivityEntry, deps: AdvisorKindDeps): Promise<ActivityEntry> {
  const changes = await changesOfAdvisor(content, deps);
  const leaves = changes.some(({ path, after }) => (path === "leftOn" || /^spells\[\d+\]\.to$/.test(path)) && after !== undefined);
  const action: ActivityAction = content.advisor.revision === 1 ? "register" : leaves ? "offboard" : "change";
  return { ...entry, action, changes };
}

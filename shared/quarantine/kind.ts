import { contentHash } from "../base/json/hash.ts";
import type { ObjectStore } from "../base/runtime/runtime.ts";
import type { KindRules, ProposalKind } from "../proposals/kind.ts";
import { IMMEDIATE_WORKFLOW } from "../proposals/model/proposal.ts";
import { effectOfRestatement } from "../simulations/restatement/restate.ts";
import type { CorrectionContent } from "./model/content.ts";
import { applyCorrection, type CorrectionPublishDeps, recheckCorrection } from "./steps/publish-correction.ts";
import { correctionViews } from "./views/proposed-correction.ts";

export interface CorrectionKindDeps extends CorrectionPublishDeps {
  readonly archive: Pick<ObjectStore, "get">;
}

/** The correction of a quarantined record that changes what somebody earns. */
export const correctionRules: KindRules<CorrectionContent> = {
  kind: "correction",
  workflow: IMMEDIATE_WORKFLOW,
  subjectOf: ({ recordId }) => `quarantine:${recordId}`,
  concerns: ({ advisorIds }, advisorId) => advisorIds.includes(advisorId),
  hash: ({ kind: _, ...corrected }) => contentHash(corrected),
  diff: (_, { body }) => [{ path: "body", after: body }],
};

/** The same with all its steps. */
export function correctionKind(deps: CorrectionKindDeps): ProposalKind<CorrectionContent> {
  return {
    ...correctionRules,
    views: correctionViews,
    recheck: (proposal) => recheckCorrection(proposal, deps),
    publish: async ({ content }) => {
      const refusals = await applyCorrection(content, deps);
      return refusals.length === 0 ? { kind: "stored" } : { kind: "refused", refusals };
    },
    runsInBackground: async () => false,
    effectOf: ({ simulationId }) => effectOfRestatement(simulationId, deps),
  };
}

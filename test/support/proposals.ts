import { type ProposalKindDeps, proposalKinds } from "../../functions/_platform/proposal-kinds.ts";
import type { Wiring } from "../../functions/_platform/wiring.ts";
import type { Person } from "../../shared/access/person.ts";
import type { AdvisorContent } from "../../shared/advisors/model/content.ts";
import { restateAdvisor } from "../../shared/advisors/steps/restate-advisor.ts";
import { type Refusal, RefusedError } from "../../shared/base/issues/issue.ts";
import type { PlanContent } from "../../shared/plans/model/content.ts";
import { createPlanDraft, editPlanDraft, simulate } from "../../shared/plans/steps/edit-draft.ts";
import type { ProposalKinds } from "../../shared/proposals/kind.ts";
import type { Proposal } from "../../shared/proposals/model/proposal.ts";
import { approve, submit } from "../../shared/proposals/steps/take-steps.ts";
import type { ScoresContent } from "../../shared/scores/model/content.ts";
import { restateScores } from "../../shared/scores/steps/submit-scores.ts";
import type { RestatementDeps } from "../../shared/simulations/restatement/restate.ts";
import type { Restatement } from "../../shared/simulations/restatement/restatement.ts";

/** Someone of HR. */
export const HR = (username: string): Person => ({ username, roles: ["hr"] });

/** What proposals need, with a clock that begins at an instant and moves on by a millisecond each time it is looked at. */
export function at(deps: Wiring, instant: string): Wiring {
  let nowMs = Date.parse(instant);
  const now = () => {
    nowMs += 1;
    return nowMs;
  };
  return withKinds({ ...deps, surroundings: { ...deps.surroundings, now } });
}

/** The same dependencies, with the kinds of proposals composed of them: of some that were replaced. */
export const withKinds = <Deps extends ProposalKindDeps>(deps: Deps): Deps & { readonly kinds: ProposalKinds } => ({
  ...deps,
  kinds: proposalKinds(deps),
});

/** What a change of an advisor or of scores makes of closed months. */
export const restateFacts = (content: AdvisorContent | ScoresContent, deps: RestatementDeps): Promise<Restatement> =>
  content.kind === "advisor" ? restateAdvisor(content, deps) : restateScores(content, deps);

/** Why something is refused. */
export async function refusalsOf(work: Promise<unknown>): Promise<{ message: string; refusals: readonly Refusal[] }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof RefusedError) return { message: error.message, refusals: error.issues };
    throw error;
  }
  throw new Error("nothing was refused");
}

export const codesOf = async (work: Promise<unknown>): Promise<string[]> => (await refusalsOf(work)).refusals.map(({ code }) => code);

/** A draft of plan partner's next version that pays store sales 7%, tried over October and submitted. */
export async function submittedDraft(
  deps: Wiring,
  { author = HR("ann"), submitter = author }: { author?: Person; submitter?: Person } = {},
): Promise<Proposal> {
  const { proposalId, lockVersion, content } = await createPlanDraft({ planId: "partner", from: 1 }, author, deps);
  const { terms } = content as PlanContent;
  const components = [
    { id: "share", kind: "share", rate: "0.07" },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
    { id: "live", kind: "share", where: { channel: ["live"] }, rate: "0.5" },
  ];
  const edited = await editPlanDraft({ proposalId, lockVersion, terms: { ...terms, components } }, author, deps);
  await simulate({ proposalId, lockVersion: edited.lockVersion, from: "2026-10", to: "2026-10", as: "always" }, author, deps);
  const acknowledged = ["unmatched:override", "unmatched:live"];
  return submit({ proposalId, lockVersion: edited.lockVersion + 1, comment: "more for sellers", acknowledged }, submitter, deps);
}

/** The same, approved by eve. */
export async function approvedDraft(deps: Wiring): Promise<Proposal> {
  const { proposalId, lockVersion } = await submittedDraft(deps);
  return approve({ proposalId, lockVersion }, HR("eve"), deps);
}

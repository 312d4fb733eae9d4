import type { Person } from "../../shared/access/person.ts";
import { type Refusal, RefusedError } from "../../shared/base/issues/refusal.ts";
import type { PlanContent } from "../../shared/plans/model/content.ts";
import { createPlanDraft, editPlanDraft, simulate } from "../../shared/plans/steps/edit-draft.ts";
import type { Proposal } from "../../shared/proposals/model/proposal.ts";
import type { Proposing } from "../../shared/proposals/steps/deps.ts";
import { approve, submit } from "../../shared/proposals/steps/take-steps.ts";

/** Someone of HR. */
export const HR = (username: string): Person => ({ username, roles: ["hr"] });

/** What proposals need, with a clock that begins at an instant and moves on by a millisecond each time it is looked at. */
export function at(p: Proposing, instant: string): Proposing {
  let nowMs = Date.parse(instant);
  const now = () => {
    nowMs += 1;
    return nowMs;
  };
  return { ...p, surroundings: { ...p.surroundings, now } };
}

/** Why something is refused. */
export async function refusalsOf(work: Promise<unknown>): Promise<{ message: string; refusals: readonly Refusal[] }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof RefusedError) return { message: error.message, refusals: error.refusals ?? [] };
    throw error;
  }
  throw new Error("nothing was refused");
}

export const codesOf = async (work: Promise<unknown>): Promise<string[]> => (await refusalsOf(work)).refusals.map(({ code }) => code);

/** A draft of plan partner's next version that pays store sales 7%, tried over October and submitted. */
export async function submittedDraft(
  p: Proposing,
  { author = HR("ann"), submitter = author }: { author?: Person; submitter?: Person } = {},
): Promise<Proposal> {
  const { proposalId, edition, content } = await createPlanDraft({ planId: "partner", from: 1 }, author, p);
  const { terms } = content as PlanContent;
  const components = [
    { id: "share", kind: "share", rate: "0.07" },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
    { id: "live", kind: "share", where: { channel: ["live"] }, rate: "0.5" },
  ];
  const edited = await editPlanDraft({ proposalId, edition, terms: { ...terms, components } }, author, p);
  await simulate({ proposalId, edition: edited.edition, from: "2026-10", to: "2026-10", as: "always" }, author, p);
  const acknowledged = ["unmatched:override", "unmatched:live"];
  return submit({ proposalId, edition: edited.edition + 1, why: "more for sellers", acknowledged }, submitter, p);
}

/** The same, approved by eve. */
export async function approvedDraft(p: Proposing): Promise<Proposal> {
  const { proposalId, edition } = await submittedDraft(p);
  return approve({ proposalId, edition }, HR("eve"), p);
}

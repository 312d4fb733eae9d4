import { isPlanContent, type PlanContent } from "../../../../shared/plans/model/content.ts";
import { listPlans, type PlanOverview } from "../../../../shared/plans/steps/list-plans.ts";
import type { Proposal } from "../../../../shared/proposals/model/proposal.ts";
import { type Sent, sentAll, sentText } from "../../../_platform/site/form-data.ts";
import { found, pathPart } from "../../../_platform/site/page-context.ts";
import { seenLockVersion } from "../../../_platform/site/take.ts";
import type { HrContext } from "../../context.ts";
import { type PlanForm, parsePlanForm } from "./form/plan-form.ts";

/** A plan's proposal with what the editor has to know around it. */
export interface OpenDraft {
  readonly proposal: Proposal;
  readonly content: PlanContent;
  readonly plans: readonly PlanOverview[];
  readonly own: PlanOverview | undefined;
}

/** @throws HttpProblem where there is no such draft of a plan. */
export async function openDraft(context: HrContext): Promise<OpenDraft> {
  const proposal = found(await context.deps.proposals.find(pathPart(context, "proposalId")), "draft of a plan");
  const content = found(isPlanContent(proposal.content) ? proposal.content : undefined, "draft of a plan");
  const plans = await listPlans(context.deps);
  return { proposal, content, plans, own: plans.find(({ planId }) => planId === content.planId) };
}

/** A form that was sent, and by which button. */
export interface SentDraft {
  readonly form: PlanForm;
  readonly op: string;
  readonly lockVersion: number;
  readonly comment: string;
}

/** Reads a form as a browser sends it. */
export const parseDraft = (sent: Sent): SentDraft => ({
  form: parsePlanForm(Object.keys(sent).flatMap((name) => sentAll(sent, name).map((value) => [name, value] as const))),
  op: sentText(sent, "op") || "check",
  lockVersion: seenLockVersion(sent),
  comment: sentText(sent, "comment"),
});

import type { PlanContent } from "../../../../shared/plans/model/content.ts";
import { isPlanContent } from "../../../../shared/plans/model/content.ts";
import { listPlans, type PlanOverview } from "../../../../shared/plans/steps/list-plans.ts";
import type { Proposal } from "../../../../shared/proposals/model/proposal.ts";
import type { HttpContext } from "../../../_platform/http/context.ts";
import { notFound } from "../../../_platform/http/problem.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import type { PlanForm } from "./form/form.ts";
import { readForm } from "./form/parse-form.ts";

/** A plan's proposal with what the editor has to know around it. */
export interface OpenDraft {
  readonly proposal: Proposal;
  readonly content: PlanContent;
  readonly plans: readonly PlanOverview[];
  readonly own: PlanOverview | undefined;
  readonly currency: string;
  readonly rated: readonly string[];
  readonly agency: Wiring["agency"];
}

/** @throws HttpProblem where there is no such draft of a plan. */
export async function openDraft(context: HttpContext, deps: Wiring): Promise<OpenDraft> {
  const proposal = await deps.proposals.find(context.req.param("proposalId") ?? "");
  if (proposal === undefined || !isPlanContent(proposal.content)) throw notFound("There is no such draft of a plan.");
  const { content } = proposal;
  const plans = await listPlans(deps);
  const own = plans.find(({ planId }) => planId === content.planId);
  return { proposal, content, plans, own, currency: deps.agency.currency, rated: deps.rating.ratedFacets, agency: deps.agency };
}

/** A form that was sent, and by which button. */
export interface Sent {
  readonly form: PlanForm;
  readonly op: string;
  readonly lockVersion: number;
  readonly why: string;
}

/** Reads a form as a browser sends it. */
export async function readSent(context: HttpContext): Promise<Sent> {
  const fields = new URLSearchParams(await context.req.text());
  const lockVersion = Number(fields.get("lockVersion"));
  return {
    form: readForm(fields),
    op: fields.get("op") ?? "check",
    lockVersion: Number.isSafeInteger(lockVersion) ? lockVersion : 0,
    why: (fields.get("why") ?? "").trim(),
  };
}

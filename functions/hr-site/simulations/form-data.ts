import { addMonths, type Month } from "../../../shared/base/calendar/month.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import type { PlanContent } from "../../../shared/plans/model/content.ts";
import { reviewPlan } from "../../../shared/plans/steps/review-draft.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { chooseDataSource } from "../../../shared/simulations/model/data-source.ts";
import type { SimulationDataSource, SimulationRequest } from "../../../shared/simulations/model/simulation.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** What is asked of a trial, as a form says it. */
export type Asked = Pick<SimulationRequest, "from" | "to" | "as" | "replaces">;

/** All that the form on which a trial begins shows. */
export interface SimulationFormData {
  readonly proposal: Proposal & { readonly content: PlanContent };
  /** The draft as a plan; none where it can't be read, and why. */
  readonly draft: Plan | undefined;
  readonly issues: readonly Issue[];
  /** Closed months, the newest first. */
  readonly closed: readonly Month[];
  /** The closed months that the draft restates; none where it reaches none. */
  readonly restated: { readonly from: Month; readonly to: Month } | undefined;
  readonly planIds: readonly string[];
  readonly asked: Asked;
  /** What has to be read, whichever way the draft is tried. None where there is nothing to try, or to try it on. */
  readonly ways: Readonly<Record<SimulationRequest["as"], SimulationDataSource>> | undefined;
}

/** Reads a form as it was sent, or what a link asks of it; the rest is as most people want it. */
export async function openTrialForm(
  proposal: SimulationFormData["proposal"],
  given: Readonly<Record<string, unknown>>,
  deps: Wiring,
): Promise<SimulationFormData> {
  const [review, closes, recorded] = await Promise.all([reviewPlan(proposal, deps), deps.accounts.closes(), deps.ledger.recordedPlans()]);
  const versions = recorded.map(({ fact }) => fact);
  const closed = closes.map(({ month }) => month);
  const { plan: draft, restatementRange: restated } = review;
  const asked = askedOf(given, { closed, restated, planId: proposal.content.planId });
  const way = (as: SimulationRequest["as"], plan: Plan) =>
    chooseDataSource({ ...asked, draft: plan, as }, versions, deps.rating.ratedFacets);
  const canTry = draft !== undefined && closed.length > 0;
  return {
    proposal,
    draft,
    issues: review.issues,
    closed,
    restated,
    planIds: [...new Set([proposal.content.planId, ...versions.map(({ planId }) => planId)])].sort(),
    asked,
    ways: canTry ? { always: way("always", draft), dated: way("dated", draft) } : undefined,
  };
}

interface Usual {
  readonly closed: readonly Month[];
  readonly restated: { readonly from: Month; readonly to: Month } | undefined;
  readonly planId: string;
}

function askedOf(given: Readonly<Record<string, unknown>>, { closed: [newest = ""], restated, planId }: Usual): Asked {
  const text = (name: string, usual: string) => (typeof given[name] === "string" ? given[name] : usual);
  return {
    from: text("from", restated?.from ?? newest),
    to: text("to", restated?.to ?? newest),
    as: text("as", restated === undefined ? "always" : "dated") === "dated" ? "dated" : "always",
    replaces: text("replaces", planId),
  };
}

/** What is wrong with what was asked for; undefined where nothing is. */
export function wrongAsked({ closed, proposal, asked }: SimulationFormData): "missing" | "backwards" | "otherPlan" | undefined {
  const { from, to, as, replaces } = asked;
  if (!closed.includes(from) || !closed.includes(to)) return "missing";
  if (from > to) return "backwards";
  return as === "dated" && replaces !== proposal.content.planId ? "otherPlan" : undefined;
}

/** The usual ranges: the last closed month, the last 3, the last 12, as far as so many are closed. */
export function usualRanges(closed: readonly Month[]): { readonly count: number; readonly from: Month; readonly to: Month }[] {
  const [to] = closed;
  if (to === undefined) return [];
  return [1, 3, 12].map((count) => ({ count, from: addMonths(to, 1 - count), to })).filter(({ from }) => closed.includes(from));
}

import type { Person } from "../../access/person.ts";
import { addMonths, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { refusal, refuse, under } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { id } from "../../engine/facts/fields.ts";
import { latestVersionOf } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import { advance, assertPossible, createDraft, openProposal } from "../../proposals/steps/commit-step.ts";
import type { StepRequest } from "../../proposals/steps/deps.ts";
import type { Simulation } from "../../simulations/model/simulation.ts";
import { startSimulation } from "../../simulations/steps/start-simulation.ts";
import { isPlanContent, type PlanContent, readPlanContent } from "../model/content.ts";
import type { PlanDraftDeps } from "./deps.ts";

export interface NewPlanDraft {
  readonly planId: string;
  /** The version whose terms it begins with. */
  readonly from: number | "blank";
  /** Where it brings an older version's terms back: which, and which version it takes back. */
  readonly rollbackOf?: { readonly from: number; readonly to: number };
  readonly comment?: string;
}

/**
 * Makes a draft of a plan's next version. It begins with the next month, until it is given another day: so nothing is
 * restated by oversight.
 * @throws RefusedError where the person is not of HR, or there is no such version.
 */
export async function createPlanDraft(
  { planId, from, rollbackOf, comment }: NewPlanDraft,
  person: Person,
  deps: PlanDraftDeps,
): Promise<Proposal> {
  if (!person.roles.includes("hr")) refuse(refusal("role", { needs: "hr" }));
  const named = parse(id, planId);
  if (!named.ok) refuse(...named.issues.map((each) => under("planId", each)));
  const versions = (await deps.ledger.plans()).filter((plan) => plan.planId === planId);
  for (const version of [from, rollbackOf?.from, rollbackOf?.to]) {
    if (typeof version === "number" && !versions.some((plan) => plan.version === version))
      refuse(refusal("unknown-version", { planId, version }));
  }
  const baseVersion = latestVersionOf(planId, versions);
  const effectiveFrom = `${addMonths(monthOfDay(deps.rating.localDay(instantOf(deps))), 1)}-01`;
  const content: PlanContent = {
    kind: "plan",
    planId,
    baseVersion,
    terms: { ...termsOf(versions.find(({ version }) => version === from)), effectiveFrom },
    ...(rollbackOf !== undefined && { rollbackOf }),
  };
  return createDraft(content, comment, person, deps);
}

/** All of a version but its plan and number; or of none, as little as a plan can be. */
function termsOf(plan: Plan | undefined): Readonly<Record<string, unknown>> {
  if (plan === undefined)
    return { earn: "fulfilled", base: { from: "price", less: [] }, components: [], factors: [], payout: { minimum: 0 } };
  const { planId: _planId, version: _version, ...terms } = plan;
  return terms;
}

export interface PlanDraftEdit extends StepRequest {
  readonly terms: Readonly<Record<string, unknown>>;
  /** Moves the draft onto the latest version: it follows that one from now on. */
  readonly rebase?: boolean;
  readonly comment?: string;
}

/** Edits a draft's terms, readable or not. @throws RefusedError */
export async function editPlanDraft(edit: PlanDraftEdit, person: Person, deps: PlanDraftDeps): Promise<Proposal> {
  const proposal = await openProposal(edit, deps);
  const content = planContentOf(proposal);
  const baseVersion = edit.rebase === true ? latestVersionOf(content.planId, await deps.ledger.plans()) : content.baseVersion;
  const edited: PlanContent = { ...content, terms: edit.terms, baseVersion };
  return advance(proposal, { kind: "edit", content: edited, comment: edit.comment }, person, deps);
}

export interface SimulationStep extends StepRequest {
  readonly from: Month;
  readonly to: Month;
  readonly as: "always" | "dated";
  /** The plan whose advisors are tried with it; its own where it is left out. */
  readonly replaces?: string;
}

/** Begins a trial of a draft as it stands. @throws RefusedError where it can't be read, or was changed meanwhile. */
export async function simulate(simulation: SimulationStep, person: Person, deps: PlanDraftDeps): Promise<Simulation> {
  const proposal = await openProposal(simulation, deps);
  const content = planContentOf(proposal);
  assertPossible(proposal, "simulate", person, deps);
  const reading = readPlanContent(content);
  if (!reading.ok) return refuse(refusal("plan-invalid"), ...reading.issues);
  const { from, to, as, replaces = content.planId } = simulation;
  const trial = await startSimulation(
    { draft: reading.value, replaces, from, to, as },
    { by: person.username, proposalId: proposal.proposalId, ...(replaces === content.planId && { baseVersion: content.baseVersion }) },
    deps,
  );
  await advance(proposal, { kind: "simulate", simulationId: trial.simulationId }, person, deps);
  return trial;
}

/** A proposal's content as a plan's. @throws RefusedError where it is none. */
export function planContentOf({ content }: Proposal): PlanContent {
  return isPlanContent(content) ? content : refuse(refusal("not-a-plan", { kind: content.kind }));
}

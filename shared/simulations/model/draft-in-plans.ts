import { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { SimulationRequest } from "./simulation.ts";

/** The plans as if the draft's base had always been in force; none where the draft isn't compared so. */
export function bookWithBase(
  plans: readonly Plan[],
  { base, replaces, as }: Pick<SimulationRequest, "base" | "replaces" | "as">,
): PlanBook | undefined {
  return as === "always" && base !== undefined ? new PlanBook(plans).withAlways(base, replaces) : undefined;
}

/** The plans with a draft among them: as if it had always been in force, or from its own day on. */
export function bookWithDraft(
  plans: readonly Plan[],
  { draft, replaces, as }: Pick<SimulationRequest, "draft" | "replaces" | "as">,
): PlanBook {
  if (as === "always") return new PlanBook(plans).withAlways(draft, replaces);
  return new PlanBook([...plans.filter(({ planId, version }) => planId !== draft.planId || version !== draft.version), draft]);
}

/**
 * The version that a draft is compared with: the one that it is based on; else the one that is in force on the draft's
 * first day without it, or the first of all.
 * @param baseVersion a version of the plan that the draft replaces.
 * @returns none where that plan has no version yet.
 */
export function baseVersionOf(
  plans: readonly Plan[],
  { draft, replaces }: Pick<SimulationRequest, "draft" | "replaces">,
  baseVersion?: number,
): Plan | undefined {
  const others = plans.filter(({ planId, version }) => planId === replaces && (planId !== draft.planId || version !== draft.version));
  const [first] = [...others].sort((left, right) => (left.effectiveFrom < right.effectiveFrom ? -1 : 1));
  return others.find(({ version }) => version === baseVersion) ?? new PlanBook(others).inForce(replaces, draft.effectiveFrom) ?? first;
}

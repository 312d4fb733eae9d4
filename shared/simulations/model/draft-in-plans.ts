import { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { TrialRequest } from "./simulation.ts";

/** The plans as if the draft's base had always been in force; none where the draft isn't compared so. */
export function bookWithBase(
  plans: readonly Plan[],
  { base, replaces, as }: Pick<TrialRequest, "base" | "replaces" | "as">,
): PlanBook | undefined {
  return as === "always" && base !== undefined ? new PlanBook(plans).withAlways(base, replaces) : undefined;
}

/** The plans with a draft among them: as if it had always been in force, or from its own day on. */
export function bookWithDraft(plans: readonly Plan[], { draft, replaces, as }: Pick<TrialRequest, "draft" | "replaces" | "as">): PlanBook {
  if (as === "always") return new PlanBook(plans).withAlways(draft, replaces);
  return new PlanBook([...plans.filter(({ planId, version }) => planId !== draft.planId || version !== draft.version), draft]);
}

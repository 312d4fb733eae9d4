import { PlanBook } from "../../plan/plan-book.ts";
import type { Plan } from "../../plan/schema.ts";
import type { TrialRequest } from "../../trial/trial.ts";

/** The plans with a draft among them: as if it had always been in force, or from its own day on. */
export function bookWithDraft(plans: readonly Plan[], { draft, replaces, as }: Pick<TrialRequest, "draft" | "replaces" | "as">): PlanBook {
  if (as === "always") return new PlanBook(plans).withAlways(draft, replaces);
  return new PlanBook([...plans.filter(({ planId, version }) => planId !== draft.planId || version !== draft.version), draft]);
}

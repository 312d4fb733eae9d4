import type { Component } from "./components/index.ts";
import type { Plan } from "./schema.ts";

/** What people call a component, in each language. */
export type ComponentLabel = NonNullable<Component["label"]>;

/** The name that a plan version gives one of its components; none where it gives none, or isn't among the plans. */
export function labelOf(
  plans: readonly Plan[],
  { id, planId, version }: { readonly id: string; readonly planId: string; readonly version: number },
): ComponentLabel | undefined {
  return plans.find((plan) => plan.planId === planId && plan.version === version)?.components.find((part) => part.id === id)?.label;
}

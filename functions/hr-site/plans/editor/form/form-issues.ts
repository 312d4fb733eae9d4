import { parse } from "../../../../../shared/base/issues/parse.ts";
import type { Language } from "../../../../../shared/base/language.ts";
import { type Plan, planSchema, unratedFacets } from "../../../../../shared/engine/plan/schema.ts";
import type { Problems } from "../markup/context.ts";
import { sortLadders } from "../operations/apply-operation.ts";
import { helpFor } from "./field-help.ts";
import { PLAN, type PlanForm, termsOfForm } from "./plan-form.ts";

/** A form as it would be saved: its terms, the plan that they make, and what hinders that. */
export interface CheckedForm {
  readonly terms: Readonly<Record<string, unknown>>;
  readonly plan?: Plan;
  readonly problems: Problems;
}

export interface PlanKnown {
  readonly planId: string;
  readonly version: number;
  readonly currency: string;
  readonly rated: readonly string[];
}

/** Checks a form by the plan's own schema, as each button and saving do. Steps out of order are no problem: they are put in order. */
export function checkForm(form: PlanForm, { planId, version, currency, rated }: PlanKnown, language: Language): CheckedForm {
  const terms = termsOfForm(sortLadders(form, currency), currency);
  const parsed = parse(planSchema, { ...terms, planId, version });
  const unrated = parsed.ok ? unratedFacets(parsed.value, rated) : [];
  const issues = parsed.ok ? unrated : parsed.issues;
  const problems = new Map<string, string[]>();
  for (const issue of issues) {
    const field = PLAN.find(unsorted(issue.path, form, currency))?.field ?? "";
    problems.set(field, [...new Set([...(problems.get(field) ?? []), helpFor(issue, language)])]);
  }
  return { terms, problems, ...(parsed.ok && unrated.length === 0 && { plan: parsed.value }) };
}

/** A step's place in the form, where the form's steps are not in order. */
function unsorted(path: string, form: PlanForm, currency: string): string {
  const [whole, component, place] = /^components\[(\d+)\]\.tiers\.steps\[(\d+)\]/.exec(path) ?? [];
  const given = form.components[Number(component)]?.tiers?.steps;
  const step = sortLadders(form, currency).components[Number(component)]?.tiers?.steps[Number(place)];
  if (whole === undefined || given === undefined || step === undefined) return path;
  return `components[${component}].tiers.steps[${given.indexOf(step)}]${path.slice(whole.length)}`;
}

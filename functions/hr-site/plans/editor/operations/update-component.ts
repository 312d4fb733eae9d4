import type { ComponentForm } from "../components/index.ts";
import { sizeOf } from "../form/parse-inputs.ts";
import type { PlanForm } from "../form/plan-form.ts";

/** The form with one of its components changed. */
export function mapComponent(form: PlanForm, index: number, change: (part: ComponentForm) => ComponentForm): PlanForm {
  return { ...form, components: form.components.map((part, place) => (place === index ? change(part) : part)) };
}

/** A ladder, or a bonus, measures what is chosen for it, or what it measures by itself. */
export function measureOther(form: PlanForm, index: number, isOther: boolean): PlanForm {
  return mapComponent(form, index, (part) => {
    if (part.tiers) {
      const { of = part.where ?? {}, ...tiers } = part.tiers;
      return { ...part, tiers: isOther ? { ...tiers, of } : tiers };
    }
    if (!part.when) return part;
    const { of = {}, ...when } = part.when;
    return { ...part, when: isOther ? { ...when, of } : when };
  });
}

/** Ladders with their steps in order, where all of them can be read. */
export function sortLadders(form: PlanForm, currency: string): PlanForm {
  const components = form.components.map((part) => {
    if (!part.tiers) return part;
    const { measure, steps } = part.tiers;
    const read = steps.map((step) => ({ step, from: sizeOf(step.from, measure, currency) }));
    if (!read.every(({ from }) => from !== undefined)) return part;
    return {
      ...part,
      tiers: { ...part.tiers, steps: read.toSorted((left, right) => Number(left.from) - Number(right.from)).map(({ step }) => step) },
    };
  });
  return { ...form, components };
}

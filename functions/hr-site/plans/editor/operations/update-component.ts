import type { ComponentForm, PlanForm, TiersForm } from "../form/form.ts";
import { sizeOf } from "../form/parse-inputs.ts";

/** The form with one of its components changed. */
export function mapComponent(form: PlanForm, index: number, change: (part: ComponentForm) => ComponentForm): PlanForm {
  return { ...form, components: form.components.map((part, place) => (place === index ? change(part) : part)) };
}

/** The form with one of its ladders changed. */
export const mapLadder = (form: PlanForm, index: number, change: (tiers: TiersForm) => TiersForm): PlanForm =>
  mapComponent(form, index, (part) => (part.tiers === undefined ? part : { ...part, tiers: change(part.tiers) }));

/** A ladder as it begins: one step. */
export const newLadder = (rate: string): TiersForm => ({
  mode: "marginal",
  measure: "sales",
  period: "month",
  steps: [{ from: "0", rate }],
});

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

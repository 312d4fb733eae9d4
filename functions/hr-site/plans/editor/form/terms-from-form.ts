import { type ComponentForm, type EquityForm, type LadderForm, type PlanForm, valuesOf, type WhereForm } from "./form.ts";
import { CARRY } from "./form-from-terms.ts";
import { amountOf, countOf, decimalOf, rateOf } from "./parse-inputs.ts";

/** The terms of a plan version as they stand in the form; what can't be read stands there as it was typed. */
export function termsOfForm(form: PlanForm, currency: string): Record<string, unknown> {
  return {
    effectiveFrom: form.effectiveFrom,
    earn: form.earn,
    base: { from: "price", less: valuesOf(form.less).map(amountName) },
    components: form.components.map((part) => componentTerms(part, currency)),
    factors: form.factors.map((factor) => ({
      id: factor.id.trim(),
      by: factor.by.trim(),
      default: decimalOf(factor.default),
      steps: factor.steps.map((step) => ({ from: decimalOf(step.from), factor: decimalOf(step.factor) })),
    })),
    payout: {
      minimum: amountOf(form.minimum, currency),
      ...(form.leavers !== "" && form.leavers !== CARRY && { leavers: form.leavers }),
    },
    ...(form.equity && { equity: equityTerms(form.equity, currency) }),
  };
}

/** A discount is typed by its own name. */
const amountName = (name: string): string => (name === "refunded" || name === "cost" || name.includes(".") ? name : `discounts.${name}`);

function componentTerms(part: ComponentForm, currency: string): Record<string, unknown> {
  const { kind, id, where, factors, rate, tiers, amount, when, months } = part;
  return {
    id: id.trim(),
    kind,
    ...(where && { where: whereTerms(where) }),
    ...(factors && { factors }),
    ...(tiers ? { tiers: ladderTerms(tiers, currency) } : rate !== undefined && { rate: rateOf(rate) }),
    ...(amount !== undefined && { amount: amountOf(amount, currency) }),
    ...(when && {
      when: {
        measure: when.measure,
        // Earnings are measured whole: what was chosen of sales before means nothing then.
        ...(when.of && when.measure !== "earnings" && { of: whereTerms(when.of) }),
        atLeast: measureOf(when.atLeast, when.measure, currency),
      },
    }),
    ...(months !== undefined && { months: countOf(months) }),
  };
}

function ladderTerms({ mode, measure, period, of, steps }: LadderForm, currency: string): Record<string, unknown> {
  return {
    mode,
    measure,
    ...(of && { of: whereTerms(of) }),
    period,
    steps: steps.map(({ from, rate }) => ({ from: measureOf(from, measure, currency), rate: rateOf(rate) })),
  };
}

/** A measure: a count of units, or an amount in minor units. */
export const measureOf = (text: string, measure: string, currency: string): number | string =>
  measure === "units" ? countOf(text) : amountOf(text, currency);

function equityTerms({ anyOf, require }: EquityForm, currency: string): Record<string, unknown> {
  return {
    anyOf: anyOf.map(({ months, totalAtLeast, eachAtLeast, count = "" }) => ({
      months: countOf(months),
      ...(totalAtLeast !== undefined && { totalAtLeast: amountOf(totalAtLeast, currency) }),
      ...(eachAtLeast !== undefined && { eachAtLeast: amountOf(eachAtLeast, currency) }),
      ...(count.trim() !== "" && { count: countOf(count) }),
    })),
    require: require.map(({ attribute, atLeast }) => ({ attribute: attribute.trim(), atLeast: decimalOf(atLeast) })),
  };
}

const whereTerms = (where: WhereForm): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(where).flatMap(([facet, choice]) => {
      const values = valuesOf(choice);
      return values.length === 0 ? [] : [[facet, values]];
    }),
  );

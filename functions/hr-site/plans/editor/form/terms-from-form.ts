import { editorOf } from "../components/index.ts";
import { type ComponentForm, type EquityForm, type PlanForm, valuesOf } from "./form.ts";
import { CARRY } from "./form-from-terms.ts";
import { amountOf, countOf, decimalOf } from "./parse-inputs.ts";

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
      ...(`${form.draw.amount}${form.draw.months}`.trim() !== "" && {
        draw: { amount: amountOf(form.draw.amount, currency), months: countOf(form.draw.months) },
      }),
    },
    ...(form.equity && { equity: equityTerms(form.equity, currency) }),
  };
}

/** A discount is typed by its own name. */
const amountName = (name: string): string => (name === "refunded" || name === "cost" || name.includes(".") ? name : `discounts.${name}`);

function componentTerms(part: ComponentForm, currency: string): Record<string, unknown> {
  const { kind, id, label } = part;
  const name = { zh: label?.zh.trim() ?? "", en: label?.en.trim() ?? "" };
  return { id: id.trim(), kind, ...(`${name.zh}${name.en}` !== "" && { label: name }), ...editorOf(kind).toTerms(part, currency) };
}

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

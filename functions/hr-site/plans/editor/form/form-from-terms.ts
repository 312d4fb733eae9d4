import { editorOf } from "../components/index.ts";
import type { ComponentForm, EquityForm, FactorForm, PlanForm, RuleForm } from "./form.ts";
import { amountText, textOf } from "./parse-inputs.ts";
import { type Fields, fieldsOf, isFields, listOf, textsOf } from "./terms-fields.ts";

/** What holds for leavers where the terms don't say. */
export const CARRY = "carry";

/** The form for a plan version's terms, which need not be readable: what isn't there stays empty. */
export function formOfTerms(terms: Fields, currency: string): PlanForm {
  const { equity } = terms;
  return {
    effectiveFrom: textOf(terms.effectiveFrom),
    earn: textOf(terms.earn ?? "fulfilled"),
    less: { ticked: textsOf(fieldsOf(terms.base).less), more: "" },
    components: listOf(terms.components).map((part) => componentForm(part, currency)),
    factors: listOf(terms.factors).map(factorForm),
    minimum: amountText(fieldsOf(terms.payout).minimum ?? 0, currency),
    draw: drawForm(fieldsOf(terms.payout).draw, currency),
    leavers: textOf(fieldsOf(terms.payout).leavers ?? CARRY),
    ...(isFields(equity) && { equity: equityForm(equity, currency) }),
  };
}

const drawForm = (draw: unknown, currency: string): PlanForm["draw"] =>
  isFields(draw) ? { amount: amountText(draw.amount, currency), months: textOf(draw.months) } : { amount: "", months: "" };

function componentForm(part: Fields, currency: string): ComponentForm {
  const kind = textOf(part.kind);
  const label = fieldsOf(part.label);
  return { kind, id: textOf(part.id), label: { zh: textOf(label.zh), en: textOf(label.en) }, ...editorOf(kind).fromTerms(part, currency) };
}

function factorForm(factor: Fields): FactorForm {
  return {
    id: textOf(factor.id),
    by: textOf(factor.by),
    default: textOf(factor.default ?? "1"),
    steps: listOf(factor.steps).map((step) => ({ from: textOf(step.from), factor: textOf(step.factor) })),
  };
}

function equityForm({ anyOf, require }: Fields, currency: string): EquityForm {
  return {
    anyOf: listOf(anyOf).map(({ months, totalAtLeast, eachAtLeast, count }): RuleForm => {
      if (eachAtLeast === undefined) return { months: textOf(months), totalAtLeast: amountText(totalAtLeast, currency) };
      return { months: textOf(months), eachAtLeast: amountText(eachAtLeast, currency), count: textOf(count) };
    }),
    require: listOf(require).map(({ attribute, atLeast }) => ({ attribute: textOf(attribute), atLeast: textOf(atLeast) })),
  };
}

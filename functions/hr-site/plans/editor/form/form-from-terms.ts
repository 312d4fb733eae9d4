import type { ChoiceForm, ComponentForm, EquityForm, FactorForm, LadderForm, PlanForm, RuleForm, WhereForm } from "./form.ts";
import { amountText, percentText, textOf } from "./parse-inputs.ts";

/** What holds for leavers where the terms don't say. */
export const CARRY = "carry";

type Fields = Readonly<Record<string, unknown>>;

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
    leavers: textOf(fieldsOf(terms.payout).leavers ?? CARRY),
    ...(isFields(equity) && { equity: equityForm(equity, currency) }),
  };
}

function componentForm(part: Fields, currency: string): ComponentForm {
  const common = { kind: textOf(part.kind), id: textOf(part.id) };
  const paid = () => ({ where: whereForm(part.where), factors: textsOf(part.factors) });
  const amount = () => ({ amount: amountText(part.amount, currency) });
  switch (common.kind) {
    case "share":
      return {
        ...common,
        ...paid(),
        ...(isFields(part.tiers) ? { tiers: ladderForm(part.tiers, currency) } : { rate: percentText(part.rate) }),
      };
    case "flat":
      return { ...common, ...paid(), ...amount() };
    case "bonus": {
      const when = fieldsOf(part.when);
      const measure = textOf(when.measure);
      const atLeast = measureText(when.atLeast, measure, currency);
      return { ...common, ...amount(), when: { measure, ...(isFields(when.of) && { of: whereForm(when.of) }), atLeast } };
    }
    case "guarantee":
      return { ...common, ...amount(), months: textOf(part.months) };
    default:
      return { ...common, ...amount() };
  }
}

function ladderForm(tiers: Fields, currency: string): LadderForm {
  const measure = textOf(tiers.measure ?? "sales");
  return {
    mode: textOf(tiers.mode),
    measure,
    period: textOf(tiers.period ?? "month"),
    ...(isFields(tiers.of) && { of: whereForm(tiers.of) }),
    steps: listOf(tiers.steps).map(({ from, rate }) => ({ from: measureText(from, measure, currency), rate: percentText(rate) })),
  };
}

/** A measure: a count of units, or an amount. */
const measureText = (value: unknown, measure: string, currency: string): string =>
  measure === "units" ? textOf(value) : amountText(value, currency);

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

const whereForm = (where: unknown): WhereForm =>
  Object.fromEntries(
    Object.entries(fieldsOf(where)).map(([facet, accepted]): [string, ChoiceForm] => [facet, { ticked: textsOf(accepted), more: "" }]),
  );

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textOf) : []);

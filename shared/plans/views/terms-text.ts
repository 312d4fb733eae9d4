import { ownValue } from "../../base/json/own-value.ts";
import type { Component, Plan } from "../../engine/plan/schema.ts";
import { formatPercent } from "../../ui/format.ts";
import type { PlanWriter } from "./plan-writer.ts";

type Ladder = NonNullable<Extract<Component, { kind: "share" }>["tiers"]>;

/** "Share: tour share (tour)". */
export const componentTitle = ({ kind, id }: Pick<Component, "kind" | "id">, writer: PlanWriter): string =>
  `${ownValue(writer.plans.terms.kinds, kind) ?? kind}${writer.words.joins.colon}${writer.label(id)}`;

/** A component in one sentence: what it pays. */
export function componentText(part: Component, writer: PlanWriter): string {
  const { terms } = writer.plans;
  switch (part.kind) {
    case "share":
      return part.tiers === undefined ? terms.shareText(formatPercent(part.rate ?? "0")) : ladderText(part.tiers, writer);
    case "flat":
      return terms.flatText(writer.money(BigInt(part.amount)));
    case "bonus":
      return terms.bonusText(writer.money(BigInt(part.amount)), conditionText(part, writer));
    case "cap":
      return terms.capText(writer.money(BigInt(part.amount)));
    case "guarantee":
      return terms.guaranteeText(writer.money(BigInt(part.amount)), String(part.months));
  }
}

function ladderText({ steps, mode, measure, period }: Ladder, writer: PlanWriter): string {
  const { terms } = writer.plans;
  const [first, last] = [steps[0]?.rate ?? "0", steps.at(-1)?.rate ?? "0"];
  const text = terms.ladderText(formatPercent(first), formatPercent(last), String(steps.length));
  return [
    text,
    terms.measured(ownValue(terms.measures, measure) ?? measure, ownValue(terms.periods, period) ?? period),
    ownValue(terms.modes, mode) ?? mode,
  ].join(writer.words.joins.list);
}

/** When a bonus is paid. */
export function conditionText({ when }: Extract<Component, { kind: "bonus" }>, writer: PlanWriter): string {
  const { terms } = writer.plans;
  return terms.atLeast(ownValue(terms.measures, when.measure) ?? when.measure, writer.measure(when.measure, when.atLeast));
}

/** A rule of equity in words. */
export function equityRuleText(rule: NonNullable<Plan["equity"]>["anyOf"][number], writer: PlanWriter): string {
  const { terms } = writer.plans;
  const months = String(rule.months);
  if ("totalAtLeast" in rule) return terms.total(months, writer.money(BigInt(rule.totalAtLeast)));
  return terms.each(months, String(rule.count ?? rule.months), writer.money(BigInt(rule.eachAtLeast)));
}

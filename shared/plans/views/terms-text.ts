import type { Plan } from "../../engine/plan/schema.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** A draw in words. */
export const drawText = ({ amount, months }: NonNullable<Plan["payout"]["draw"]>, writer: PlanWriter): string =>
  writer.plans.terms.drawText(writer.money(BigInt(amount)), String(months));

/** A rule of equity in words. */
export function equityRuleText(rule: NonNullable<Plan["equity"]>["anyOf"][number], writer: PlanWriter): string {
  const { terms } = writer.plans;
  const months = String(rule.months);
  if ("totalAtLeast" in rule) return terms.total(months, writer.money(BigInt(rule.totalAtLeast)));
  return terms.each(months, String(rule.count ?? rule.months), writer.money(BigInt(rule.eachAtLeast)));
}

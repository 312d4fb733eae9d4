import type { CompiledPlan } from "../../engine/plan/compile.ts";
import { formatCount } from "../../ui/format.ts";
import type { EquationLine } from "../../ui/view.ts";
import type { AccountWriter } from "../messages.ts";
import type { MonthComponent } from "./month-source.ts";
import { targetText } from "./tier-blocks.ts";

/** What a line of the month as a whole was decided by. */
const measureOf = ({ id }: MonthComponent, plan: CompiledPlan) => plan.ofMonth.find((part) => part.id === id)?.measure ?? "standing";

/** A bonus, cap or guarantee in words. */
export function monthSentence(component: MonthComponent, plan: CompiledPlan, writer: AccountWriter): string {
  const { words } = writer;
  const measure = measureOf(component, plan);
  const value = (minor: bigint) => (measure === "units" ? words.unitCount(formatCount(minor)) : writer.money(minor));
  const effect = component.amount < 0n ? -component.amount : component.amount;
  return words.explanation[component.kind](value(component.measured), value(component.limit), writer.money(effect));
}

/** The same line by line; the last line is its effect. */
export function monthLines(component: MonthComponent, plan: CompiledPlan, writer: AccountWriter): EquationLine[] {
  const { words } = writer;
  const measure = measureOf(component, plan);
  const value = (minor: bigint) => (measure === "units" ? writer.count(minor) : writer.amount(minor));
  const { target, atLeast } = component;
  const aimed =
    target === undefined || atLeast === undefined || measure === "standing" || measure === "earnings"
      ? []
      : [{ sign: "", label: words.explanation.partOfTarget(targetText(target, measure, writer)), value: writer.percent(atLeast) }];
  const [measured, limit] = [
    { label: words.explanation.measured[measure], value: value(component.measured) },
    { label: words.explanation.limit[component.kind], value: value(component.limit) },
  ];
  const effect = { sign: "=", label: words.explanation.effect[component.kind], value: writer.change(component.amount) };
  // A cap or guarantee is the difference to its limit; a bonus is an amount of its own.
  if (component.limit - component.measured !== component.amount)
    return [...aimed, { sign: "", ...measured }, { sign: "≥", ...limit }, effect];
  return [{ sign: "", ...limit }, { sign: "−", ...measured }, effect];
}

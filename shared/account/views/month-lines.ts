import type { CompiledPlan } from "../../engine/plan/compile.ts";
import { formatCount } from "../../ui/format.ts";
import type { EquationLine } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import type { MonthComponent } from "./month-source.ts";

/** What a bonus, cap or guarantee measures. */
type Measure = "earnings" | "sales" | "units" | "standing";

/** What the line of a bonus, cap or guarantee was decided by. */
function measureOf({ kind, id }: MonthComponent, plan: CompiledPlan): Measure {
  return kind === "bonus" ? (plan.bonuses.find((bonus) => bonus.id === id)?.measure ?? "earnings") : "standing";
}

/** A bonus, cap or guarantee in words. */
export function monthSentence(component: MonthComponent, plan: CompiledPlan, writer: Writer): string {
  const { words } = writer;
  const measure = measureOf(component, plan);
  const value = (minor: bigint) => (measure === "units" ? words.unitCount(formatCount(minor)) : writer.money(minor));
  const effect = component.kind === "cap" ? -component.amount : component.amount;
  return words.why[component.kind](value(component.measured), value(component.limit), writer.money(effect));
}

/** The same line by line; the last line is its effect. */
export function monthLines(component: MonthComponent, plan: CompiledPlan, writer: Writer): EquationLine[] {
  const { words } = writer;
  const measure = measureOf(component, plan);
  const value = (minor: bigint) => (measure === "units" ? writer.count(minor) : writer.amount(minor));
  const [measured, limit] = [
    { label: words.why.measured[measure], value: value(component.measured) },
    { label: words.why.limit[component.kind], value: value(component.limit) },
  ];
  const effect = { sign: "=", label: words.why.effect[component.kind], value: writer.change(component.amount) };
  // A cap or guarantee is the difference to its limit; a bonus is an amount of its own.
  if (component.kind === "bonus") return [{ sign: "", ...measured }, { sign: "≥", ...limit }, effect];
  return [{ sign: "", ...limit }, { sign: "−", ...measured }, effect];
}

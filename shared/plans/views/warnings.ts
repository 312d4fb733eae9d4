import { ownValue } from "../../base/json/own-value.ts";
import { tiersOf } from "../../engine/plan/components/index.ts";
import type { Finding } from "../../engine/plan/draft-warnings.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { formatPercent } from "../../ui/format.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** What a check of a plan found, in a sentence that says what is the matter. */
export function findingText({ kind, about }: Finding, plan: Plan | undefined, writer: PlanWriter): string {
  const { findings, terms } = writer.plans;
  const of = (name: string) => ownValue(about, name) ?? "";
  const money = (name: string) => writer.money(/^-?\d+$/.test(of(name)) ? BigInt(of(name)) : 0n);
  const component = writer.label(of("component"));
  switch (kind) {
    case "gap":
      return findings.gap(writer.day(of("heldFrom")), writer.day(of("begins")));
    case "overlap":
      return (of("how") === "same-day" ? findings.sameDay : findings.replaced)(of("version"), writer.day(of("day")));
    case "decreasing-tiers": {
      const measure = measureOf(plan, of("component"));
      const [number, isCount] = [of("from"), /^\d+$/.test(of("from"))];
      const from = writer.measure(measure, isCount && measure !== "attainment" ? BigInt(number) : number);
      return findings.falling(component, from, formatPercent(of("rate")), formatPercent(of("before")));
    }
    case "hidden-row":
      return findings.hiddenRow(component, of("row"), of("by"));
    case "unmatched":
      return findings.unmatched(component);
    case "above-margin":
      return findings.aboveMargin(component, money("pays"), money("margin"));
    case "dropped":
      return of("kind") === "equity"
        ? findings.droppedEquity
        : findings.dropped(component, ownValue(terms.kinds, of("kind")) ?? of("kind"));
  }
}

/** What a component's ladder measures. */
function measureOf(plan: Plan | undefined, id: string): string {
  const part = plan?.components.find((each) => each.id === id);
  return (part && tiersOf(part)?.measure) ?? "sales";
}

import type { Finding } from "../../plan/inspect.ts";
import { formatPercent } from "../format.ts";
import type { PlanWriter } from "./plans-writer.ts";

/** What a check found, in a sentence that says what is the matter. */
export function findingText({ kind, about }: Finding, writer: PlanWriter): string {
  const { findings, terms } = writer.plans;
  const of = (name: string) => about[name] ?? "";
  const money = (name: string) => writer.money(/^-?\d+$/.test(of(name)) ? BigInt(of(name)) : 0n);
  const component = writer.label(of("component"));
  switch (kind) {
    case "gap":
      return findings.gap(writer.day(of("heldFrom")), writer.day(of("begins")));
    case "overlap":
      return (of("how") === "same-day" ? findings.sameDay : findings.replaced)(of("version"), writer.day(of("day")));
    case "falling-ladder": {
      const from = writer.measure(of("measure"), /^\d+$/.test(of("from")) ? BigInt(of("from")) : 0n);
      return findings.falling(component, from, formatPercent(of("rate")), formatPercent(of("before")));
    }
    case "unmatched":
      return findings.unmatched(component);
    case "above-margin":
      return findings.aboveMargin(component, money("pays"), money("margin"));
    case "dropped":
      return of("kind") === "equity" ? findings.droppedEquity : findings.dropped(component, terms.kinds[of("kind")] ?? of("kind"));
  }
}

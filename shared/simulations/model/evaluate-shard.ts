import type { Day } from "../../base/calendar/month.ts";
import { type Advisor, planIdOn } from "../../engine/facts/advisor.ts";
import { firstSpell } from "../../engine/facts/spells.ts";
import type { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Snapshot } from "../../ledger/snapshots/parse-snapshot.ts";
import { evaluateAdvisor, isConcerned, type SimulatedAdvisorResult, type SimulatedMonth } from "./evaluate-advisor.ts";
import type { AdvisorLine } from "./simulation.ts";
import type { SimulationTotals } from "./totals.ts";

/** The books of a shard in a month, and the plans with the draft among them as they were known then. */
export interface ShardMonth {
  readonly snapshot: Snapshot;
  readonly plans: PlanBook;
  /** As if the draft's base had always been in force, where that is what it is compared with. */
  readonly plansBefore?: PlanBook | undefined;
  /** Whether it was the base alone that paid the month. */
  readonly isPaidByBase?: boolean;
}

/**
 * Tries a draft on the advisors of a shard, and adds them to the totals.
 * @param months the range's months, ascending.
 * @returns their lines, by advisor.
 */
export function evaluateShard(months: readonly ShardMonth[], tried: SimulatedAdvisorResult, totals: SimulationTotals): AdvisorLine[] {
  const byAdvisor = new Map<string, SimulatedMonth[]>();
  for (const { snapshot, ...books } of months) {
    for (const each of snapshot.advisors) {
      const known = byAdvisor.get(each.advisor.advisorId) ?? [];
      byAdvisor.set(each.advisor.advisorId, known);
      known.push({ month: snapshot.month, snapshot: each, ...books });
    }
  }
  for (const { advisor } of months.at(-1)?.snapshot.advisors ?? []) totals.hold(heldFrom(advisor, tried.draft.planId));
  const lines: AdvisorLine[] = [];
  for (const advisorId of [...byAdvisor.keys()].sort()) {
    const ofAdvisor = byAdvisor.get(advisorId) ?? [];
    if (isConcerned(ofAdvisor, tried)) totals.concern();
    const evaluated = evaluateAdvisor(ofAdvisor, tried);
    if (evaluated === undefined) continue;
    totals.add(evaluated);
    lines.push(evaluated.line);
  }
  return lines;
}

/** The first day on which an advisor has a plan, from their joining on; none where they never have. */
export function heldFrom(advisor: Advisor, planId: string): Day | undefined {
  const joinedOn = firstSpell(advisor).from;
  const begins = (advisor.assignments ?? []).map(({ from }) => from).filter((from) => from > joinedOn);
  return [joinedOn, ...begins].sort().find((day) => planIdOn(advisor, day) === planId);
}

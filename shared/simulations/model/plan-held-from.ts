import type { Day } from "../../base/calendar/month.ts";
import { type Advisor, planIdOn } from "../../engine/facts/advisor.ts";
import { firstSpell } from "../../engine/facts/spells.ts";

/** The first day on which an advisor has a plan, from their joining on; none where they never have. */
export function heldFrom(advisor: Advisor, planId: string): Day | undefined {
  const joinedOn = firstSpell(advisor).from;
  const begins = (advisor.assignments ?? []).map(({ from }) => from).filter((from) => from > joinedOn);
  return [joinedOn, ...begins].sort().find((day) => planIdOn(advisor, day) === planId);
}

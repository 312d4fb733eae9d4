import type { Day } from "../../base/calendar/month.ts";
import { type Advisor, planIdOn } from "../../engine/facts/advisor.ts";

/** The first day on which an advisor has a plan, from her joining on; none where she never has. */
export function heldFrom(advisor: Advisor, planId: string): Day | undefined {
  const begins = (advisor.assignments ?? []).map(({ from }) => from).filter((from) => from > advisor.joinedOn);
  return [advisor.joinedOn, ...begins].sort().find((day) => planIdOn(advisor, day) === planId);
}

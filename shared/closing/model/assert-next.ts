import type { Month } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { closingMonth, type NextMonthDeps, thisMonth } from "../steps/next-month.ts";

/** @throws RefusedError where the month is not the one to be closed next, or its close has begun. */
export async function assertOpenNext(month: Month, deps: NextMonthDeps): Promise<void> {
  if ((await deps.ledger.close(month)) !== undefined) refuse(refusal("close-begun", { month }));
  const closing = await closingMonth(deps);
  if (closing.isFirst) {
    // Closes go on from the first month on, so that a later one would leave gaps for ever.
    if (month > thisMonth(deps)) refuse(refusal("close-ahead", { month, now: thisMonth(deps) }));
    return;
  }
  if (closing.phase === "settling") refuse(refusal("close-settling", { month: closing.month }));
  if (month !== closing.month) refuse(refusal("close-not-next", { month, next: closing.month }));
  if (month > thisMonth(deps)) refuse(refusal("close-ahead", { month, now: thisMonth(deps) }));
}

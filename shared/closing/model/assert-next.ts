import type { Month } from "../../base/calendar/month.ts";
import { messageOf, type Refusal, RefusedError, refusal } from "../../base/issues/refusal.ts";
import { closingMonth, type FindingMonth, thisMonth } from "../steps/next-month.ts";

/** Refuses with reasons. @throws RefusedError */
export function refuseClose(...refusals: readonly Refusal[]): never {
  throw new RefusedError(refusals.map(messageOf).join(" "), refusals);
}

/** @throws RefusedError where the month is not the one to be closed next, or its close has begun. */
export async function assertOpenNext(month: Month, p: FindingMonth): Promise<void> {
  if ((await p.ledger.close(month)) !== undefined) refuseClose(refusal("close-begun", { month }));
  const closing = await closingMonth(p);
  if (closing.isFirst) {
    // Closes go on from the first month on, so that a later one would leave gaps for ever.
    if (month > thisMonth(p)) refuseClose(refusal("close-ahead", { month, now: thisMonth(p) }));
    return;
  }
  if (closing.phase === "settling") refuseClose(refusal("close-settling", { month: closing.month }));
  if (month !== closing.month) refuseClose(refusal("close-not-next", { month, next: closing.month }));
  if (month > thisMonth(p)) refuseClose(refusal("close-ahead", { month, now: thisMonth(p) }));
}

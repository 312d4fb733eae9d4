import { addMonths, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { Close, CloseLedger } from "../../ledger/store/close-store.ts";

/** The month that closing is about. */
export interface ClosingMonth {
  readonly month: Month;
  /** `settling`: its close has begun and is not through. */
  readonly phase: "open" | "settling";
  /** Whether it is to open the books: then an earlier month or this one may be chosen as well. */
  readonly isFirst: boolean;
  /** The latest month whose close is through. */
  readonly lastClosed: Month | undefined;
}

/** Dependencies of finding it. */
export interface NextMonthDeps {
  readonly ledger: Pick<CloseLedger, "state" | "close">;
  readonly rating: { localDay(instant: string): string };
  readonly surroundings: Pick<Runtime, "now">;
}

/** The month that is to be closed next, or is being closed; before the first close, the calendar month before this one. */
export async function closingMonth({ ledger, rating, surroundings }: NextMonthDeps): Promise<ClosingMonth> {
  const { closedMonth, firstMonth } = await ledger.state();
  if (closedMonth === undefined)
    return { month: addMonths(thisMonth({ rating, surroundings }), -1), phase: "open", isFirst: true, lastClosed: undefined };
  const close = await ledger.close(closedMonth);
  const isFirst = false;
  if (isThrough(close)) return { month: addMonths(closedMonth, 1), phase: "open", isFirst, lastClosed: closedMonth };
  const lastClosed = closedMonth === firstMonth ? undefined : addMonths(closedMonth, -1);
  return { month: closedMonth, phase: "settling", isFirst, lastClosed };
}

/** The earliest month that still takes adjustments: one that is being closed takes none any more. */
export async function openMonth(deps: NextMonthDeps): Promise<Month> {
  const { month, phase } = await closingMonth(deps);
  return phase === "settling" ? addMonths(month, 1) : month;
}

/** The calendar month of the agency's today. */
export function thisMonth({ rating, surroundings }: Pick<NextMonthDeps, "rating" | "surroundings">): Month {
  return monthOfDay(rating.localDay(new Date(surroundings.now()).toISOString()));
}

const isThrough = (close: Close | undefined): boolean => close?.status === "closed";

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

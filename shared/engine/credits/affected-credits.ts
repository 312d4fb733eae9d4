import { type Day, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { type Advisor, managerOn, planIdOn } from "../facts/advisor.ts";
import { firstDayLeftDiffers } from "../facts/spells.ts";

/** Which of an advisor's credits a change of facts can concern: those booked from a day on, or of a month or later. */
export interface Concern {
  readonly bookedFrom?: Day;
  readonly monthFrom?: Month;
  /** The advisor was not registered before: the credits concerned are those that wait for them. */
  readonly isRegistration?: boolean;
}

const BEGINNING: Day = "0000-01-01";

/**
 * Which of the credits that name an advisor (their own, and those that waited for them) their new revision can concern.
 * None where nothing that decides credits has changed: a name, a store, the day of joining.
 * @param before the advisor's highest revision so far; none for a registration.
 */
export function concernOf(before: Advisor | undefined, after: Advisor): Concern | undefined {
  if (before === undefined) return { bookedFrom: BEGINNING, isRegistration: true };
  const begins = [before, after].flatMap(({ assignments, managers }) =>
    [...(assignments ?? []), ...(managers ?? [])].map(({ from }) => from),
  );
  const bookedFrom = [BEGINNING, ...begins]
    .sort()
    .find((day) => planIdOn(before, day) !== planIdOn(after, day) || managerOn(before, day) !== managerOn(after, day));
  const left = firstDayLeftDiffers(before, after);
  const monthFrom = left === undefined ? undefined : monthOfDay(left);
  return bookedFrom === undefined && monthFrom === undefined ? undefined : { bookedFrom, monthFrom };
}

/** Whether a credit with this day of booking and month is among those concerned. */
export function isConcerned({ bookedFrom, monthFrom }: Concern, credit: { readonly bookedOn: Day; readonly month: Month }): boolean {
  return (bookedFrom !== undefined && credit.bookedOn >= bookedFrom) || (monthFrom !== undefined && credit.month >= monthFrom);
}

/** The month before which no credit lies that is concerned: none lies before that of its booking. */
export function firstMonthConcerned(concerns: readonly Concern[]): Month {
  const months = concerns.flatMap(({ bookedFrom, monthFrom }) => [bookedFrom && monthOfDay(bookedFrom), monthFrom]);
  // Sorting puts last what is undefined.
  return months.sort()[0] ?? monthOfDay(BEGINNING);
}

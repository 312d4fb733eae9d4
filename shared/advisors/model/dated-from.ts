import { type Day, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { concernOf } from "../../engine/credits/affected-credits.ts";
import { type Advisor, storeOn } from "../../engine/facts/advisor.ts";

const BEGINNING: Day = "0000-01-01";

/**
 * The first month into which a change of an advisor is dated: of the first day on which plan, manager or store differ,
 * of joining or leaving. Nothing is dated before she joined. None where only her name changes.
 * @param before her highest revision so far; none for a registration, which is dated on the day of joining.
 */
export function datedFrom(before: Advisor | undefined, after: Advisor): Month | undefined {
  if (before === undefined) return monthOfDay(after.joinedOn);
  const [joined = BEGINNING] = [before.joinedOn, after.joinedOn].sort();
  const { bookedFrom, monthFrom } = concernOf(before, after) ?? {};
  const days = [bookedFrom, otherStoreFrom(before, after)].flatMap((day) => day ?? []);
  const months = [
    ...days.map((day) => monthOfDay([day, joined].sort()[1] ?? day)),
    ...(monthFrom === undefined ? [] : [monthFrom]),
    ...(before.joinedOn === after.joinedOn ? [] : [monthOfDay(joined)]),
  ];
  return months.sort()[0];
}

function otherStoreFrom(before: Advisor, after: Advisor): Day | undefined {
  const begins = [before, after].flatMap(({ stores }) => (stores ?? []).map(({ from }) => from));
  return [BEGINNING, ...begins].sort().find((day) => storeOn(before, day) !== storeOn(after, day));
}

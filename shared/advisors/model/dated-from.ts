import { type Day, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { concernOf } from "../../engine/credits/affected-credits.ts";
import { type Advisor, storeOn } from "../../engine/facts/advisor.ts";
import { firstSpell, spellsOf } from "../../engine/facts/spells.ts";

const BEGINNING: Day = "0000-01-01";

/**
 * The first month into which a change of an advisor is dated: of the first day on which plan, manager or store differ,
 * of joining or leaving. Nothing is dated before they joined. None where only the name changes.
 * @param before their highest revision so far; none for a registration, which is dated on the day of joining.
 */
export function datedFrom(before: Advisor | undefined, after: Advisor): Month | undefined {
  if (before === undefined) return monthOfDay(firstSpell(after).from);
  const [joined = BEGINNING] = [firstSpell(before).from, firstSpell(after).from].sort();
  const tenureFrom = otherTenureFrom(before, after);
  const { bookedFrom, monthFrom } = concernOf(before, after) ?? {};
  const days = [bookedFrom, otherStoreFrom(before, after)].flatMap((day) => day ?? []);
  const months = [
    ...days.map((day) => monthOfDay([day, joined].sort()[1] ?? day)),
    ...(monthFrom === undefined ? [] : [monthFrom]),
    ...(tenureFrom === undefined ? [] : [tenureFrom]),
  ];
  return months.sort()[0];
}

/** The month of the first day on which a spell begins in one revision alone. */
function otherTenureFrom(before: Advisor, after: Advisor): Month | undefined {
  const begins = new Set([before, after].flatMap((each) => spellsOf(each).map(({ from }) => from)));
  const isOfBoth = (day: Day) => [before, after].every((each) => spellsOf(each).some(({ from }) => from === day));
  return [...begins].sort().flatMap((day) => (isOfBoth(day) ? [] : [monthOfDay(day)]))[0];
}

function otherStoreFrom(before: Advisor, after: Advisor): Day | undefined {
  const begins = [before, after].flatMap(({ stores }) => (stores ?? []).map(({ from }) => from));
  return [BEGINNING, ...begins].sort().find((day) => storeOn(before, day) !== storeOn(after, day));
}

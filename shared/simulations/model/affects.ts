import { lastDayOf, type Month } from "../../base/calendar/month.ts";
import { type Books, earlierRowsOfYear, rowsOf } from "../../engine/earnings/inputs.ts";
import { planIdOn } from "../../engine/facts/advisor.ts";

/** Whether what replaces a plan can change an advisor's month: the plan is theirs on the last day, or pays any of the year's credits so far. */
export function touches(books: Books, month: Month, replaces: string): boolean {
  if (planIdOn(books.advisor, lastDayOf(month)) === replaces) return true;
  const isOf = ({ planId }: { readonly planId: string }) => planId === replaces;
  return rowsOf(books, month).some(isOf) || earlierRowsOfYear(books, month).some(isOf);
}

import { lastDayOf, type Month } from "../../calendar/month.ts";
import { type Books, earlierRowsOfYear, rowsOf } from "../../earnings/books.ts";
import { planIdOn } from "../../facts/advisor.ts";

/** Whether what replaces a plan can change an advisor's month: it is hers on the last day, or pays any of the year's credits so far. */
export function touches(books: Books, month: Month, replaces: string): boolean {
  if (planIdOn(books.advisor, lastDayOf(month)) === replaces) return true;
  const isOf = ({ planId }: { readonly planId: string }) => planId === replaces;
  return rowsOf(books, month).some(isOf) || earlierRowsOfYear(books, month).some(isOf);
}

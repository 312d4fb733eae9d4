import { addMonths, type Month, monthsBetween } from "../../base/calendar/month.ts";

/** The months of a range, ascending, both ends included. */
export function monthsOf({ from, to }: { readonly from: Month; readonly to: Month }): Month[] {
  return Array.from({ length: monthsBetween(from, to) + 1 }, (_, index) => addMonths(from, index));
}

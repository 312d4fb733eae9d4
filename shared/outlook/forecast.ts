import type { Month } from "../calendar/month.ts";
import { compare } from "../credits/recipients.ts";
import type { Books } from "../earnings/books.ts";
import { evaluate } from "../earnings/evaluate.ts";
import type { ForecastMonth, ForecastRows } from "./outlook.ts";
import { salesOf } from "./sales.ts";
import { withRows } from "./with-rows.ts";

/**
 * What trips that are booked and not yet travelled will bring, by the month in which they are expected, ascending. All
 * of them are taken to happen: an annual ladder sees those of the year's earlier months too.
 */
export function forecastMonths(books: Books, forecasts: ForecastRows, thisMonth: Month): ForecastMonth[] {
  const whole = withRows(books, forecasts);
  return [...forecasts]
    .sort(([a], [b]) => compare(a, b))
    .map(([month, rows]) => {
      const earned = evaluate(books, month).amount;
      return { month, overdue: month < thisMonth, ...salesOf(books, rows), earned, toCome: evaluate(whole, month).amount - earned };
    });
}

import { januaryOf, type Month } from "../../calendar/month.ts";
import { compare } from "../../credits/recipients.ts";
import type { Books } from "../../earnings/books.ts";
import { rowKey } from "../../earnings/tally.ts";
import { canonicalJson } from "../../json/exact-json.ts";
import { formatDecimal } from "../../money/decimal.ts";

/**
 * The books of a close, a line of JSON for each advisor: who she was, her attributes, and her tallies of the calendar
 * year up to the month. Trials of new plans read these, and never touch the table.
 */
export function snapshotOf(all: readonly Books[], month: Month): string {
  const january = januaryOf(month);
  return [...all]
    .sort((a, b) => compare(a.advisor.advisorId, b.advisor.advisorId))
    .map(({ advisor, attributes, rows }) => {
      const months = [...rows].filter(([each]) => each >= january && each <= month).sort(([a], [b]) => compare(a, b));
      return `${canonicalJson({
        advisor,
        attributes: Object.fromEntries(
          [...attributes].map(([name, values]) => [name, values.map(({ month: of, value }) => [of, formatDecimal(value)])]),
        ),
        rows: Object.fromEntries(months.map(([each, ofMonth]) => [each, [...ofMonth].sort((a, b) => compare(rowKey(a), rowKey(b)))])),
      })}\n`;
    })
    .join("");
}

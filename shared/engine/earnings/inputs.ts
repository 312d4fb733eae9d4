import { januaryOf, type Month } from "../../base/calendar/month.ts";
import type { Advisor } from "../facts/advisor.ts";
import type { AttributeHistory } from "../facts/attributes.ts";
import type { PlanBook } from "../plan/plan-versions.ts";
import { type AttributeValue, attributeFor } from "./attribute-lookup.ts";
import { mergeRows, type TallyRow } from "./tally.ts";

/** What is the same for all advisors when earnings are computed. */
export interface Terms {
  readonly plans: PlanBook;
  /** The names of the rated facets, in the order in which rows list their values. */
  readonly ratedFacets: readonly string[];
  storeHistory(storeId: string): AttributeHistory | undefined;
}

/** Everything that an advisor's earnings depend on, as known at one moment. */
export interface EarningsInputs {
  readonly advisor: Advisor;
  readonly terms: Terms;
  readonly attributes: AttributeHistory;
  /** The advisor's tally rows by the month in which they are earned; only rows with a count. */
  readonly rows: ReadonlyMap<Month, readonly TallyRow[]>;
}

export const rowsOf = (books: EarningsInputs, month: Month): readonly TallyRow[] => books.rows.get(month) ?? [];

/** The rows of the calendar year's months before this one. */
export function earlierRowsOfYear(books: EarningsInputs, month: Month): TallyRow[] {
  const january = januaryOf(month);
  const rows: TallyRow[] = [];
  for (const [each, ofMonth] of books.rows) if (each >= january && each < month) rows.push(...ofMonth);
  return rows;
}

/** An attribute of the books' advisor for a month. */
export function attributeOf(books: EarningsInputs, key: string, month: Month): AttributeValue | undefined {
  return attributeFor(key, month, books.advisor, books.attributes, (storeId) => books.terms.storeHistory(storeId));
}

/** The books as they would be with more rows: a question, never an answer that is paid. */
export function withRows(books: EarningsInputs, added: Iterable<readonly [Month, readonly TallyRow[]]>): EarningsInputs {
  const rows = new Map(books.rows);
  for (const [month, more] of added) rows.set(month, mergeRows([...(rows.get(month) ?? []), ...more]));
  return { ...books, rows };
}

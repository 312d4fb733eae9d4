import type { Month } from "../../base/calendar/month.ts";
import { type Books, rowsOf } from "./inputs.ts";
import { mergeRows, type TallyRow } from "./tally.ts";

/** The books as they would be with more rows: a question, never an answer that is paid. */
export function withRows(books: Books, added: Iterable<readonly [Month, readonly TallyRow[]]>): Books {
  const rows = new Map(books.rows);
  for (const [month, more] of added) rows.set(month, mergeRows([...(rows.get(month) ?? rowsOf(books, month)), ...more]));
  return { ...books, rows };
}

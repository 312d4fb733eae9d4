import { type CountAndAmount, decimalsOf, plainAmount } from "../../../shared/base/money/money.ts";
import { turnoverOf } from "../../../shared/payouts/accounting/balances.ts";
import type { JournalDocument } from "../../../shared/payouts/accounting/document.ts";
import { Plain, type Value, writeCsvPart } from "./csv-lines.ts";

const COLUMNS = ["kind", "document", "day", "of", "line", "account", "role", "debit", "credit", "currency", "count"];

/** A month's journal as CSV: a line for each line of a document, and last the totals, whose debits equal the credits. */
export async function* journalCsv(
  month: string,
  documents: readonly JournalDocument[],
  currency: string,
): AsyncGenerator<string, CountAndAmount> {
  const decimals = decimalsOf(currency);
  const money = (minor: bigint): Value => new Plain(plainAmount(minor, decimals));
  const side = (minor: bigint): Value => (minor === 0n ? "" : money(minor));
  yield `\ufeff${writeCsvPart([COLUMNS])}`;
  let rows = 0;
  for (const { documentId, day, kind, of, count, lines } of documents) {
    rows += lines.length;
    yield writeCsvPart(
      lines.map(({ role, account, debit, credit }, index) => [
        kind,
        documentId,
        day,
        of,
        new Plain(String(index + 1)),
        account,
        role,
        side(debit),
        side(credit),
        currency,
        new Plain(String(count)),
      ]),
    );
  }
  const { debits, credits } = turnoverOf(documents);
  yield writeCsvPart([["total", "", "", month, "", "", "", money(debits), money(credits), currency, new Plain(String(rows))]]);
  return { count: rows, amount: debits };
}

import { type Day, lastDayOf, type Month } from "../../base/calendar/month.ts";
import type { ClosedMonth } from "../../ledger/store/ledger-reader.ts";
import { type Accounts, type JournalDocument, makeDocument } from "./document.ts";

/** What a close came to. Minor units. */
export interface PostedClose {
  readonly month: Month;
  /** The local day on which it was through. */
  readonly day: Day;
  readonly statements: number;
  readonly earnings: bigint;
  readonly adjustments: bigint;
  readonly manualAdjustments: bigint;
  /** What of them wrote debts off: a loss, on an account of its own. */
  readonly writtenOff?: bigint;
  /** What draws advanced: owed to the advisors now, and owed by them until it is recovered. */
  readonly advanced?: bigint;
  readonly recovered?: bigint;
  /** What of them was written off: it is no longer owed by the advisors. */
  readonly advancesWrittenOff?: bigint;
}

/** The document of a close that is through: posted on its day in the agency's zone. */
export const documentOf = (
  { month, summary, closedAt }: ClosedMonth,
  accounts: Accounts,
  localDay: (instant: string) => Day,
): JournalDocument[] => closeDocument({ ...summary, month, day: closedAt === undefined ? lastDayOf(month) : localDay(closedAt) }, accounts);

/**
 * The document of a close: what advisors earned is an expense and is owed to them. What is only carried is owed too, so
 * what it adds to payable is earnings + adjustments + manual adjustments, and not what the statements pay.
 */
export function closeDocument(close: PostedClose, accounts: Accounts): JournalDocument[] {
  const { month, day, statements, earnings, adjustments, manualAdjustments, writtenOff = 0n } = close;
  const { advanced = 0n, recovered = 0n, advancesWrittenOff = 0n } = close;
  const open = advanced - recovered - advancesWrittenOff;
  return makeDocument(
    { documentId: `close-${month}`, day, kind: "close", of: month, count: statements },
    [
      ["earnings", earnings],
      ["adjustments", adjustments],
      ["manualAdjustments", manualAdjustments - writtenOff],
      ["writeOffs", writtenOff],
      ["advances", advanced],
      ["advances", -recovered],
      ["advances", -advancesWrittenOff],
      ["payable", -(earnings + adjustments + manualAdjustments + open)],
    ],
    accounts,
  );
}

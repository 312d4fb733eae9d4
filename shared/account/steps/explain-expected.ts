import type { Month } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { CreditLogEntry } from "../../engine/earnings/credit-log.ts";
import type { SellerRows } from "../../engine/earnings/seller-sums.ts";
import { type ExplainedAdjustment, explainAdjustment } from "../../engine/statement/explain-adjustment.ts";
import { type Settlement, settle } from "../../engine/statement/settle.ts";
import type { AdjustmentLine } from "../../engine/statement/statement.ts";
import { bySeller } from "../../ledger/sellers/by-seller.ts";
import { type Account, currentMonth } from "../model/account.ts";
import type { MonthOutlook } from "../model/month-overview.ts";
import type { AccountDeps, OpenAccount } from "./open-account.ts";

/** How many of the adjusted months are explained, the latest; and by how many changes at most. The statement explains them all. */
const MAX_MONTHS = 12;
const MAX_CHANGES = 400;

/**
 * Explains what the next close would adjust, as its statement will, from what changed since the last close. Reads a bounded
 * number of items. @returns with the sellers whom the adjustments name.
 */
export async function explainExpected(
  account: OpenAccount,
  lines: readonly AdjustmentLine[],
  looking: AccountDeps,
): Promise<Pick<MonthOutlook, "adjustments" | "unexplained"> & { readonly sellers: readonly SellerRows[] }> {
  const restated = lines.filter(({ month }) => wasSettled(account, month));
  const explained = await inParallel(restated.slice(-MAX_MONTHS), 4, ({ month, amount }) => explain(account, month, amount, looking));
  const adjustments = explained.flatMap((each) => each?.adjustment ?? []);
  const told = new Set(adjustments.map(({ month }) => month));
  const unexplained = restated.map(({ month }) => month).filter((month) => !told.has(month));
  return { adjustments, unexplained, sellers: explained.flatMap((each) => each?.sellers ?? []) };
}

/** Whether a closed month was settled for the advisor, even at nothing: as a close decides it. */
function wasSettled({ booksSettled, settled, firstMonth }: OpenAccount, month: Month): boolean {
  return booksSettled !== undefined && (settled.byMonth.has(month) || (firstMonth !== undefined && month >= firstMonth));
}

async function explain(
  account: OpenAccount,
  of: Month,
  amount: bigint,
  { accounts }: AccountDeps,
): Promise<{ readonly adjustment: ExplainedAdjustment; readonly sellers: readonly SellerRows[] } | undefined> {
  const { books, booksSettled, period, shown } = account;
  const entries = await accounts.entriesOfPeriod(books.advisor.advisorId, of, period, MAX_CHANGES);
  if (booksSettled === undefined || entries === undefined) return undefined;
  const changed = [...Map.groupBy(entries, ({ orderId }) => orderId).values()].map((ofOrder) =>
    [...ofOrder].sort((left, right) => left.sequence - right.sequence),
  );
  const first = (ofOrder: readonly CreditLogEntry[]) => ofOrder[0]?.before ?? [];
  const last = (ofOrder: readonly CreditLogEntry[]) => ofOrder.at(-1)?.credits ?? [];
  const before = { books: booksSettled, credits: changed.flatMap(first) };
  const sellers = await bySeller(
    shown.contributed.filter((row) => row.period === period && row.month === of),
    period,
    accounts,
  );
  return { adjustment: explainAdjustment(of, amount, before, { books, credits: changed.flatMap(last) }, sellers), sellers };
}

/** What a close of the month that is next to be closed would make of the facts as they stand now: the close's own rule. */
export function expectClose(account: Account): Settlement & { readonly month: Month } {
  const month = currentMonth(account);
  return { ...settle(account.books, month, account.firstMonth ?? month, account.settled, account.manual), month };
}

import type { CloseLedger } from "../store/close-store.ts";
import type { LedgerState } from "../store/order-store.ts";

/**
 * From which period on an advisor's rows are to be read so that none is missed: what a close under way has not fixed for
 * them yet stands in the rows of its period.
 */
export async function rowsFromPeriod({ closedMonth, period }: LedgerState, ledger: Pick<CloseLedger, "close">): Promise<number> {
  const close = closedMonth === undefined ? undefined : await ledger.close(closedMonth);
  return close?.status === "settling" ? close.period : period;
}

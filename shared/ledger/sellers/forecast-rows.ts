import type { Month } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { mergeRows, type TallyRow } from "../../engine/earnings/tally.ts";
import { sellersBelow } from "../derive/affected-orders.ts";
import type { AccountLedger } from "../store/ledger-reader.ts";
import { recently, SELLERS_TO_READ } from "./recently.ts";
import { rowsFor } from "./whole-record.ts";

/** Forecast rows by month. */
export type ForecastRows = ReadonlyMap<Month, readonly TallyRow[]>;

/** Reads forecasts, each with whoever the orders name. */
export type ForecastLedger = Pick<AccountLedger, "claimedForecasts" | "advisorsUnder">;

const SELLERS_CONCURRENCY = 8;

/**
 * What is forecast for an advisor, by month, with what sellers below contribute. With more than 64 of them it is up to 15
 * minutes old.
 */
export async function forecastRows(advisorId: string, ledger: ForecastLedger, nowMs: number): Promise<ForecastRows> {
  const sellers = await sellersBelow(advisorId, ledger);
  const read = () => forecastsOf(sellers, advisorId, ledger);
  return sellers.length <= SELLERS_TO_READ + 1 ? read() : recently(ledger, `forecasts ${advisorId}`, nowMs, read);
}

/** What an advisor counts of forecasts that are kept with some advisors. */
export async function forecastsOf(
  sellers: readonly string[],
  advisorId: string,
  ledger: Pick<ForecastLedger, "claimedForecasts">,
): Promise<ForecastRows> {
  const found = new Map<Month, TallyRow[]>();
  await inParallel(sellers, SELLERS_CONCURRENCY, async (sellerId) => {
    for (const [month, rows] of await ledger.claimedForecasts(sellerId)) {
      const counted = rows.flatMap((row) => rowsFor(advisorId, row));
      if (counted.length > 0) found.set(month, [...(found.get(month) ?? []), ...counted]);
    }
  });
  return new Map([...found].map(([month, rows]) => [month, mergeRows(rows)] as const).filter(([, rows]) => rows.length > 0));
}

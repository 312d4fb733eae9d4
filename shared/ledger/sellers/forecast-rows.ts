import type { Month } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { mergeRows, type TallyRow } from "../../engine/earnings/tally.ts";
import type { AccountLedger } from "../store/ledger-reader.ts";
import { recently } from "./recently.ts";
import { rowsFor } from "./whole-record.ts";

/** Forecast rows by month. */
export type ForecastRows = ReadonlyMap<Month, readonly TallyRow[]>;

/** Reads forecasts, each with whoever the orders name. */
export type ForecastLedger = Pick<AccountLedger, "claimedForecasts">;

const SELLERS_CONCURRENCY = 8;
/** Forecasts of so many sellers are read at each look, which costs some reads for each; of more they may be 15 minutes old. */
const FORECASTS_TO_READ = 8;

/** Whether forecasts are shown that may be 15 minutes old. @param sellers as `sellersBelow` finds them, the advisor first. */
export const forecastsMayLag = (sellers: readonly string[]): boolean => sellers.length > FORECASTS_TO_READ + 1;

/** The same to be shown, with what sellers below contribute. @param sellers as `sellersBelow` finds them, the advisor first. */
export async function forecastsToShow(
  sellers: readonly string[],
  advisorId: string,
  ledger: ForecastLedger,
  nowMs: number,
): Promise<ForecastRows> {
  const read = () => forecastsOf(sellers, advisorId, ledger);
  return forecastsMayLag(sellers) ? (await recently(ledger, `forecasts ${advisorId}`, nowMs, read)).found : read();
}

/** What an advisor counts of forecasts that are kept with some advisors. */
export async function forecastsOf(sellers: readonly string[], advisorId: string, ledger: ForecastLedger): Promise<ForecastRows> {
  const found = new Map<Month, TallyRow[]>();
  await inParallel(sellers, SELLERS_CONCURRENCY, async (sellerId) => {
    for (const [month, rows] of await ledger.claimedForecasts(sellerId)) {
      const counted = rows.flatMap((row) => rowsFor(advisorId, row));
      if (counted.length > 0) found.set(month, [...(found.get(month) ?? []), ...counted]);
    }
  });
  return new Map([...found].map(([month, rows]) => [month, mergeRows(rows)] as const).filter(([, rows]) => rows.length > 0));
}

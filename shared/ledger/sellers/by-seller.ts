import type { Month } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { bySellerId, inRowOrder, type SellerRows } from "../../engine/earnings/seller-sums.ts";
import { mergePart, mergeRows, type TallyRow } from "../../engine/earnings/tally.ts";
import { advisorAsOf } from "../close/as-of-period.ts";
import { type AdvisorRecord, type CloseLedger, NO_ROWS } from "../store/close-store.ts";
import type { AccountLedger } from "../store/ledger-reader.ts";
import { recently } from "./recently.ts";
import { type ContributedRow, rowsFor, type ShownRecord, WHOLE_TEAM } from "./whole-record.ts";

type RecordLedger = Pick<CloseLedger, "advisorRecord">;

const SELLERS_CONCURRENCY = 16;

/** Rows by the seller whom they come from, merged, with what the seller is called in a period. */
export async function bySeller(contributed: readonly ContributedRow[], period: number, ledger: RecordLedger): Promise<SellerRows[]> {
  const sellers = [...Map.groupBy(contributed, ({ sellerId }) => sellerId)].flatMap(([sellerId, rows]) => sellerRows(sellerId, rows));
  const named = inParallel(sellers, SELLERS_CONCURRENCY, async (seller) =>
    seller.sellerId === WHOLE_TEAM
      ? seller
      : { ...seller, name: nameOf(seller, period, await ledger.advisorRecord(seller.sellerId, NO_ROWS)) },
  );
  return (await named).sort(bySellerId);
}

/**
 * All that an advisor counts of sellers' credits of a month, by seller: the rows of open periods, and what the sellers'
 * settlements keep of earlier ones. Reads each seller's record without rows.
 * @param period what was recorded up to it.
 */
export async function sellersOfMonth(
  advisorId: string,
  month: Month,
  period: number,
  { record, fromPeriod, contributed, sellerIds }: ShownRecord,
  ledger: RecordLedger,
): Promise<SellerRows[]> {
  const open = contributed.filter((each) => each.month === month && each.period <= period);
  if (sellerIds === undefined) {
    const settledTo = Math.max(-1, ...record.settlements.map((each) => each.period));
    const settled = record.settlements.flatMap((each) => each.contributed.get(month) ?? []).map((row) => ({ row }));
    return sellerRows(WHOLE_TEAM, [...settled, ...open.filter((each) => each.period > settledTo)]);
  }
  const found = await inParallel(sellerIds, SELLERS_CONCURRENCY, async (sellerId) => {
    const seller = await ledger.advisorRecord(sellerId, NO_ROWS);
    const settled = seller.settlements
      .filter((each) => each.period < fromPeriod)
      .flatMap(({ claimedRows }) => claimedRows.get(month) ?? [])
      .flatMap((row) => rowsFor(advisorId, row).map((each) => ({ row: each })));
    const rows = sellerRows(sellerId, [...settled, ...open.filter((each) => each.sellerId === sellerId)]);
    return rows.map((each) => ({ ...each, name: nameOf(each, period, seller) }));
  });
  return found.flat().sort(bySellerId);
}

/** A seller's rows merged, under their id for a name; nothing where they come to nothing. */
function sellerRows(sellerId: string, rows: readonly { readonly row: TallyRow }[]): SellerRows[] {
  const merged = inRowOrder(mergePart(rows.map(({ row }) => row)));
  return merged.length === 0 ? [] : [{ sellerId, name: sellerId, rows: merged }];
}

const nameOf = ({ sellerId }: SellerRows, period: number, record: AdvisorRecord): string => advisorAsOf(period, record)?.name ?? sellerId;

/** Forecast rows by month. */
export type ForecastRows = ReadonlyMap<Month, readonly TallyRow[]>;

/** Reads forecasts, each with whoever the orders name. */
export type ForecastLedger = Pick<AccountLedger, "claimedForecasts">;

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
  await inParallel(sellers, READS_CONCURRENCY, async (sellerId) => {
    for (const [month, rows] of await ledger.claimedForecasts(sellerId)) {
      const counted = rows.flatMap((row) => rowsFor(advisorId, row));
      if (counted.length > 0) found.set(month, [...(found.get(month) ?? []), ...counted]);
    }
  });
  return new Map([...found].map(([month, rows]) => [month, mergeRows(rows)] as const).filter(([, rows]) => rows.length > 0));
}

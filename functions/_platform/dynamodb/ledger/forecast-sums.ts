import { deflateRawSync } from "node:zlib";
import { addMonths, type Month, monthsBetween } from "../../../../shared/base/calendar/month.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import { type ClaimedRow, claimedRowsOf } from "../../../../shared/engine/earnings/claimed-row.ts";
import type { ForecastSums } from "../../../../shared/ledger/store/forecast-sums.ts";
import { forecastJournal, forecastSumKey, forecastSums as forecastSumsRange, forecastTail, placeOfKey } from "../keys.ts";
import { ABSENT, type Item, type Table } from "../table.ts";
import { inflated } from "./close-codec.ts";
import { claimedEntriesFromText } from "./order-codec.ts";
import { claimedRowsFromText, claimedRowsToText } from "./row-codec.ts";

/**
 * What is younger isn't summed up, as something older could still come: a write may be committed up to a quarter of an
 * hour after its stamp (five minutes of its function's time, ten on the wire), and each of two clocks be wrong by hours.
 */
const SETTLED_AFTER_MS = 5 * 3_600_000;
const MONTHS_CONCURRENCY = 16;
const MONTHS_IN_A_ROW = 60;

/** What a forecast came to, and the last item of its journal that is in it. */
interface Sum {
  readonly month: Month;
  readonly rows: readonly ClaimedRow[];
  readonly upTo: string;
}

/** Sums of forecasts in the table. */
export function forecastSums(table: Table): ForecastSums {
  return {
    fold: async (advisorId, month, { nowMs, leastItems }) => {
      const stored = await table.get(forecastSumKey(advisorId, month));
      const known = stored && forecastSumFrom(stored);
      const after = forecastTail(advisorId, month, known?.upTo);
      const isYoung = ({ sk }: Item) => placeOfKey(sk).atMs > nowMs - SETTLED_AFTER_MS;
      // A look at the first of them tells whether there is anything to do: most often there is not.
      const first = await table.some(after, leastItems);
      if (first.length < leastItems || first.some(isYoung)) return;
      const tail = await table.query(after);
      const young = tail.findIndex(isYoung);
      const settled = young < 0 ? tail : tail.slice(0, young);
      const last = settled.at(-1);
      if (last === undefined) return;
      const rows = claimedRowsOf(entriesOf(settled, advisorId), known?.rows);
      // A rival has summed up the same or more: then this is not needed.
      await table.put({
        Item: { ...forecastSumKey(advisorId, month), rows: deflateRawSync(claimedRowsToText(new Map([[month, rows]]))), upTo: last.sk },
        ...(known === undefined ? ABSENT : { ConditionExpression: "upTo = :known", ExpressionAttributeValues: { ":known": known.upTo } }),
      });
    },
  };
}

/** All forecasts of orders that name an advisor: what is summed up, and item by item what came after. */
export async function readForecasts(advisorId: string, table: Table): Promise<ReadonlyMap<Month, readonly ClaimedRow[]>> {
  const sums = new Map((await table.query(forecastSumsRange(advisorId))).map(forecastSumFrom).map((sum) => [sum.month, sum]));
  const months = await monthsWithForecasts(advisorId, table);
  const rows = await inParallel(months, MONTHS_CONCURRENCY, async (month): Promise<[Month, ClaimedRow[]]> => {
    const known = sums.get(month);
    const tail = await table.query(forecastTail(advisorId, month, known?.upTo));
    return [month, claimedRowsOf(entriesOf(tail, advisorId), known?.rows)];
  });
  return new Map(rows.filter(([, ofMonth]) => ofMonth.length > 0));
}

/**
 * The months that may have forecasts: from the first that has any, as many as trips are booked for, without a look at
 * each. What lies beyond, mistyped years say, is found one by one: a small read for each month that has any.
 */
async function monthsWithForecasts(advisorId: string, table: Table): Promise<Month[]> {
  const [[first], [last]] = await Promise.all([
    table.some(forecastJournal(advisorId, "0000-01"), 1),
    table.some(forecastJournal(advisorId, "0000-01"), 1, "last"),
  ]);
  if (first === undefined || last === undefined) return [];
  const [from, to] = [placeOfKey(first.sk).month, placeOfKey(last.sk).month];
  const count = Math.min(monthsBetween(from, to) + 1, MONTHS_IN_A_ROW);
  const months = Array.from({ length: count }, (_, index) => addMonths(from, index));
  for (let beyond: Month | undefined = addMonths(from, count); beyond !== undefined && beyond <= to; ) {
    const [next] = await table.some(forecastJournal(advisorId, beyond), 1);
    const month: Month | undefined = next && placeOfKey(next.sk).month;
    if (month !== undefined) months.push(month);
    beyond = month && addMonths(month, 1);
  }
  return months;
}

function entriesOf(items: readonly Item[], advisorId: string) {
  return items.flatMap(({ sk, entries }) => {
    const { state, month } = placeOfKey(sk);
    return claimedEntriesFromText(entries as string, { advisorId, state, month });
  });
}

/** The sum of a forecast as it is stored. */
export function forecastSumFrom(item: Item): Sum {
  const month = item.sk.slice("f#".length);
  return { month, rows: claimedRowsFromText(inflated(item.rows)).get(month) ?? [], upTo: item.upTo as string };
}

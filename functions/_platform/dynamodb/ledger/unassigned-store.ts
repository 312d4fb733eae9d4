import type { Month } from "../../../../shared/base/calendar/month.ts";
import { sum } from "../../../../shared/base/money/money.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../../../shared/base/runtime/runtime.ts";
import { compare } from "../../../../shared/base/text/compare.ts";
import type { Claim } from "../../../../shared/engine/credits/claim.ts";
import { type ClaimedCredit, expandCredits } from "../../../../shared/engine/credits/claimed-credit.ts";
import type { CreditState } from "../../../../shared/engine/credits/credit.ts";
import { type ClaimedRow, claimedRowKey } from "../../../../shared/engine/earnings/claimed-row.ts";
import { creditsHeld } from "../../../../shared/engine/earnings/credit-log.ts";
import { addUnder, isNil } from "../../../../shared/engine/earnings/tally.ts";
import { sellersBelow } from "../../../../shared/ledger/derive/concerned-logs.ts";
import type { WaitedFor } from "../../../../shared/ledger/store/ledger-reader.ts";
import { allUnassigned, type KeyRange, placeJournal, placeOfKey, rowsRange, unassignedJournal } from "../keys.ts";
import type { Table } from "../table.ts";
import { recordedRow } from "./close-codec.ts";
import { advisorsUnder } from "./derivation-store.ts";
import { readForecasts } from "./forecast-sums.ts";
import { claimedEntriesFromText } from "./order-codec.ts";

/** Whom credits wait for, by id; those whose credits have all been counted since are left out. */
export async function waitingList(table: Table): Promise<WaitedFor[]> {
  const found: WaitedFor[] = [];
  for (const { sk: advisorId } of await table.query(allUnassigned)) {
    const [, ...sellers] = await sellersBelow(advisorId, { advisorsUnder: (managerId) => advisorsUnder(table, managerId) });
    const named = await heldIn(unassignedJournal(advisorId), advisorId, table);
    const above = await inParallel(sellers, READS_CONCURRENCY, (sellerId) => creditsOfSeller(sellerId, advisorId, table));
    const waiting = [...named, ...above.flat()].filter(({ group }) => waitsFor(advisorId, group));
    const credits = expandCredits(waiting, (claimantId) => claimantId === advisorId);
    const orders = [...Map.groupBy(credits, ({ orderId }) => orderId)]
      .map(([orderId, ofOrder]) => ({
        orderId,
        bookedOn: ofOrder[0]?.bookedOn ?? "",
        price: sum(ofOrder.map(({ amounts }) => amounts.price)),
      }))
      .sort((left, right) => compare(left.orderId, right.orderId));
    if (orders.length > 0) found.push({ advisorId, orderIds: orders.map(({ orderId }) => orderId), orders });
  }
  return found;
}

const waitsFor = (advisorId: string, { claims }: { readonly claims: readonly Claim[] }): boolean =>
  claims.some((claim) => claim.advisorId === advisorId && claim.planId === undefined);

/** A seller's credits of the months in which somebody above waits: sums tell which, so that the others aren't read. */
async function creditsOfSeller(sellerId: string, advisorId: string, table: Table): Promise<ClaimedCredit[]> {
  const earned = new Map<string, { readonly month: Month; readonly rows: Map<string, ClaimedRow> }>();
  for (const { month, row } of (await table.query(rowsRange(sellerId, 0))).map(recordedRow)) {
    if (!waitsFor(advisorId, row)) continue;
    const ofMonth = earned.get(month) ?? { month, rows: new Map<string, ClaimedRow>() };
    earned.set(month, ofMonth);
    addUnder(ofMonth.rows, claimedRowKey(row), row);
  }
  const forecasts = [...(await readForecasts(sellerId, table))].filter(([, rows]) => rows.some((row) => waitsFor(advisorId, row)));
  const places: [CreditState, Month][] = [
    ...[...earned.values()].flatMap(({ month, rows }): [CreditState, Month][] =>
      [...rows.values()].every(isNil) ? [] : [["earned", month]],
    ),
    ...forecasts.map(([month]): [CreditState, Month] => ["forecast", month]),
  ];
  const ranges = [unassignedJournal(sellerId), ...places.map(([state, month]) => placeJournal(sellerId, state, month))];
  return (await inParallel(ranges, 1, (range) => heldIn(range, sellerId, table))).flat();
}

/** The credits that an advisor's entries hold, place by place. */
async function heldIn(range: KeyRange, advisorId: string, table: Table): Promise<ClaimedCredit[]> {
  const items = (await table.query(range)).map(({ sk, entries }) => ({ place: { advisorId, ...placeOfKey(sk) }, text: entries as string }));
  const byPlace = Map.groupBy(items, ({ place: { state, month } }) => `${state} ${month}`);
  return [...byPlace.values()].flatMap((ofPlace) => creditsHeld(ofPlace.flatMap(({ place, text }) => claimedEntriesFromText(text, place))));
}

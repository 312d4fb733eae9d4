import { type ClaimedRow, claimedRowKey } from "../../../../shared/engine/earnings/claimed-row.ts";
import type { OrderChange, RowChange } from "../../../../shared/engine/earnings/order-change.ts";
import { addUnder, isNil } from "../../../../shared/engine/earnings/tally.ts";
import type { LedgerState } from "../../../../shared/ledger/store/fact-store.ts";
import { journalKey, tallyKey } from "../keys.ts";
import { ABSENT, type Action, MAX_ACTIONS } from "../table.ts";
import { entriesToText, headItem } from "./order-codec.ts";
import { addToRow } from "./row-codec.ts";

/** Changes that are committed in one transaction, and the items besides their heads that it writes. */
export interface Pack {
  readonly changes: OrderChange[];
  readonly shared: Set<string>;
}

/** One action is the gate's. */
const ACTIONS_FOR_ORDERS = MAX_ACTIONS - 1;

/**
 * Spreads changes over few full transactions. Orders of one seller go together, so that their journals and tally rows
 * are written once for many orders. Changes too large for a transaction of their own are returned apart.
 */
export function packOrders(changes: readonly OrderChange[]): {
  readonly packs: readonly Pack[];
  readonly tooLarge: readonly OrderChange[];
} {
  const packs: Pack[] = [];
  const tooLarge: OrderChange[] = [];
  let open: Pack | undefined;
  const bySeller = changes
    .map((change) => ({ change, seller: sellerOf(change) }))
    .sort((left, right) => (left.seller < right.seller ? -1 : left.seller > right.seller ? 1 : 0));
  for (const { change } of bySeller) {
    const items = sharedItems(change);
    if (items.length + 1 > ACTIONS_FOR_ORDERS) {
      tooLarge.push(change);
      continue;
    }
    const fresh: number = open === undefined ? 0 : items.filter((item) => !open?.shared.has(item)).length;
    if (open === undefined || open.changes.length + 1 + open.shared.size + fresh > ACTIONS_FOR_ORDERS) {
      open = { changes: [], shared: new Set() };
      packs.push(open);
    }
    open.changes.push(change);
    for (const item of items) open.shared.add(item);
  }
  return { packs, tooLarge };
}

/** Groups packs that write an item in common: they would only get into each other's way, so each group goes in turn. */
export function lanesOf(packs: readonly Pack[]): Pack[][] {
  const laneOf = new Map<string, Pack[]>();
  const lanes = new Set<Pack[]>();
  for (const pack of packs) {
    const met = new Set<Pack[]>();
    for (const item of pack.shared) {
      const lane = laneOf.get(item);
      if (lane !== undefined) met.add(lane);
    }
    const lane = [...met].flat();
    for (const each of met) lanes.delete(each);
    lane.push(pack);
    lanes.add(lane);
    for (const each of lane) for (const item of each.shared) laneOf.set(item, lane);
  }
  return [...lanes];
}

/** The actions of a pack but for the gate: heads first, in the order of its changes. `atMs` is when they are written. */
export function actionsOf({ changes }: Pack, { period }: LedgerState, atMs: number): Action[] {
  const heads = changes.map(
    ({ before, after }): Action => ({
      Put: {
        Item: headItem(after),
        ...(before === undefined
          ? ABSENT
          : { ConditionExpression: "n = :before", ExpressionAttributeValues: { ":before": before.sequence } }),
      },
    }),
  );
  const entries = Map.groupBy(
    changes.flatMap((change) => change.entries),
    placeOf,
  );
  const journals = [...entries.values()].map((ofPlace): Action => {
    const [first] = ofPlace as [StoredEntry, ...StoredEntry[]];
    const { advisorId, state, month } = first.place;
    // An order's sequence is committed once, so the tail is this transaction's own.
    const key = journalKey(advisorId, { state, month }, period, { atMs, orderId: first.orderId, sequence: first.sequence });
    return { Put: { Item: { ...key, p: period, entries: entriesToText(ofPlace) } } };
  });
  return [
    ...heads,
    ...journals,
    ...rowActions(
      changes.flatMap(({ rows }) => rows),
      period,
    ),
  ];
}

type StoredEntry = OrderChange["entries"][number];

function rowActions(changes: readonly RowChange[], period: number): Action[] {
  return [...Map.groupBy(changes, placeOf).values()].flatMap((ofPlace) => {
    const [{ place }] = ofPlace as [RowChange, ...RowChange[]];
    const rows = new Map<string, ClaimedRow>();
    for (const { row } of ofPlace) addUnder(rows, claimedRowKey(row), row);
    // Changes of one batch may cancel each other out: an update without anything to add is malformed, and would cost the
    // whole transaction.
    const changed = [...rows].filter(([, row]) => !isNil(row));
    return changed.map(
      ([key, row]): Action => ({ Update: { Key: tallyKey(place.advisorId, period, place.month, key), ...addToRow(row, key) } }),
    );
  });
}

/** What a change writes besides its head, each named once. */
function sharedItems(change: OrderChange): string[] {
  return [
    ...change.entries.map((entry) => `c ${placeOf(entry)}`),
    ...change.rows.map((each) => `t ${placeOf(each)} ${claimedRowKey(each.row)}`),
  ];
}

function placeOf({ place: { advisorId, state, month } }: Pick<StoredEntry, "place">): string {
  return `${state} ${month} ${advisorId}`;
}

/** Neighbours in this order share the most items: orders of one seller and month. */
function sellerOf({ after: { order, recipients }, before }: OrderChange): string {
  const [first] = order.credits;
  return [first?.advisorId, (recipients[0] ?? before?.recipients[0])?.month].join("\u0000");
}

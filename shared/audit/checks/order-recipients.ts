import { inParallel } from "../../base/runtime/parallel.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import { type Place, UNDATED } from "../../engine/earnings/credit-log.ts";
import type { Finding } from "../model/finding.ts";
import type { AuditCall } from "../steps/audit-context.ts";
import type { JournalItem } from "../store.ts";
import { areSameCredits, creditsByPlace, describeCredits } from "./credits.ts";

const PLACES_CONCURRENCY = 4;

/** What was found around orders, and a text that is another once any place has moved. */
export interface CheckedAround {
  readonly findings: readonly Finding[];
  readonly stamp: string;
}

/**
 * From the orders' side: every recipient's journal holds what the head gives them, and an undated order stands where it is
 * found. Each place is read once, whole.
 */
export async function checkAround(heads: readonly StoredOrder[], except: string, call: AuditCall): Promise<CheckedAround> {
  const places = new Map<string, { place: Place; heads: StoredOrder[] }>();
  for (const head of heads) {
    for (const { advisorId, state, month } of head.recipients) {
      if (advisorId === except || head.order.lines.length === 0) continue;
      const place: Place = { advisorId: state === "undated" ? UNDATED : advisorId, state, month };
      const key = `${state} ${month} ${place.advisorId}`;
      const known = places.get(key) ?? { place, heads: [] };
      if (known.heads.at(-1) !== head) known.heads.push(head);
      places.set(key, known);
    }
  }
  const checked = await inParallel([...places.values()], PLACES_CONCURRENCY, async ({ place, heads: named }) => {
    const items = await call.checking.ledger.itemsOf(place);
    return { findings: named.flatMap((head) => checkPlace(head, place, items, call)), stamp: items.map(({ record }) => record).join() };
  });
  return { findings: checked.flatMap(({ findings }) => findings), stamp: checked.map(({ stamp }) => stamp).join() };
}

function checkPlace(head: StoredOrder, place: Place, items: readonly JournalItem[], call: AuditCall): Finding[] {
  const { ledger, rating } = call.checking;
  const { orderId } = head.order;
  const mine = items.flatMap(({ entries, record }) =>
    entries.filter((entry) => entry.orderId === orderId).map((entry) => ({ entry, record })),
  );
  const latest = mine.reduce((left, right) => (right.entry.sequence > (left?.entry.sequence ?? 0) ? right : left), mine[0]);
  const records = [latest?.record ?? ledger.names.place(place), ledger.names.head(orderId)];
  const finding = { kind: "credits", records, month: place.month } as const;
  if (place.state === "undated") {
    return mine.length > 0 ? [] : [{ ...finding, expected: `an entry of order ${orderId}`, found: "no entry" }];
  }
  const expected = creditsByPlace(head, place.advisorId, rating).get(`${place.state} ${place.month}`) ?? [];
  const found = latest?.entry.credits ?? [];
  if (areSameCredits(expected, found)) return [];
  return [{ ...finding, advisorId: place.advisorId, ...describeCredits(expected, found) }];
}

import { canonicalJson } from "../../base/json/exact-json.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { claimGroupsOf } from "../../engine/credits/claim.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import { type CreditFacts, recipientsOf } from "../../engine/credits/recipients.ts";
import { creditsOf } from "../../engine/credits/split-credits.ts";
import { type Place, UNDATED } from "../../engine/earnings/credit-log.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import { differences } from "../model/differences.ts";
import type { Finding } from "../model/finding.ts";
import type { AuditCall } from "../steps/audit-context.ts";
import type { JournalItem, RecordNames } from "../store.ts";
import { areSameCredits, creditsByPlace, describeCredits } from "./credits.ts";

const PLACES_CONCURRENCY = 4;

/** What was found around orders, and a text that is another once any place has moved. */
export interface CheckedAround {
  readonly findings: readonly Finding[];
  readonly stamp: string;
}

/**
 * From the orders' side: the journal of everyone whom the order names holds what the head gives them, and an undated order stands where it is
 * found. Each place is read once, whole.
 */
export async function checkAround(heads: readonly StoredOrder[], except: string, call: AuditCall): Promise<CheckedAround> {
  const places = new Map<string, { place: Place; heads: StoredOrder[] }>();
  for (const head of heads) {
    for (const { advisorId, state, month } of claimGroupsOf(head.order, head.recipients)) {
      if ((advisorId === except && state !== "undated") || head.order.lines.length === 0) continue;
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

/**
 * An order's recipients are those that today's facts give. To be asked only where no derivation is pending.
 * An order without lines credits nobody, whoever its recipients are.
 */
export function checkRecipients(
  heads: Iterable<StoredOrder>,
  facts: CreditFacts,
  { ratedFacets }: RatingRules,
  names: RecordNames,
): Finding[] {
  return [...heads].flatMap((head): Finding[] => {
    const { order, recipients } = head;
    const today = recipientsOf(order, facts);
    if (canonicalJson(today) === canonicalJson(recipients)) return [];
    const bookedOn = facts.localDay(order.bookedAt);
    const credits = (of: typeof recipients) => canonicalJson(creditsOf(order, of, ratedFacets, bookedOn));
    if (credits(today) === credits(recipients)) return [];
    const byRole = (of: typeof recipients) => Object.fromEntries(of.map((each) => [`${each.role} ${each.advisorId}`, paidBy(each)]));
    return [{ kind: "recipients", records: [names.head(order.orderId)], ...differences(byRole(today), byRole(recipients)) }];
  });
}

function paidBy({ state, month, planId, version, afterLeaving, sellers }: StoredOrder["recipients"][number]): object {
  return { state, month, planId, version, afterLeaving, sellers };
}

import { canonicalJson } from "../../base/json/exact-json.ts";
import { backOff, MAX_ATTEMPTS } from "../../base/runtime/retry.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import type { CreditFacts } from "../../engine/credits/recipients.ts";
import { recipientsOf } from "../../engine/credits/recipients.ts";
import { type OrderChange, orderChange, type RatingRules } from "../../engine/earnings/order-change.ts";
import type { Order } from "../../engine/facts/order.ts";
import type { FactCache } from "../derive/fact-cache.ts";
import type { OrderLedger } from "../store/fact-store.ts";
import { stateToRecord } from "./hold-recording.ts";

/** What is to become of an order: its content and the revisions seen, or nothing to write. */
export type OrderDecision = { readonly order: Order; readonly seen: Readonly<Record<number, string>> } | undefined;

/** What was done about an order. */
export type OrderWrite =
  | { readonly kind: "committed"; readonly change: OrderChange }
  /** Nothing was to be written; the head stands as read. */
  | { readonly kind: "unchanged"; readonly head: StoredOrder | undefined }
  | { readonly kind: "too-large" }
  /** Tries are used up; nothing of it is stored, or all of it is: deliver it again. */
  | { readonly kind: "failed" };

export interface WriteOrdersDeps {
  readonly ledger: OrderLedger;
  readonly memory: FactCache;
  readonly rating: RatingRules;
  readonly surroundings: Runtime;
}

/**
 * Loads orders, decides each by its head as it stands and the facts of the epoch, and commits; what has moved meanwhile
 * is loaded and decided again, a bounded number of times.
 * @param decide pure; called again for each attempt.
 */
export async function writeOrders(
  orderIds: readonly string[],
  decide: (head: StoredOrder | undefined, orderId: string) => OrderDecision,
  { ledger, memory, rating, surroundings }: WriteOrdersDeps,
): Promise<ReadonlyMap<string, OrderWrite>> {
  const writes = new Map<string, OrderWrite>();
  let open = [...orderIds];
  for (let attempt = 0; open.length > 0 && attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await backOff(attempt, surroundings);
    // 1. Load: where the ledger stands first, so that whatever moves later is noticed at the commit.
    const state = await stateToRecord(ledger, surroundings);
    const heads = await ledger.orderHeads(open);
    const decided = open.map((orderId) => ({ orderId, head: heads.get(orderId), decision: decide(heads.get(orderId), orderId) }));
    const facts = await memory.factsFor(
      decided.flatMap(({ decision }) => decision?.order ?? []),
      ledger,
      state,
      rating.localDay,
    );
    // 2. Decide.
    const changes: OrderChange[] = [];
    for (const { orderId, head, decision } of decided) {
      const change = decision && changeOf(head, decision, facts, rating);
      if (change === undefined) writes.set(orderId, { kind: "unchanged", head });
      else changes.push(change);
    }
    // 3. Commit.
    const results = await ledger.commitOrders(changes, state);
    open = [];
    for (const [index, change] of changes.entries()) {
      const result = results[index] ?? "busy";
      const { orderId } = change.after.order;
      if (result === "committed") writes.set(orderId, { kind: "committed", change });
      else if (result === "too-large") writes.set(orderId, { kind: "too-large" });
      else open.push(orderId);
    }
  }
  for (const orderId of open) writes.set(orderId, { kind: "failed" });
  return writes;
}

/** The write that makes the head what it should be; none where it is so already. */
function changeOf(
  head: StoredOrder | undefined,
  { order, seen }: NonNullable<OrderDecision>,
  facts: CreditFacts,
  rating: RatingRules,
): OrderChange | undefined {
  const recipients = recipientsOf(order, facts);
  const after: StoredOrder = { order, seen, recipients, sequence: (head?.sequence ?? 0) + 1 };
  const change = orderChange(head, after, rating);
  // An undated credit that is nobody's any more is written nowhere but in the head.
  const isSame =
    head !== undefined &&
    head.order.revision === order.revision &&
    canonicalJson(head.recipients) === canonicalJson(recipients) &&
    change.rows.length === 0 &&
    change.entries.length === 0 &&
    Object.keys(head.seen).length === Object.keys(seen).length;
  return isSame ? undefined : change;
}

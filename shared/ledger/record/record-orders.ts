import { issue } from "../../base/issues/issue.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import type { Place } from "../../engine/earnings/credit-log.ts";
import { forecastsTouched } from "../../engine/earnings/order-change.ts";
import type { Order } from "../../engine/facts/order.ts";
import { conflict, type Outcome } from "./outcome.ts";
import { type OrderDecision, type OrderWrite, type WriteOrdersDeps, writeOrders } from "./write-orders.ts";

export interface DeliveredOrder {
  readonly order: Order;
  readonly hash: string;
}

/** Outcomes in the order of delivery, and the places whose forecasts have changed. */
export interface RecordedOrders {
  readonly outcomes: readonly Outcome[];
  readonly forecasts: readonly Place[];
}

/** Records orders: of each the highest revision counts, and its credits less those of the one before are added to the tallies. */
export async function recordOrders(delivered: readonly DeliveredOrder[], writing: WriteOrdersDeps): Promise<RecordedOrders> {
  const recorded = await recordTogether(delivered, writing);
  // Where the highest revision of an order is too large, lower ones that came along are taken over without it: what
  // counts must not depend on which messages came in one batch.
  const others = recorded.heldBack.map((index) => delivered[index]).filter((message) => message !== undefined);
  if (others.length === 0) return recorded;
  const again = await recordOrders(others, writing);
  const outcomes = [...recorded.outcomes];
  for (const [at, index] of recorded.heldBack.entries()) outcomes[index] = again.outcomes[at] ?? { kind: "failed" };
  return { outcomes, forecasts: [...recorded.forecasts, ...again.forecasts] };
}

/** Records orders; `heldBack` are the places of messages that must be tried again without a too large one. */
async function recordTogether(
  delivered: readonly DeliveredOrder[],
  writing: WriteOrdersDeps,
): Promise<RecordedOrders & { readonly heldBack: readonly number[] }> {
  const byOrder = Map.groupBy(delivered, ({ order }) => order.orderId);
  const decisions = new Map<string, Folded>();
  const decide = (head: StoredOrder | undefined, orderId: string): OrderDecision => {
    const folded = fold(head, byOrder.get(orderId) ?? []);
    decisions.set(orderId, folded);
    return folded.decision;
  };
  const writes = await writeOrders([...byOrder.keys()], decide, writing);
  const outcomes = new Map<DeliveredOrder, Outcome | "held back">();
  for (const [orderId, each] of byOrder) {
    const write = writes.get(orderId) ?? { kind: "failed" };
    const highest = Math.max(...each.map(({ order }) => order.revision));
    for (const [index, message] of each.entries()) {
      const isHeldBack = write.kind === "too-large" && message.order.revision < highest;
      outcomes.set(message, isHeldBack ? "held back" : outcomeOf(write, decisions.get(orderId)?.outcomes[index]));
    }
  }
  const told = delivered.map((message) => outcomes.get(message) ?? { kind: "failed" as const });
  return {
    outcomes: told.map((outcome): Outcome => (outcome === "held back" ? { kind: "failed" } : outcome)),
    heldBack: told.flatMap((outcome, index) => (outcome === "held back" ? [index] : [])),
    forecasts: [...writes.values()].flatMap((write) => (write.kind === "committed" ? forecastsTouched(write.change) : [])),
  };
}

/** Actions of one transaction. */
const MAX_WRITES = 100;

interface Folded {
  readonly decision: OrderDecision;
  readonly outcomes: readonly Outcome[];
}

/** Takes the messages of one order over in turn. Of two contents under one revision the first stays. */
function fold(head: StoredOrder | undefined, messages: readonly DeliveredOrder[]): Folded {
  const seen: Record<number, string> = { ...head?.seen };
  let newest = head?.order;
  const outcomes = messages.map(({ order, hash }): Outcome => {
    const known = seen[order.revision];
    if (known !== undefined)
      return known === hash ? { kind: "duplicate" } : conflict("order-conflict", { orderId: order.orderId, revision: order.revision });
    seen[order.revision] = hash;
    if (newest !== undefined && newest.revision > order.revision) return { kind: "superseded" };
    newest = order;
    return { kind: "recorded" };
  });
  return { outcomes, decision: newest === undefined ? undefined : { order: newest, seen } };
}

function outcomeOf(write: OrderWrite, folded: Outcome | undefined): Outcome {
  switch (write.kind) {
    case "committed":
    case "unchanged":
      return folded ?? { kind: "failed" };
    case "too-large":
      return folded?.kind === "held" ? folded : { kind: "held", issues: [issue("", "order-too-large", { maximum: MAX_WRITES })] };
    case "failed":
      return { kind: "failed" };
  }
}

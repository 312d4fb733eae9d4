import type { Day, Month } from "../../base/calendar/month.ts";
import type { Order } from "../facts/order.ts";

/**
 * Whether a credit counts in its month, is a forecast for it, or waits for its advisor or a plan. An undated one is of
 * a booked order of which nobody knows yet when the trip is: it counts for nothing, and is kept so that it is found
 * when facts change.
 */
export type CreditState = "earned" | "forecast" | "waiting" | "undated";

/** The amounts of a credit, minor units. `units` is 1, or 0 where the line was wholly refunded. */
export interface Amounts {
  readonly price: bigint;
  readonly refunded: bigint;
  readonly cost: bigint;
  readonly units: bigint;
  /** By name: coupon, points, membership, … Names with 0 are left out. */
  readonly discounts: Readonly<Record<string, bigint>>;
}

/** A discount of an amount; 0 where it has none of that name, be the name one that every object knows. */
export function discountOf(discounts: Amounts["discounts"], name: string): bigint {
  return Object.hasOwn(discounts, name) ? (discounts[name] ?? 0n) : 0n;
}

/** Who gets a credit of an order in one role, under which plan version, in which month. The same for all its lines. */
export interface Recipient {
  readonly advisorId: string;
  readonly role: string;
  readonly state: CreditState;
  /** Of fulfilment, of booking where the plan earns on booking, of expected fulfilment where forecast, of booking where waiting or undated. */
  readonly month: Month;
  /** The plan version that pays; none where waiting. */
  readonly planId?: string;
  readonly version?: number;
  /** Fulfilled on a day after the advisor left. */
  readonly afterLeaving: boolean;
  /** The sellers whose amounts reach the recipient as their manager. */
  readonly sellers: readonly string[];
}

/** What of one line counts for one advisor in one role. */
export interface Credit {
  readonly orderId: string;
  readonly revision: number;
  readonly lineId: string;
  readonly bookedOn: Day;
  readonly recipient: Recipient;
  /** Values of the rated facets in their order; "" where the line has none. */
  readonly facets: readonly string[];
  readonly amounts: Amounts;
}

/** What is kept of an order: its content at the highest revision known, and who is credited by it as derived last. */
export interface StoredOrder {
  readonly order: Order;
  /** Counts the writes of the head; each write is conditioned on the one that it was decided by. */
  readonly sequence: number;
  readonly recipients: readonly Recipient[];
  /** The hash of each revision's content that was ever seen: to tell a duplicate from a conflict. */
  readonly seen: Readonly<Record<number, string>>;
}

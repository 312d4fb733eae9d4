import type { Day } from "../../base/calendar/month.ts";

/** An order that has a credit waiting for someone. */
export interface WaitingOrder {
  readonly orderId: string;
  readonly bookedOn: Day;
  /** What of its prices would be the advisor's, minor units. */
  readonly price: bigint;
}

/** Credits that wait because nobody of this id is registered, or the advisor has no plan in force. */
export interface WaitedFor {
  readonly advisorId: string;
  readonly orderIds: readonly string[];
  /** By order id. */
  readonly orders: readonly WaitingOrder[];
}

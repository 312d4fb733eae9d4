import type { Order } from "../facts/order.ts";
import type { Recipient } from "./credit.ts";

/** What is kept of an order: its content at the highest revision known, and who is credited by it as derived last. */
export interface OrderHead {
  readonly order: Order;
  /** Counts the writes of the head; each write is conditioned on the one that it was decided by. */
  readonly sequence: number;
  readonly recipients: readonly Recipient[];
  /** The hash of each revision's content that was ever seen: to tell a duplicate from a conflict. */
  readonly seen: Readonly<Record<number, string>>;
}

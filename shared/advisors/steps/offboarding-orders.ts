import type { AccountDeps } from "../../account/steps/open-account.ts";
import { type Day, monthOfDay } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/money.ts";
import type { Credit, StoredOrder } from "../../engine/credits/credit.ts";
import { type CreditFacts, recipientsOf } from "../../engine/credits/recipients.ts";
import { creditsOf } from "../../engine/credits/split-credits.ts";
import { UNDATED } from "../../engine/earnings/credit-log.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import type { Order } from "../../engine/facts/order.ts";
import { lastSpell, withLastDay } from "../../engine/facts/spells.ts";
import { orderIdsNaming, sellersBelow } from "../../ledger/derive/concerned-logs.ts";
import { FactCache } from "../../ledger/derive/fact-cache.ts";
import type { DerivationLedger } from "../../ledger/store/derivation-store.ts";
import type { LedgerState } from "../../ledger/store/fact-store.ts";
import { withAdvisor } from "../../simulations/restatement/moved-rows.ts";

export interface OffboardingOrdersDeps extends AccountDeps {
  readonly ledger: Pick<DerivationLedger, "ordersNaming" | "advisorsUnder" | "orderHeads" | "state" | "advisors" | "plans">;
}

/** An order booked and not yet travelled that names the advisor as seller. */
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

const ORDERS_CONCURRENCY = 200;

/** An advisor's orders, as far as the offboarding concerns them. */
export interface OffboardingOrders {
  /** Their credits earned or upcoming from the month of leaving on, the stored or the new one, with the new. */
  readonly credits: readonly Credit[];
  /** The same as they would be if the advisor stayed, whatever is stored. */
  readonly creditsStaying: readonly Credit[];
  /** The same as they are stored. */
  readonly creditsNow: readonly Credit[];
  readonly open: OrderToHandOver[];
}

/**
 * Reads all orders that name an advisor, and tells their credits as they would be with a last day, without one, and as they
 * are stored.
 * @param stored the advisor at their highest revision, whose last day may be another or none.
 */
export async function ordersOfLeaving(stored: Advisor, leftOn: Day, deps: OffboardingOrdersDeps): Promise<OffboardingOrders> {
  const { ledger, rating } = deps;
  const state = await ledger.state();
  const named = new Set<string>();
  for (const each of [...(await sellersBelow(stored.advisorId, ledger)), UNDATED])
    for (const orderId of await orderIdsNaming(each, () => true, ledger)) named.add(orderId);
  const orderIds = [...named];
  const firstMonth = monthOfDay([lastSpell(stored).to ?? leftOn, leftOn].sort()[0] ?? leftOn);
  const leaving = factsWith(withLastDay(stored, leftOn), state, deps);
  const staying = factsWith(withLastDay(stored, undefined), state, deps);
  const found = { credits: [] as Credit[], creditsStaying: [] as Credit[], creditsNow: [] as Credit[], open: [] as OrderToHandOver[] };
  for (let start = 0; start < orderIds.length; start += ORDERS_CONCURRENCY) {
    const heads = [...(await ledger.orderHeads(orderIds.slice(start, start + ORDERS_CONCURRENCY))).values()];
    const orders = heads.map(({ order }) => order);
    const [withLeaving, without] = [await leaving(orders), await staying(orders)];
    for (const head of heads) take(head, withLeaving, without);
  }
  return found;

  function take({ order, recipients }: StoredOrder, withLeaving: CreditFacts, without: CreditFacts): void {
    const bookedOn = rating.localDay(order.bookedAt);
    const theirs = (all: StoredOrder["recipients"]) => creditsOf(order, all.filter(isOwn), rating.ratedFacets, bookedOn);
    found.credits.push(...theirs(recipientsOf(order, withLeaving)));
    found.creditsStaying.push(...theirs(recipientsOf(order, without)));
    found.creditsNow.push(...theirs(recipients));
    const sellers = order.credits.filter(({ role }) => role === "seller").map(({ advisorId }) => advisorId);
    if (order.status !== "booked" || !sellers.includes(stored.advisorId)) return;
    const { orderId, expectedFulfilmentOn, lines } = order;
    found.open.push({
      orderId,
      bookedOn,
      ...(expectedFulfilmentOn === undefined ? {} : { expectedOn: expectedFulfilmentOn }),
      products: [...new Set(lines.map(({ product }) => product))],
      price: sum(lines.map(({ price }) => BigInt(price))),
      otherSellers: sellers.filter((each) => each !== stored.advisorId),
    });
  }

  function isOwn({ advisorId, state: credited, month }: StoredOrder["recipients"][number]): boolean {
    return advisorId === stored.advisorId && (credited === "earned" || credited === "forecast") && month >= firstMonth;
  }
}

/** The facts by which orders are credited, with an advisor as they are to become. */
function factsWith(advisor: Advisor, state: LedgerState, { ledger, rating }: OffboardingOrdersDeps) {
  const [memory, reader] = [new FactCache(), withAdvisor(ledger, advisor)];
  return (orders: readonly Order[]): Promise<CreditFacts> => memory.factsFor(orders, reader, state, rating.localDay);
}

import { type Day, type Month, monthOfDay } from "../../calendar/month.ts";
import type { Credit } from "../../credits/credit.ts";
import { creditsOf } from "../../credits/credits-of.ts";
import type { OrderHead } from "../../credits/order-head.ts";
import { type CreditFacts, compare, recipientsOf } from "../../credits/recipients.ts";
import type { Books } from "../../earnings/books.ts";
import { evaluate } from "../../earnings/evaluate.ts";
import { UNDATED } from "../../earnings/journal.ts";
import { negate, rowOf, type TallyRow } from "../../earnings/tally.ts";
import type { Advisor } from "../../facts/advisor.ts";
import { decimalsOf, plainAmount } from "../../money/minor-text.ts";
import { sum } from "../../money/rounding.ts";
import { salesOf } from "../../outlook/sales.ts";
import { withRows } from "../../outlook/with-rows.ts";
import { orderIdsNaming } from "../derive-credits/orders-concerned.ts";
import { FactMemory } from "../fact-memory.ts";
import { expectClose } from "../look-up/expect-close.ts";
import { type Looking, openAccount } from "../look-up/open-account.ts";
import type { DerivationLedger } from "../ports/derivations.ts";
import { withAdvisor } from "../restate/with-advisor.ts";

/** What previewing a leaving needs from outside. */
export interface LeavingPreviewing extends Looking {
  readonly ledger: Pick<DerivationLedger, "ordersNaming" | "orderHeads" | "state" | "advisors" | "plans">;
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

/** What a month earns if all trips booked take place. Minor units. */
export interface LeavingMonth {
  readonly month: Month;
  /** If she stayed. */
  readonly withoutLeaving: bigint;
  readonly withLeaving: bigint;
  /** What of the latter the credits after her leaving bring: the month with them less the month without them. */
  readonly afterLeaving: bigint;
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
  /** ISO 4217. */
  readonly currency: string;
  /** By month, then state. */
  readonly afterLeaving: readonly AfterLeaving[];
  /** The month of her last day, and those after it in which she has a credit; ascending. */
  readonly months: readonly LeavingMonth[];
  /** Carried by her last statement; debts are negative. */
  readonly balance: bigint;
  /** What a close of the month that is next to be closed would pay, and carry, as the facts stand now. */
  readonly payable: bigint;
  readonly carriedForward: bigint;
  /** By expected day, then order id. */
  readonly orders: readonly OrderToHandOver[];
}

const ORDERS_AT_A_TIME = 200;

/**
 * What a leaving on a day leaves open. Reads all her orders.
 * @returns undefined where nobody of that id is registered.
 */
export async function previewLeaving(advisorId: string, leftOn: Day, p: LeavingPreviewing): Promise<LeavingPreview | undefined> {
  const account = await openAccount(advisorId, p);
  if (account === undefined) return undefined;
  const { advisor } = account.books;
  const found = await ordersOf({ ...advisor, leftOn }, p);
  const after = found.credits.filter(({ recipient }) => recipient.afterLeaving);
  const whole = withRows(account.books, await account.forecastRows(p.lookUp));
  const settlement = expectClose(account);
  const { payable, carriedForward } = settlement.statement ?? { payable: 0n, carriedForward: account.settled.carriedForward };
  return {
    advisorId,
    name: advisor.name,
    leftOn,
    currency: account.agency.currency,
    afterLeaving: sumsOf(after, account.books),
    months: monthsOf(whole, { ...advisor, leftOn }, found, after),
    balance: account.settled.carriedForward,
    payable,
    carriedForward,
    orders: found.open.sort((a, b) => compare(a.expectedOn ?? "9999", b.expectedOn ?? "9999") || compare(a.orderId, b.orderId)),
  };
}

interface HerOrders {
  /** Her credits earned or to come in the month of her leaving and later, with her leaving. */
  readonly credits: readonly Credit[];
  /** The same as they stand without it. */
  readonly creditsNow: readonly Credit[];
  readonly open: OrderToHandOver[];
}

async function ordersOf(advisor: Advisor & { readonly leftOn: Day }, p: LeavingPreviewing): Promise<HerOrders> {
  const { ledger, rating } = p;
  const [state, named, undated] = [
    await ledger.state(),
    await orderIdsNaming(advisor.advisorId, () => true, ledger),
    await orderIdsNaming(UNDATED, () => true, ledger),
  ];
  const orderIds = [...new Set([...named, ...undated])];
  const reader = withAdvisor(ledger, advisor);
  const memory = new FactMemory();
  const found = { credits: [] as Credit[], creditsNow: [] as Credit[], open: [] as OrderToHandOver[] };
  for (let start = 0; start < orderIds.length; start += ORDERS_AT_A_TIME) {
    const heads = [...(await ledger.orderHeads(orderIds.slice(start, start + ORDERS_AT_A_TIME))).values()];
    const orders = heads.map(({ order }) => order);
    const facts = await memory.factsFor(orders, reader, state, rating.localDay);
    for (const head of heads) take(head, facts);
  }
  return found;

  function take({ order, recipients }: OrderHead, facts: CreditFacts): void {
    const bookedOn = rating.localDay(order.bookedAt);
    const hers = (all: OrderHead["recipients"]) => creditsOf(order, all.filter(isHers), rating.ratedFacets, bookedOn);
    found.credits.push(...hers(recipientsOf(order, facts)));
    found.creditsNow.push(...hers(recipients));
    const sellers = order.credits.filter(({ role }) => role === "seller").map(({ advisorId }) => advisorId);
    if (order.status !== "booked" || !sellers.includes(advisor.advisorId)) return;
    const { orderId, expectedFulfilmentOn, lines } = order;
    found.open.push({
      orderId,
      bookedOn,
      ...(expectedFulfilmentOn === undefined ? {} : { expectedOn: expectedFulfilmentOn }),
      products: [...new Set(lines.map(({ product }) => product))],
      price: sum(lines.map(({ price }) => BigInt(price))),
      otherSellers: sellers.filter((each) => each !== advisor.advisorId),
    });
  }

  function isHers({ advisorId, state: credited, month }: OrderHead["recipients"][number]): boolean {
    return advisorId === advisor.advisorId && (credited === "earned" || credited === "forecast") && month >= monthOfDay(advisor.leftOn);
  }
}

function sumsOf(credits: readonly Credit[], books: Books): AfterLeaving[] {
  const byPlace = Map.groupBy(credits, ({ recipient: { month, state } }) => `${month} ${state}`);
  return [...byPlace]
    .sort(([a], [b]) => compare(a, b))
    .map(([place, ofPlace]) => ({
      month: place.slice(0, 7),
      state: ofPlace[0]?.recipient.state === "earned" ? "earned" : "forecast",
      credits: ofPlace.length,
      base: salesOf(books, ofPlace.map(rowOf)).sales,
    }));
}

/** The month of the last day, and those after it in which she has a credit. */
function monthsOf(whole: Books, advisor: Advisor & { readonly leftOn: Day }, found: HerOrders, after: readonly Credit[]): LeavingMonth[] {
  const leaving = withRows({ ...whole, advisor }, [...byMonth(found.creditsNow, negate), ...byMonth(found.credits)]);
  const without = withRows(leaving, byMonth(after, negate));
  const months = new Set([monthOfDay(advisor.leftOn), ...found.credits.map(({ recipient }) => recipient.month)]);
  return [...months].sort().map((month) => {
    const [withLeaving, rest] = [evaluate(leaving, month).amount, evaluate(without, month).amount];
    return { month, withoutLeaving: evaluate(whole, month).amount, withLeaving, afterLeaving: withLeaving - rest };
  });
}

function byMonth(credits: readonly Credit[], as = (row: TallyRow) => row): [Month, TallyRow[]][] {
  return [...Map.groupBy(credits, ({ recipient }) => recipient.month)].map(([month, ofMonth]) => [
    month,
    ofMonth.map((each) => as(rowOf(each))),
  ]);
}

/**
 * The orders to hand over as rows for a CSV, the header first; amounts as plain decimals of the currency.
 * @param takerId who takes them over, where that is known.
 */
export function handOverRows(
  { orders, currency }: Pick<LeavingPreview, "orders" | "currency">,
  takerId = "",
): readonly (readonly string[])[] {
  const header = ["orderId", "bookedOn", "expectedOn", "products", "price", "otherSellers", "handTo"];
  const rows = orders.map(({ orderId, bookedOn, expectedOn, products, price, otherSellers }) => [
    orderId,
    bookedOn,
    expectedOn ?? "",
    products.join(" "),
    plainAmount(price, decimalsOf(currency)),
    otherSellers.join(" "),
    takerId,
  ]);
  return [header, ...rows];
}

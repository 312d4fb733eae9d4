import { salesOf } from "../../account/model/forecast.ts";
import { expectClose } from "../../account/steps/explain-expected.ts";
import { openAccount } from "../../account/steps/open-account.ts";
import { type Day, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { decimalsOf, plainAmount } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { evaluate } from "../../engine/earnings/evaluate.ts";
import { type EarningsInputs, withRows } from "../../engine/earnings/inputs.ts";
import { negate, rowOf, type TallyRow } from "../../engine/earnings/tally.ts";
import { withLastDay } from "../../engine/facts/spells.ts";
import { type OffboardingOrders, type OffboardingOrdersDeps, type OrderToHandOver, ordersOfLeaving } from "./offboarding-orders.ts";

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
export interface OffboardingMonth {
  readonly month: Month;
  /** If the advisor stayed, whatever last day is stored. */
  readonly withoutLeaving: bigint;
  readonly withLeaving: bigint;
  /** What of the latter the credits after the last day bring: the month with them less the month without them. */
  readonly afterLeaving: bigint;
}

/** What an advisor's leaving leaves open. Minor units. */
export interface OffboardingPreview {
  readonly advisorId: string;
  readonly name: string;
  readonly leftOn: Day;
  /** ISO 4217. */
  readonly currency: string;
  /** By month, then state. */
  readonly afterLeaving: readonly AfterLeaving[];
  /** The month of the last day, and those after it in which the advisor has a credit; ascending. */
  readonly months: readonly OffboardingMonth[];
  /** Carried by the advisor's last statement; debts are negative. */
  readonly balance: bigint;
  /** What a close of the month that is next to be closed would make payable, and carry, with this last day. */
  readonly payable: bigint;
  readonly carriedForward: bigint;
  /** By expected day, then order id. */
  readonly orders: readonly OrderToHandOver[];
}

/**
 * What stays open when an advisor leaves on a day. Reads all of their orders.
 * @returns undefined where nobody of that id is registered.
 */
export async function previewOffboarding(
  advisorId: string,
  leftOn: Day,
  deps: OffboardingOrdersDeps,
): Promise<OffboardingPreview | undefined> {
  const account = await openAccount(advisorId, deps);
  if (account === undefined) return undefined;
  const { advisor } = account.books;
  const found = await ordersOfLeaving(advisor, leftOn, deps);
  const after = found.credits.filter(({ recipient }) => recipient.afterLeaving);
  const whole = withRows(account.books, await account.forecastRows(deps.accounts));
  const settlement = expectClose({ ...account, books: booksOfLeaving(account.books, leftOn, earnedOf(found)) });
  const { payable, carriedForward } = settlement.statement ?? { payable: 0n, carriedForward: account.settled.carriedForward };
  return {
    advisorId,
    name: advisor.name,
    leftOn,
    currency: account.agency.currency,
    afterLeaving: sumsOf(after, account.books),
    months: monthsOf(whole, leftOn, found, after),
    balance: account.settled.carriedForward,
    payable,
    carriedForward,
    orders: found.open.sort(
      (left, right) => compare(left.expectedOn ?? "9999", right.expectedOn ?? "9999") || compare(left.orderId, right.orderId),
    ),
  };
}

function sumsOf(credits: readonly Credit[], books: EarningsInputs): AfterLeaving[] {
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

type OffboardingCredits = Pick<OffboardingOrders, "credits" | "creditsStaying" | "creditsNow">;

/** Those that are earned: a close knows no others. */
function earnedOf({ credits, creditsStaying, creditsNow }: OffboardingOrders): OffboardingCredits {
  const earned = (all: readonly Credit[]) => all.filter(({ recipient }) => recipient.state === "earned");
  return { credits: earned(credits), creditsStaying: earned(creditsStaying), creditsNow: earned(creditsNow) };
}

/** The books as they would be with a last day, or without one; whatever last day they were derived with. */
function booksOfLeaving(
  books: EarningsInputs,
  leftOn: Day | undefined,
  { credits, creditsStaying, creditsNow }: OffboardingCredits,
): EarningsInputs {
  const instead = leftOn === undefined ? creditsStaying : credits;
  return withRows({ ...books, advisor: withLastDay(books.advisor, leftOn) }, [...byMonth(creditsNow, negate), ...byMonth(instead)]);
}

/** The month of the last day, and those after it in which the advisor has a credit. */
function monthsOf(whole: EarningsInputs, leftOn: Day, found: OffboardingOrders, after: readonly Credit[]): OffboardingMonth[] {
  const [leaving, staying] = [booksOfLeaving(whole, leftOn, found), booksOfLeaving(whole, undefined, found)];
  const rest = withRows(leaving, byMonth(after, negate));
  const months = new Set([monthOfDay(leftOn), ...found.credits.map(({ recipient }) => recipient.month)]);
  return [...months].sort().map((month) => {
    const withLeaving = evaluate(leaving, month).amount;
    return {
      month,
      withoutLeaving: evaluate(staying, month).amount,
      withLeaving,
      afterLeaving: withLeaving - evaluate(rest, month).amount,
    };
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
  { orders, currency }: Pick<OffboardingPreview, "orders" | "currency">,
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

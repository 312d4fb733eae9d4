import { addMonths, type Day, type Instant, type Month } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { type Earnings, evaluate } from "../../engine/earnings/evaluate.ts";
import type { ComponentBySeller } from "../../engine/earnings/explained.ts";
import { baseOf } from "../../engine/earnings/pay.ts";
import type { SellerRows } from "../../engine/earnings/seller-sums.ts";
import { type EarningsInputs, type TallyRow, withRows } from "../../engine/earnings/tally.ts";
import type { EquityDecision } from "../../engine/equity/decide.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import { compile } from "../../engine/plan/compile.ts";
import type { ExplainedAdjustment } from "../../engine/statement/explain-adjustment.ts";
import type { Settled, Settlement } from "../../engine/statement/settle.ts";
import type { ForecastRows } from "../../ledger/sellers/by-seller.ts";
import type { Correction } from "./score-corrections.ts";
import type { TierProgress } from "./tier-progress.ts";

/** Where an advisor stands at a moment. Bounded in size, however many orders there are. */
export interface Account {
  readonly agency: Agency;
  /** The local day of the moment. */
  readonly today: Day;
  /** The calendar month of the moment. */
  readonly thisMonth: Month;
  /** The last month whose close has begun, and the first; none before the first close. */
  readonly closedMonth: Month | undefined;
  readonly firstMonth: Month | undefined;
  /** As the facts stand now. */
  readonly books: EarningsInputs;
  /** As they stood when the last close began; none where the advisor wasn't registered then, or nothing was closed yet. */
  readonly booksSettled: EarningsInputs | undefined;
  /** The advisor's manual adjustments, of all months. */
  readonly manual: readonly Adjustment[];
  readonly settled: Settled;
  /** When what comes from sellers was read, where these are so many that it is read once in a while. */
  readonly teamReadAt?: Instant;
  /** Whether forecasts may be 15 minutes old, as there are many sellers. */
  readonly forecastsMayLag?: boolean;
}

/** `current` is the next to be closed; `later` comes after it. */
export type MonthState = "closed" | "current" | "later";

/** The month that is to be closed next; before the first close, the calendar month. */
export function currentMonth({ closedMonth, thisMonth }: Pick<Account, "closedMonth" | "thisMonth">): Month {
  return closedMonth === undefined ? thisMonth : addMonths(closedMonth, 1);
}

/** Whether a month is closed, the next to be, or later. */
export function stateOf(account: Pick<Account, "closedMonth" | "thisMonth">, month: Month): MonthState {
  const current = currentMonth(account);
  if (month === current) return "current";
  return month < current ? "closed" : "later";
}

/** What of an account decides whether a month's own lines are shown. */
export type MonthsAccount = Pick<Account, "books" | "settled" | "firstMonth" | "closedMonth" | "thisMonth">;

/**
 * A month's earnings as they are shown. Where nothing was sold, a line of the month as a whole, such as a guarantee, is
 * nothing earned in a month before the books were opened, which no close settles, nor in one that has not begun.
 */
export function shownEarnings(account: MonthsAccount, month: Month): Earnings {
  const earnings = evaluate(account.books, month);
  const opened = account.firstMonth ?? currentMonth(account);
  const counts = month >= opened && month <= account.thisMonth;
  if (counts || earnings.hasCredits || account.settled.byMonth.has(month)) return earnings;
  return { ...earnings, amount: 0n, ofMonth: [] };
}

/** Trips booked and not yet travelled, by the month in which they are expected. Amounts in minor units. */
export interface ForecastMonth {
  readonly month: Month;
  /** Before the current month: trips that should have taken place by now. */
  readonly overdue: boolean;
  readonly credits: bigint;
  /** Sum of bases. */
  readonly sales: bigint;
  /** Earnings of the month as the facts stand now. */
  readonly earned: bigint;
  /** What they become when all these trips take place: the whole month's less what is earned. */
  readonly upcoming: bigint;
}

/**
 * What trips that are booked and not yet travelled will bring, by the month in which they are expected, ascending. All
 * of them are taken to happen: an annual ladder sees those of the year's earlier months too.
 */
export function forecastMonths(account: MonthsAccount, forecasts: ForecastRows): ForecastMonth[] {
  const { books, thisMonth } = account;
  const whole = withRows(books, forecasts);
  return [...forecasts]
    .sort(([a], [b]) => compare(a, b))
    .map(([month, rows]) => {
      const earned = shownEarnings(account, month).amount;
      return { month, overdue: month < thisMonth, ...salesOf(books, rows), earned, upcoming: evaluate(whole, month).amount - earned };
    });
}

/** The sum of rows' bases, each by its own plan version, and how many credits they hold. Of all roles. Minor units. */
export function salesOf({ terms }: EarningsInputs, rows: readonly TallyRow[]): { readonly sales: bigint; readonly credits: bigint } {
  let [sales, credits] = [0n, 0n];
  for (const row of rows) {
    const plan = terms.plans.version(row.planId, row.version);
    if (plan === undefined) throw new Error(`no version ${row.version} of plan ${row.planId} is known, yet credits are paid by it`);
    sales += baseOf(compile(plan, terms.ratedFacets), row);
    credits += row.count;
  }
  return { sales, credits };
}

/** How a month stands. Amounts in minor units. */
export interface MonthOutlook {
  readonly month: Month;
  readonly state: MonthState;
  readonly earnings: Earnings;
  /** What the earnings are made of, each with what of it comes from sellers below. */
  readonly components: readonly ComponentBySeller[];
  /** For the month to be closed next: what a close would make of the facts as they stand now, with what it would adjust. */
  readonly expected: Settlement | undefined;
  /**
   * Its adjustments, each explained from what changed since the last close. Left out are months that were never settled
   * for the advisor, and where so much changed that only the statement explains it.
   */
  readonly adjustments: readonly ExplainedAdjustment[];
  /** Of the adjusted months that were settled for the advisor before, those that are left out. */
  readonly unexplained: readonly Month[];
  readonly tierProgress: readonly TierProgress[];
  readonly corrections: readonly Correction[];
  readonly forecast: ForecastMonth | undefined;
  /** What comes from sellers below, where the advisor has no credits of it. */
  readonly sellers?: readonly SellerRows[];
  /** What sellers are called whom components and adjustments name. */
  readonly names?: ReadonlyMap<string, string>;
  /** What was recorded last for the advisor in this month, the newest first; at most ten. */
  readonly latest: readonly LatestOrder[];
}

/** An order as it was recorded last for the advisor in a month, and what it replaced. */
export interface LatestOrder {
  readonly orderId: string;
  readonly revision: number;
  readonly bookedOn: Day;
  /** When it was recorded, milliseconds since 1970. */
  readonly recordedAt: number;
  readonly state: "earned" | "forecast";
  /** What holds now; empty where it counts here no more. */
  readonly credits: readonly Credit[];
  /** What it replaced; empty where it is new here. */
  readonly before: readonly Credit[];
  /** What that change is worth at the month's rates as they stand now. Minor units. */
  readonly effect: bigint;
}

/** Equity: what was decided last, how it stands now, and since when. */
export interface EquityOutlook {
  /** At the last close; none before the first. */
  readonly decided: { readonly month: Month; readonly eligible: boolean } | undefined;
  /** What a close of the current month would decide on the facts as they stand now. */
  readonly now: EquityDecision & { readonly month: Month };
  /** Each change at a close, ascending. */
  readonly changes: readonly { readonly month: Month; readonly eligible: boolean }[];
  /** Settled earnings as restated, by month, of the longest window. */
  readonly evidence: readonly { readonly month: Month; readonly settled: bigint }[];
}

/**
 * How equity stands: what was decided last, what the next close would decide, and the settled earnings behind it.
 * @param expected what a close of the current month would make of the facts as they stand now.
 * @param decisions the advisor's eligibility after each close that fixed something for them, ascending.
 */
export function equityOutlook(
  account: Account,
  expected: Settlement,
  decisions: readonly { readonly month: Month; readonly eligible: boolean }[],
): EquityOutlook {
  const month = currentMonth(account);
  const window = Math.max(0, ...expected.equity.anyOf.map(({ months }) => months));
  const changes = decisions.filter(({ eligible }, index) => eligible !== (decisions[index - 1]?.eligible ?? false));
  return {
    decided: account.closedMonth === undefined ? undefined : { month: account.closedMonth, eligible: account.settled.equityEligible },
    now: { ...expected.equity, month },
    changes,
    evidence: Array.from({ length: window }, (_, index) => addMonths(month, index + 1 - window)).map((each) => ({
      month: each,
      settled: (each === month ? expected.earnings.amount : expected.settled.byMonth.get(each)) ?? 0n,
    })),
  };
}

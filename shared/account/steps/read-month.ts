import type { Month } from "../../base/calendar/month.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { creditsHeld } from "../../engine/earnings/credit-log.ts";
import { explainComponents, explainEarnings } from "../../engine/earnings/explain.ts";
import type { ExplainedEarnings } from "../../engine/earnings/explained.ts";
import type { SellerRows } from "../../engine/earnings/seller-sums.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import { sellersOfMonth } from "../../ledger/sellers/by-seller.ts";
import type { Recorded } from "../../ledger/store/close-store.ts";
import type { RecordedEntry } from "../../ledger/store/ledger-reader.ts";
import { shownEarnings, stateOf } from "../model/account.ts";
import { effectOf } from "../model/change-effect.ts";
import { type EquityOutlook, equityOutlook } from "../model/equity-status.ts";
import { type ForecastMonth, forecastMonths } from "../model/forecast.ts";
import type { LatestOrder, MonthOutlook } from "../model/month-overview.ts";
import { type ImaginedOrder, type OrderEstimate, orderEstimate } from "../model/order-estimate.ts";
import { correctionsOf } from "../model/score-corrections.ts";
import { tierProgressOf } from "../model/tier-progress.ts";
import { expectClose, explainExpected } from "./explain-expected.ts";
import type { AccountDeps, OpenAccount } from "./open-account.ts";

/** How many of the orders recorded last are shown. */
const LATEST = 10;

/** How a month stands, and what is still to come of it. Reads a bounded number of items. */
export async function getMonth(account: OpenAccount, month: Month, looking: AccountDeps): Promise<MonthOutlook> {
  const { books, period, shown } = account;
  const { advisorId } = books.advisor;
  const state = stateOf(account, month);
  const expected = state === "current" ? expectClose(account) : undefined;
  const earnings = shownEarnings(account, month);
  const [forecasts, latest, { sellers: adjusted, ...explained }, sellers] = await Promise.all([
    account.forecastRows(looking.accounts),
    latestOrders(account, month, looking),
    explainExpected(account, expected?.statement?.adjustments ?? [], looking),
    sellersOfMonth(advisorId, month, period, shown, looking.accounts),
  ]);
  const facts = (recorded: readonly Recorded<Attributes>[] | undefined) =>
    (recorded ?? []).filter(({ period }) => period <= account.period).map(({ fact }) => fact);
  return {
    month,
    state,
    earnings,
    expected,
    ...explained,
    components: explainComponents(earnings, { advisorId, rows: books.rows.get(month) ?? [], sellers }),
    sellers,
    names: new Map([...adjusted, ...sellers].map(({ sellerId, name }) => [sellerId, name])),
    tierProgress: tierProgressOf(books, month, earnings),
    corrections: correctionsOf(books, month, earnings, {
      own: facts(account.record.attributes),
      storeFacts: (storeId) => facts(account.storeFacts.get(storeId)),
    }),
    forecast: forecastMonths(account, forecasts).find((each) => each.month === month),
    latest,
  };
}

interface Recent extends RecordedEntry {
  readonly state: "earned" | "forecast";
}

async function latestOrders(account: OpenAccount, month: Month, { accounts }: AccountDeps): Promise<LatestOrder[]> {
  const { advisorId } = account.books.advisor;
  const effect = effectOf(account.books, month);
  const states = ["earned", "forecast"] as const;
  const found = await Promise.all(
    states.map(async (state): Promise<Recent[]> => {
      const entries = await accounts.latestEntries(advisorId, state, month, LATEST);
      return entries.map(({ recordedAt, entry }) => ({ state, recordedAt, entry }));
    }),
  );
  // An order is told once, as it stands.
  const latest = new Map<string, Recent>();
  for (const each of found.flat()) {
    const known = latest.get(each.entry.orderId);
    if (known === undefined || isNewer(each, known)) latest.set(each.entry.orderId, each);
  }
  return [...latest.values()]
    .sort((left, right) => right.recordedAt - left.recordedAt)
    .slice(0, LATEST)
    .map(({ state, recordedAt, entry: { orderId, revision, bookedOn, credits, before } }) => ({
      orderId,
      revision,
      bookedOn,
      recordedAt,
      state,
      credits,
      before,
      effect: effect(before, credits),
    }));
}

/** One write may take an order from one state to the other: then it is what it counts as now. */
function isNewer(one: Recent, other: Recent): boolean {
  if (one.entry.sequence !== other.entry.sequence) return one.entry.sequence > other.entry.sequence;
  return one.entry.credits.length > 0 && other.entry.credits.length === 0;
}

/** Trips booked and not yet travelled, by month. */
export async function getForecast(account: OpenAccount, { accounts }: AccountDeps): Promise<readonly ForecastMonth[]> {
  return forecastMonths(account, await account.forecastRows(accounts));
}

/** What one more order would add to this month; none where the advisor has no plan today. */
export function estimateOrder({ books, thisMonth, today }: OpenAccount, order: ImaginedOrder): OrderEstimate | undefined {
  return orderEstimate(books, thisMonth, today, order);
}

/** How equity stands. */
export function getEquity(account: OpenAccount): EquityOutlook {
  const decisions = account.record.settlements.map(({ month, equityEligible }) => ({ month, eligible: equityEligible }));
  return equityOutlook(account, expectClose(account), decisions);
}

/** A month down to its credits, each with its part. Reads the month's journal, which grows with its orders. */
export async function getCredits(account: OpenAccount, month: Month, { accounts }: AccountDeps): Promise<MonthCredits> {
  const { books, period, shown } = account;
  const { advisorId } = books.advisor;
  const entries = await accounts.journal(advisorId, month, period);
  const credits = creditsHeld(entries.map(({ fact }) => fact));
  const sellers = await sellersOfMonth(advisorId, month, period, shown, accounts);
  return { month, earnings: explainEarnings(shownEarnings(account, month), credits, sellers), credits, sellers };
}

/** A month down to its credits. */
export interface MonthCredits {
  readonly month: Month;
  readonly earnings: ExplainedEarnings;
  /** Those that the earnings were computed from. */
  readonly credits: readonly Credit[];
  /** What comes from sellers below, where the advisor has no credits of it. */
  readonly sellers: readonly SellerRows[];
}

import type { Month } from "../../base/calendar/month.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { creditsHeld } from "../../engine/earnings/credit-log.ts";
import { explainEarnings } from "../../engine/earnings/explain.ts";
import type { ExplainedEarnings } from "../../engine/earnings/explained.ts";
import type { SellerRows } from "../../engine/earnings/seller-sums.ts";
import { sellersOfMonth } from "../../ledger/sellers/by-seller.ts";
import { type EquityOutlook, equityOutlook } from "../model/equity-status.ts";
import { type ForecastMonth, forecastMonths } from "../model/forecast.ts";
import { shownEarnings } from "../model/month-state.ts";
import { type ImaginedOrder, type OrderEstimate, orderEstimate } from "../model/order-estimate.ts";
import { expectClose } from "./explain-expected.ts";
import type { AccountDeps, OpenAccount } from "./open-account.ts";

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

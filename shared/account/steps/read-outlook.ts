import { type EquityOutlook, equityOutlook } from "../model/equity-status.ts";
import { type ForecastMonth, forecastMonths } from "../model/forecast.ts";
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

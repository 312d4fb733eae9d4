import type { EquityOutlook } from "../model/equity-status.ts";
import { equityOutlook } from "../model/equity-status.ts";
import type { ForecastMonth } from "../model/forecast.ts";
import { forecastMonths } from "../model/forecast.ts";
import type { OrderEstimate } from "../model/order-estimate.ts";
import { type ImaginedOrder, orderEstimate } from "../model/order-estimate.ts";
import type { YearOutlook } from "../model/years.ts";
import { yearOutlooks } from "../model/years.ts";
import { expectClose } from "./explain-expected.ts";
import type { AccountDeps, OpenAccount } from "./open-account.ts";

/** Trips booked and not yet travelled, by month. */
export async function getForecast(account: OpenAccount, { accounts }: AccountDeps): Promise<readonly ForecastMonth[]> {
  return forecastMonths(account, await account.forecastRows(accounts));
}

/** This and last year. */
export const getYears = (account: OpenAccount): readonly YearOutlook[] => yearOutlooks(account);

/** What one more order would add to this month; none where the advisor has no plan today. */
export function estimateOrder(account: OpenAccount, order: ImaginedOrder): OrderEstimate | undefined {
  return orderEstimate(account.books, account.thisMonth, account.today, order);
}

/** How equity stands. */
export function getEquity(account: OpenAccount): EquityOutlook {
  const decisions = account.record.settlements.map(({ month, equityEligible }) => ({ month, eligible: equityEligible }));
  return equityOutlook(account, expectClose(account), decisions);
}

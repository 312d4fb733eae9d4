import type { EquityOutlook } from "../model/equity-status.ts";
import { equityOutlook } from "../model/equity-status.ts";
import type { ForecastMonth } from "../model/forecast.ts";
import { forecastMonths } from "../model/forecast.ts";
import type { OneMoreOrder } from "../model/order-estimate.ts";
import { type ImaginedOrder, oneMoreOrder } from "../model/order-estimate.ts";
import type { YearOutlook } from "../model/years.ts";
import { yearOutlooks } from "../model/years.ts";
import { expectClose } from "./explain-expected.ts";
import type { AccountDeps, OpenAccount } from "./open-account.ts";

/** Trips booked and not yet travelled, by month. */
export async function lookUpForecast(account: OpenAccount, { lookUp }: AccountDeps): Promise<readonly ForecastMonth[]> {
  return forecastMonths(account, await account.forecastRows(lookUp));
}

/** This and last year. */
export const lookUpYears = (account: OpenAccount): readonly YearOutlook[] => yearOutlooks(account);

/** What one more order would add to this month; none where the advisor has no plan today. */
export function lookUpOneMoreOrder(account: OpenAccount, order: ImaginedOrder): OneMoreOrder | undefined {
  return oneMoreOrder(account.books, account.thisMonth, account.today, order);
}

/** How equity stands. */
export function lookUpEquity(account: OpenAccount): EquityOutlook {
  const decisions = account.record.settlements.map(({ month, equityEligible }) => ({ month, eligible: equityEligible }));
  return equityOutlook(account, expectClose(account), decisions);
}

import type { EquityOutlook } from "../../outlook/equity-outlook.ts";
import { equityOutlook } from "../../outlook/equity-outlook.ts";
import type { ForecastMonth } from "../../outlook/forecast.ts";
import { forecastMonths } from "../../outlook/forecast.ts";
import type { OneMoreOrder } from "../../outlook/one-more-order.ts";
import { type ImaginedOrder, oneMoreOrder } from "../../outlook/one-more-order.ts";
import type { YearOutlook } from "../../outlook/years.ts";
import { yearOutlooks } from "../../outlook/years.ts";
import { expectClose } from "./expect-close.ts";
import type { Looking, OpenAccount } from "./open-account.ts";

/** Trips booked and not yet travelled, by month. */
export async function lookUpForecast(account: OpenAccount, { lookUp }: Looking): Promise<readonly ForecastMonth[]> {
  return forecastMonths(account, await account.forecastRows(lookUp));
}

/** This and last year. */
export const lookUpYears = (account: OpenAccount): readonly YearOutlook[] => yearOutlooks(account);

/** What one more order would add to this month; none where she has no plan today. */
export function lookUpOneMoreOrder(account: OpenAccount, order: ImaginedOrder): OneMoreOrder | undefined {
  return oneMoreOrder(account.books, account.thisMonth, account.today, order);
}

/** How equity stands. */
export function lookUpEquity(account: OpenAccount): EquityOutlook {
  const decisions = account.record.settlements.map(({ month, equityEligible }) => ({ month, eligible: equityEligible }));
  return equityOutlook(account, expectClose(account), decisions);
}

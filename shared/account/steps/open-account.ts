import { monthOfDay } from "../../base/calendar/month.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import { adjustmentsAt, inputsAsOf, settledSoFar, termsAt } from "../../ledger/close/as-of-period.ts";
import { type ForecastLedger, type ForecastRows, forecastsMayLag, forecastsToShow } from "../../ledger/sellers/by-seller.ts";
import { recordToShow, type ShownRecord } from "../../ledger/sellers/whole-record.ts";
import type { AdvisorRecord, Recorded } from "../../ledger/store/close-store.ts";
import type { AccountLedger } from "../../ledger/store/ledger-reader.ts";
import type { Account } from "../model/account.ts";

export interface AccountDeps {
  readonly agency: Agency;
  readonly accounts: AccountLedger;
  readonly archive: ObjectStore;
  readonly rating: RatingRules;
  readonly surroundings: Pick<Runtime, "now">;
}

/** An account with what further look-ups start from. */
export interface OpenAccount extends Account {
  readonly period: number;
  /** Whether credits are still being derived anew after a change of facts: what they come to is told as before it. */
  readonly isDeriving: boolean;
  readonly record: AdvisorRecord;
  /** The record with what comes from sellers below. */
  readonly shown: ShownRecord;
  readonly storeFacts: ReadonlyMap<string, readonly Recorded<Attributes>[]>;
  /** The advisor's forecasts, read when they are first asked for and then kept. */
  readonly forecastRows: (accounts: ForecastLedger) => Promise<ForecastRows>;
}

/** Opens an advisor's account: one read of their record, however much they sell. @returns undefined where nobody of that id is registered. */
export async function openAccount(
  advisorId: string,
  { agency, accounts, rating, surroundings }: AccountDeps,
): Promise<OpenAccount | undefined> {
  const { period, closedMonth, firstMonth, pendingDerivations } = await accounts.state();
  const [close, plans] = await Promise.all([closedMonth === undefined ? undefined : accounts.close(closedMonth), accounts.recordedPlans()]);
  const underWay = close?.status === "settling" ? close : undefined;
  // What a close under way has not fixed for the advisor yet stands in the rows of its period.
  const shown = await recordToShow(advisorId, underWay?.period ?? period, accounts, surroundings.now());
  const { below, record, teamReadAtMs } = shown;
  const storeIds = record.advisors.flatMap(({ fact }) => (fact.stores ?? []).map(({ storeId }) => storeId));
  const storeFacts = storeIds.length === 0 ? new Map<string, never>() : await accounts.storeAttributes([...new Set(storeIds)]);
  const booksOf = (of: number) => inputsAsOf(of, record, termsAt(of, plans, storeFacts, rating.ratedFacets));
  const books = booksOf(period);
  if (books === undefined) return undefined;
  const booksSettled = period === 0 ? undefined : booksOf(period - 1);
  const today = rating.localDay(new Date(surroundings.now()).toISOString());
  let forecastRows: Promise<ForecastRows> | undefined;
  return {
    agency,
    today,
    thisMonth: monthOfDay(today),
    closedMonth,
    firstMonth,
    books,
    booksSettled,
    settled: settledSoFar(period, record, booksSettled, underWay),
    manual: adjustmentsAt(period, record),
    period,
    isDeriving: pendingDerivations > 0,
    record,
    shown,
    ...(teamReadAtMs !== undefined && { teamReadAt: new Date(teamReadAtMs).toISOString() }),
    forecastsMayLag: forecastsMayLag(below),
    storeFacts,
    forecastRows: (from) => {
      forecastRows ??= forecastsToShow(below, advisorId, from, surroundings.now());
      return forecastRows;
    },
  };
}

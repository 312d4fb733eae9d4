import type { Month } from "../../base/calendar/month.ts";
import { formatDecimal } from "../../base/money/decimal.ts";
import { sum } from "../../base/money/rounding.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import { type Earnings, evaluate } from "../../engine/earnings/evaluate.ts";
import { type EarningsInputs, earlierRowsOfYear, rowsOf } from "../../engine/earnings/inputs.ts";
import type { TallyRow } from "../../engine/earnings/tally.ts";
import { inputsAsOf, loadTerms } from "../close/as-of-period.ts";
import type { CloseLedger } from "../store/close-store.ts";
import type { EarningsBoard, EarningsProjection, ForecastSums } from "../store/earnings-projection.ts";

/** Dependencies of projecting. */
export interface ProjectDeps {
  readonly ledger: Pick<CloseLedger, "state" | "recordedPlans" | "advisorRecord" | "storeAttributes">;
  readonly board: EarningsBoard;
  readonly forecasts: ForecastSums;
  readonly rating: { readonly ratedFacets: readonly string[] };
  readonly surroundings: Pick<Runtime, "now" | "random">;
}

/** An advisor's month in which something changed that is earned or forecast. */
export interface TouchedPlace {
  readonly advisorId: string;
  readonly month: Month;
  readonly state: "earned" | "forecast";
}

/**
 * Of so many touches of a forecast one looks whether there is something to be summed up: a look costs a read, and what
 * is left for later is only a few items more to read.
 */
const TOUCHES_A_LOOK = 16;
/** Fewer items of a journal are not worth a write. */
const MIN_ITEMS = 32;

/**
 * Computes the earnings of advisors' months as the facts stand now and shows them on the board: for lists, rankings
 * and whoever reads the table, never to be paid from. Doing it late or twice does no harm.
 */
export async function projectEarnings(places: readonly TouchedPlace[], projecting: ProjectDeps): Promise<void> {
  const isForecast = ({ state }: TouchedPlace) => state === "forecast";
  await foldForecasts(places.filter(isForecast), projecting);
  const earned = places.filter((place) => !isForecast(place));
  if (earned.length > 0) await showEarnings(earned, projecting);
}

async function foldForecasts(places: readonly TouchedPlace[], { forecasts, surroundings }: ProjectDeps): Promise<void> {
  const due = places.filter(() => surroundings.random() * TOUCHES_A_LOOK < 1);
  await inParallel(due, 4, ({ advisorId, month }) =>
    forecasts.fold(advisorId, month, { nowMs: surroundings.now(), leastItems: MIN_ITEMS }),
  );
}

async function showEarnings(months: readonly TouchedPlace[], { ledger, board, rating, surroundings }: ProjectDeps): Promise<void> {
  const byAdvisor = Map.groupBy(months, ({ advisorId }) => advisorId);
  const { period } = await ledger.state();
  const computedAt = surroundings.now();
  const records = await inParallel([...byAdvisor.keys()], 8, async (advisorId) => ({
    advisorId,
    record: await ledger.advisorRecord(advisorId, period),
  }));
  const terms = (
    await loadTerms(
      records.map(({ record }) => record),
      ledger,
      rating.ratedFacets,
    )
  )(period);
  const shown = records.flatMap(({ advisorId, record }): EarningsProjection[] => {
    const books = inputsAsOf(period, record, terms);
    if (books === undefined) return [];
    const distinct = new Set((byAdvisor.get(advisorId) ?? []).map(({ month }) => month));
    return [...distinct].map((month) => {
      const earnings = evaluate(books, month);
      return { advisorId, month, amount: earnings.amount, computedAt, basis: basisOf(books, earnings, period) };
    });
  });
  await board.show(shown);
}

/** What an amount was computed from, in short: the period, the month's and the year's sums, and the attributes that counted. */
function basisOf(books: EarningsInputs, { month, paid }: Earnings, period: number): string {
  const sums = (rows: readonly TallyRow[]) => {
    const total = (amount: (row: TallyRow) => bigint) => sum(rows.map(amount));
    return [
      total(({ count }) => count),
      total(({ units }) => units),
      total(({ price }) => price),
      total(({ refunded }) => refunded),
      total(({ cost }) => cost),
    ].join(" ");
  };
  const attributes = paid.flatMap(({ factors }) => factors.map(({ factor, applied }) => `${factor.by} ${formatDecimal(applied)}`));
  const plans = new Set(paid.map(({ plan }) => `${plan.plan.planId} ${plan.plan.version}`));
  return [
    period,
    books.advisor.revision,
    sums(rowsOf(books, month)),
    sums(earlierRowsOfYear(books, month)),
    ...plans,
    ...new Set(attributes),
  ].join("; ");
}

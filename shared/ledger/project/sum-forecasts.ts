import type { Month } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { ForecastSums } from "../store/forecast-sums.ts";

export interface ForecastSumsDeps {
  readonly forecasts: ForecastSums;
  readonly surroundings: Pick<Runtime, "now" | "random">;
}

/** An advisor's month of which the forecast has changed, with the orders that name them. */
export interface ForecastPlace {
  readonly advisorId: string;
  readonly month: Month;
}

/**
 * Of so many touches of a forecast one looks whether there is something to be summed up: a look costs a read, and what
 * is left for later is only a few items more to read.
 */
const TOUCHES_A_LOOK = 16;
/** Fewer items of a journal are not worth a write. */
const MIN_ITEMS = 32;

/** Keeps the sums of forecasts short. Doing it late or twice does no harm. */
export async function sumForecasts(places: readonly ForecastPlace[], { forecasts, surroundings }: ForecastSumsDeps): Promise<void> {
  const due = places.filter(() => surroundings.random() * TOUCHES_A_LOOK < 1);
  await inParallel(due, 4, ({ advisorId, month }) =>
    forecasts.fold(advisorId, month, { nowMs: surroundings.now(), leastItems: MIN_ITEMS }),
  );
}

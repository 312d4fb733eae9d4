import type { Month } from "../../base/calendar/month.ts";

/** Keeps the sums of forecasts, so that reading one does not grow with its orders. */
export interface ForecastSums {
  /**
   * Sums up what an advisor's forecast for a month has become, as far as nothing more can come before it. Where it would
   * take in fewer than `leastItems` items of the journal, or another does it too, nothing happens: what is not summed up
   * is read one by one. `nowMs` is milliseconds since 1970.
   */
  fold(advisorId: string, month: Month, how: { readonly nowMs: number; readonly leastItems: number }): Promise<void>;
}

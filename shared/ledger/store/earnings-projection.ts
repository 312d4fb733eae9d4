import type { Month } from "../../base/calendar/month.ts";

/** Keeps the earnings of open months for lists; never paid from. */
export interface EarningsBoard {
  /** Stores what was computed of an advisor's month, and from what; an older computation never overwrites a newer one. */
  show(entries: readonly EarningsProjection[]): Promise<void>;
}

/** An advisor's earnings of a month as they stood, minor units. */
export interface EarningsProjection {
  readonly advisorId: string;
  readonly month: Month;
  readonly amount: bigint;
  /** What it was computed from, in short: equal for equal facts. */
  readonly basis: string;
  /** Milliseconds since 1970. */
  readonly computedAt: number;
}

/** Keeps the sums of forecasts, so that reading one does not grow with its orders. */
export interface ForecastSums {
  /**
   * Sums up what an advisor's forecast for a month has become, as far as nothing more can come before it. Where it would
   * take in fewer than `leastItems` items of the journal, or another does it too, nothing happens: what is not summed up
   * is read one by one. `nowMs` is milliseconds since 1970.
   */
  fold(advisorId: string, month: Month, how: { readonly nowMs: number; readonly leastItems: number }): Promise<void>;
}

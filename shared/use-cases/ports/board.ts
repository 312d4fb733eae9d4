import type { Month } from "../../calendar/month.ts";

/** Keeps the earnings of open months for lists; never paid from. */
export interface EarningsBoard {
  /** Stores what was computed of an advisor's month, and from what; an older computation never overwrites a newer one. */
  show(entries: readonly ShownEarnings[]): Promise<void>;
}

/** An advisor's earnings of a month as they stood, minor units. */
export interface ShownEarnings {
  readonly advisorId: string;
  readonly month: Month;
  readonly amount: bigint;
  /** What it was computed from, in short: equal for equal facts. */
  readonly basis: string;
  /** Milliseconds since 1970. */
  readonly computedAt: number;
}

import type { Day, Month } from "../../base/calendar/month.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import type { Earnings } from "../../engine/earnings/evaluate.ts";
import type { ComponentBySeller } from "../../engine/earnings/explained.ts";
import type { SellerRows } from "../../engine/earnings/seller-sums.ts";
import type { ExplainedAdjustment } from "../../engine/statement/explain-adjustment.ts";
import type { Settlement } from "../../engine/statement/settle.ts";
import type { MonthState } from "./account.ts";
import type { ForecastMonth } from "./forecast.ts";
import type { Correction } from "./score-corrections.ts";
import type { TierProgress } from "./tier-progress.ts";

/** How a month stands. Amounts in minor units. */
export interface MonthOutlook {
  readonly month: Month;
  readonly state: MonthState;
  readonly earnings: Earnings;
  /** What the earnings are made of, each with what of it comes from sellers below. */
  readonly components: readonly ComponentBySeller[];
  /** For the month to be closed next: what a close would make of the facts as they stand now, with what it would adjust. */
  readonly expected: Settlement | undefined;
  /**
   * Its adjustments, each explained from what changed since the last close. Left out are months that were never settled
   * for the advisor, and where so much changed that only the statement explains it.
   */
  readonly adjustments: readonly ExplainedAdjustment[];
  /** Of the adjusted months that were settled for the advisor before, those that are left out. */
  readonly unexplained: readonly Month[];
  readonly tierProgress: readonly TierProgress[];
  readonly corrections: readonly Correction[];
  readonly forecast: ForecastMonth | undefined;
  /** What comes from sellers below, where the advisor has no credits of it. */
  readonly sellers?: readonly SellerRows[];
  /** What sellers are called whom components and adjustments name. */
  readonly names?: ReadonlyMap<string, string>;
  /** What was recorded last for the advisor in this month, the newest first; at most ten. */
  readonly latest: readonly LatestOrder[];
}

/** An order as it was recorded last for the advisor in a month, and what it replaced. */
export interface LatestOrder {
  readonly orderId: string;
  readonly revision: number;
  readonly bookedOn: Day;
  /** When it was recorded, milliseconds since 1970. */
  readonly recordedAt: number;
  readonly state: "earned" | "forecast";
  /** What holds now; empty where it counts here no more. */
  readonly credits: readonly Credit[];
  /** What it replaced; empty where it is new here. */
  readonly before: readonly Credit[];
  /** What that change is worth at the month's rates as they stand now. Minor units. */
  readonly effect: bigint;
}

import type { Month } from "../../base/calendar/month.ts";
import type { DrawLine } from "./draw.ts";

/** A component's line on a statement, minor units. */
export interface ComponentLine {
  readonly id: string;
  readonly planId: string;
  readonly version: number;
  readonly amount: bigint;
}

/** What of an earlier month is settled with this statement, minor units; not 0. */
export interface AdjustmentLine {
  readonly month: Month;
  readonly amount: bigint;
}

/** An advisor's statement of a month, as the contract fixes it. Amounts in minor units. */
export interface Statement {
  readonly advisorId: string;
  readonly month: Month;
  readonly components: readonly ComponentLine[];
  readonly earnings: bigint;
  readonly adjustments: readonly AdjustmentLine[];
  readonly manualAdjustments: bigint;
  /** What of the manual adjustments writes a debt off; absent where nothing does. */
  readonly writtenOff?: bigint;
  readonly broughtForward: bigint;
  readonly payable: bigint;
  readonly carriedForward: bigint;
  /** What a draw did; absent where nothing was advanced, now or before. */
  readonly draw?: DrawLine;
  readonly equityEligible: boolean;
}

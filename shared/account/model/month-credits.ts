import type { Month } from "../../base/calendar/month.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import type { ExplainedEarnings } from "../../engine/earnings/explained.ts";

/** A month down to its credits. */
export interface MonthCredits {
  readonly month: Month;
  readonly earnings: ExplainedEarnings;
  /** Those that the earnings were computed from. */
  readonly credits: readonly Credit[];
}

import type { Month } from "../calendar/month.ts";
import type { Credit } from "../credits/credit.ts";
import type { ExplainedEarnings } from "../earnings/explain.ts";

/** A month down to its credits. */
export interface MonthCredits {
  readonly month: Month;
  readonly earnings: ExplainedEarnings;
  /** Those that the earnings were computed from. */
  readonly credits: readonly Credit[];
}

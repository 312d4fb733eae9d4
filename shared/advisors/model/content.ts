import type { Day } from "../../base/calendar/month.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";

/** An advisor at the next revision. */
export interface AdvisorContent {
  readonly kind: "advisor";
  readonly advisor: Advisor;
  /** Who takes the advisor's customers over, and from which day on. A note: orders name who is credited. */
  readonly handoverTo?: { readonly advisorId: string; readonly from: Day };
}

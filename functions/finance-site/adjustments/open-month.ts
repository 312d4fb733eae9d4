import { addMonths, type Month } from "../../../shared/base/calendar/month.ts";
import { closingMonth } from "../../../shared/closing/steps/next-month.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** The earliest month that still takes adjustments: one that is being closed takes none any more. */
export async function openMonth(deps: Wiring): Promise<Month> {
  const { month, phase } = await closingMonth(deps);
  return phase === "settling" ? addMonths(month, 1) : month;
}

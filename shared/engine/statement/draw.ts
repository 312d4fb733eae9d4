import type { Month } from "../../base/calendar/month.ts";
import { max, min } from "../../base/money/rounding.ts";
import { isAmongFirst } from "../earnings/attribute-lookup.ts";
import type { Advisor } from "../facts/advisor.ts";
import type { CompiledPlan } from "../plan/compile.ts";
import type { DrawLine } from "./statement.ts";

/** The least that is paid in a month; none where no draw is in force. */
export function drawInForce(plan: CompiledPlan | undefined, advisor: Advisor, month: Month): bigint | undefined {
  const draw = plan?.draw;
  return draw !== undefined && isAmongFirst(advisor, month, draw.months) ? draw.amount : undefined;
}

/**
 * What a statement advances, and what it recovers of advances before: of a debt that is left, as much as they come to
 * counts as theirs.
 * @param total what the statement comes to before anything is paid.
 * @returns none where nothing was advanced, now or before.
 */
export function drawLine(total: bigint, payable: bigint, openBefore: bigint): DrawLine | undefined {
  const left = min(openBefore, max(-total, 0n));
  const advanced = max(payable - max(total, 0n), 0n);
  if (advanced === 0n && openBefore === 0n) return undefined;
  return { advanced, recovered: openBefore - left, outstanding: left + advanced };
}

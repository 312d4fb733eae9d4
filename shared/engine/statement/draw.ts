import type { Month } from "../../base/calendar/month.ts";
import { max, min } from "../../base/money/money.ts";
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
 * What a statement advances, and what becomes of advances before: of a debt that is left, as much as they come to counts
 * as theirs. Write-offs forgive before anything is recovered; what they forgave isn't open again, whatever debt follows.
 * Minor units.
 * @param total what the statement comes to before anything is paid.
 * @param openBefore what was advanced and is open.
 * @param debtLeft what write-offs leave of the debt that the statement begins with.
 * @returns none where nothing was advanced, now or before.
 */
export function drawLine(total: bigint, payable: bigint, openBefore: bigint, debtLeft: bigint): DrawLine | undefined {
  const open = min(openBefore, debtLeft);
  const left = min(open, max(-total, 0n));
  const advanced = max(payable - max(total, 0n), 0n);
  if (advanced === 0n && openBefore === 0n) return undefined;
  const writtenOff = openBefore - open;
  return { advanced, recovered: open - left, ...(writtenOff === 0n ? {} : { writtenOff }), outstanding: left + advanced };
}

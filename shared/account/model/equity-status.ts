import { addMonths, type Month } from "../../base/calendar/month.ts";
import type { EquityDecision } from "../../engine/equity/decide.ts";
import type { Settlement } from "../../engine/statement/settle.ts";
import { type Account, currentMonth } from "./account.ts";

/** Equity: what was decided last, how it stands now, and since when. */
export interface EquityOutlook {
  /** At the last close; none before the first. */
  readonly decided: { readonly month: Month; readonly eligible: boolean } | undefined;
  /** What a close of the current month would decide on the facts as they stand now. */
  readonly now: EquityDecision & { readonly month: Month };
  /** Each change at a close, ascending. */
  readonly changes: readonly { readonly month: Month; readonly eligible: boolean }[];
  /** Settled earnings as restated, by month, of the longest window. */
  readonly evidence: readonly { readonly month: Month; readonly settled: bigint }[];
}

/**
 * How equity stands: what was decided last, what the next close would decide, and the settled earnings behind it.
 * @param expected what a close of the current month would make of the facts as they stand now.
 * @param decisions the advisor's eligibility after each close that fixed something for them, ascending.
 */
export function equityOutlook(
  account: Account,
  expected: Settlement,
  decisions: readonly { readonly month: Month; readonly eligible: boolean }[],
): EquityOutlook {
  const month = currentMonth(account);
  const window = Math.max(0, ...expected.equity.anyOf.map(({ months }) => months));
  const changes = decisions.filter(({ eligible }, index) => eligible !== (decisions[index - 1]?.eligible ?? false));
  return {
    decided: account.closedMonth === undefined ? undefined : { month: account.closedMonth, eligible: account.settled.equityEligible },
    now: { ...expected.equity, month },
    changes,
    evidence: Array.from({ length: window }, (_, index) => addMonths(month, index + 1 - window)).map((each) => ({
      month: each,
      settled: (each === month ? expected.earnings.amount : expected.settled.byMonth.get(each)) ?? 0n,
    })),
  };
}

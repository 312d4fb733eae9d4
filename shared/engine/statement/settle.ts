import { addMonths, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { max, sum } from "../../base/money/money.ts";
import { type Earnings, evaluate } from "../earnings/evaluate.ts";
import { byComponent } from "../earnings/explain.ts";
import { attributeOf, type EarningsInputs, rowsOf } from "../earnings/inputs.ts";
import { decideEquity, type EquityDecision } from "../equity/decide.ts";
import type { Adjustment } from "../facts/adjustment.ts";
import { firstSpell, hasLeftByEndOf } from "../facts/spells.ts";
import type { CompiledPlan } from "../plan/compile.ts";
import { drawInForce, drawLine } from "./draw.ts";
import type { AdjustmentLine, ComponentLine, Statement } from "./statement.ts";
import { type CountedWriteOff, countWriteOffs, isWriteOff } from "./write-offs.ts";

/** What earlier closes fixed for an advisor. */
export interface Settled {
  /** Settled earnings by month, minor units: a month's own and all its adjustments. Months that no statement named are absent. */
  readonly byMonth: ReadonlyMap<Month, bigint>;
  /** The balance after the last statement, minor units; debts are negative. */
  readonly carriedForward: bigint;
  /** What draws advanced and no statement has recovered and no write-off forgiven yet, minor units; absent where nothing is open. */
  readonly advances?: bigint;
  readonly equityEligible: boolean;
}

/** Nothing settled yet. */
export const NOTHING_SETTLED: Settled = { byMonth: new Map(), carriedForward: 0n, equityEligible: false };

/** What a close makes of an advisor. */
export interface Settlement {
  /** None where there is nothing to state. */
  readonly statement: Statement | undefined;
  readonly earnings: Earnings;
  readonly equity: EquityDecision;
  /** What is settled after this close. */
  readonly settled: Settled;
  /** The manual adjustments that join the statement. */
  readonly manual: readonly Adjustment[];
  /** What of those that are write-offs counts. */
  readonly writeOffs: readonly CountedWriteOff[];
}

/**
 * Settles an advisor's month.
 * @param months the earlier months that are settled again: all that can owe anything, but where a statement is checked
 *   by its own facts, which hold the adjusted ones alone.
 * @param firstMonth the month of the agency's first close: it opens the books.
 * @param manual the advisor's manual adjustments that no earlier statement holds, of any month.
 */
export function settle(
  books: EarningsInputs,
  month: Month,
  firstMonth: Month,
  settled: Settled,
  manual: readonly Adjustment[],
  months: readonly Month[] = earlierMonths(books, month, firstMonth, settled),
): Settlement {
  const earnings = evaluate(books, month);
  const adjustments: AdjustmentLine[] = [];
  const byMonth = new Map(settled.byMonth);
  for (const earlier of months) {
    const amount = evaluate(books, earlier).amount - (settled.byMonth.get(earlier) ?? 0n);
    if (amount === 0n) continue;
    adjustments.push({ month: earlier, amount });
    byMonth.set(earlier, (settled.byMonth.get(earlier) ?? 0n) + amount);
  }
  byMonth.set(month, earnings.amount);
  const equity = decideEquity(earnings.plan?.plan.equity, month, byMonth, (key) => attributeOf(books, key, month));
  const joining = manual.filter((adjustment) => adjustment.month === month || (month === firstMonth && adjustment.month < month));
  const broughtForward = settled.carriedForward;
  const after = { equityEligible: equity.eligible };
  const draw = drawInForce(earnings.plan, books.advisor, month);
  const isEmpty = !earnings.hasCredits && earnings.amount === 0n && adjustments.length === 0 && joining.length === 0;
  if (isEmpty && broughtForward === 0n && draw === undefined) {
    return { statement: undefined, earnings, equity, settled: { ...settled, ...after }, manual: joining, writeOffs: [] };
  }
  const writeOffs = countWriteOffs(joining, broughtForward);
  const writtenOff = sum(writeOffs.map(({ amount }) => amount));
  const others = joining.filter((adjustment) => !isWriteOff(adjustment));
  const manualAdjustments = sum(others.map(({ amount }) => BigInt(amount))) + writtenOff;
  const total = earnings.amount + sum(adjustments.map(({ amount }) => amount)) + manualAdjustments + broughtForward;
  const paid = total >= leastPaid(books, month, earnings.plan) ? total : 0n;
  const payable = max(paid, draw ?? 0n);
  const carriedForward = total - payable;
  const drawn = drawLine(total, payable, settled.advances ?? 0n, max(-broughtForward, 0n) - writtenOff);
  const advances = drawn === undefined || drawn.outstanding === 0n ? {} : { advances: drawn.outstanding };
  const statement: Statement = {
    advisorId: books.advisor.advisorId,
    month,
    components: componentLines(earnings),
    earnings: earnings.amount,
    adjustments,
    manualAdjustments,
    ...(writtenOff === 0n ? {} : { writtenOff }),
    broughtForward,
    payable,
    carriedForward,
    ...(drawn === undefined ? {} : { draw: drawn }),
    equityEligible: equity.eligible,
  };
  return { statement, earnings, equity, settled: { ...after, byMonth, carriedForward, ...advances }, manual: joining, writeOffs };
}

/** The least that is paid out at the month's end, minor units: none for who has left, where the plan pays leavers. */
export function leastPaid({ advisor }: Pick<EarningsInputs, "advisor">, month: Month, plan: CompiledPlan | undefined): bigint {
  if (plan === undefined || (plan.paysLeavers && hasLeftByEndOf(advisor, month))) return 0n;
  return plan.minimumMinor;
}

/** The lines of a month's earnings as a statement lists them. */
export function componentLines(earnings: Earnings): ComponentLine[] {
  return [...earnings.paid, ...earnings.ofMonth]
    .map(({ part, plan, amount }) => ({ id: part.id, planId: plan.plan.planId, version: plan.plan.version, amount }))
    .sort(byComponent);
}

/**
 * The earlier months that a close settles again, ascending: the closed ones always; of those before the first close,
 * months with a credit or a settlement. A closed month before the advisor joined that has neither can't owe anything.
 */
export function earlierMonths(books: EarningsInputs, month: Month, firstMonth: Month, settled: Settled): Month[] {
  const months = new Set<Month>();
  for (const each of books.rows.keys()) if (each < month && rowsOf(books, each).length > 0) months.add(each);
  for (const each of settled.byMonth.keys()) if (each < month) months.add(each);
  const joined = monthOfDay(firstSpell(books.advisor).from);
  for (let each = joined > firstMonth ? joined : firstMonth; each < month; each = addMonths(each, 1)) months.add(each);
  return [...months].sort();
}

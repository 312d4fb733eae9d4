import { lastDayOf, monthBefore, realLastDayOf } from "./calendar.ts";
import type { Credit } from "./credits.ts";
import { attributeOf, compareText, type Facts, isAfterLeaving, isAmongFirst, planInForce } from "./facts.ts";
import type { Advisor, Equity, EquityWindow } from "./language.ts";
import { type ComponentAmount, evaluateMonth } from "./month.ts";
import { isAtLeast, parseDecimal, sum } from "./rational.ts";

/** A statement in the contract's shape; amounts in minor units. */
export interface OracleStatement {
  readonly advisorId: string;
  readonly month: string;
  readonly components: readonly ComponentAmount[];
  readonly earnings: bigint;
  readonly adjustments: readonly { readonly month: string; readonly amount: bigint }[];
  readonly manualAdjustments: bigint;
  readonly broughtForward: bigint;
  readonly payable: bigint;
  readonly carriedForward: bigint;
  readonly equityEligible: boolean;
}

/** An advisor's equity that was granted or taken back by a close. */
export interface EquityChange {
  readonly month: string;
  readonly advisorId: string;
  readonly eligible: boolean;
}

/** What the closes so far fixed: all that outlives a close beside the facts. */
export interface OracleState {
  readonly closed: string[];
  readonly accounts: Map<string, Account>;
}

/** An advisor's part of the books: what was settled of which month, what is carried, and whether equity is granted. */
interface Account {
  readonly settled: Map<string, bigint>;
  balance: bigint;
  eligible: boolean;
}

/** The facts as they stand, with every advisor's credits. */
export interface Moment {
  readonly facts: Facts;
  readonly creditsOf: (advisorId: string) => readonly Credit[];
}

/** An advisor's earnings of a month, in minor units. */
export function earningsOf({ facts, creditsOf }: Moment, advisor: Advisor, month: string): bigint {
  return sum(evaluateMonth(facts, advisor, month, creditsOf(advisor.advisorId)).map(({ amount }) => amount));
}

/** Closes a month for every registered advisor and writes it into the books. */
export function closeMonth(books: OracleState, moment: Moment, month: string): { statements: OracleStatement[]; changes: EquityChange[] } {
  const statements: OracleStatement[] = [];
  const changes: EquityChange[] = [];
  for (const [advisorId, advisor] of [...moment.facts.advisors].sort(([a], [b]) => compareText(a, b))) {
    const account = books.accounts.get(advisorId) ?? { settled: new Map(), balance: 0n, eligible: false };
    books.accounts.set(advisorId, account);
    const wasEligible = account.eligible;
    const statement = settle(books, account, moment, advisor, month);
    if (statement !== undefined) statements.push(statement);
    if (account.eligible !== wasEligible) changes.push({ month, advisorId, eligible: account.eligible });
  }
  books.closed.push(month);
  return { statements, changes };
}

/** Settles an advisor's month and the difference of all earlier ones; a statement where there is anything to state. */
function settle({ closed }: OracleState, account: Account, moment: Moment, advisor: Advisor, month: string): OracleStatement | undefined {
  const { facts } = moment;
  const { advisorId } = advisor;
  const credits = moment.creditsOf(advisorId);

  const components = evaluateMonth(facts, advisor, month, credits).sort(
    (left, right) => compareText(left.id, right.id) || compareText(left.planId, right.planId) || left.version - right.version,
  );
  const earnings = sum(components.map(({ amount }) => amount));

  const months = new Set([...closed, ...account.settled.keys(), ...credits.map((credit) => credit.month)]);
  const adjustments = [...months]
    .filter((each) => each < month)
    .sort()
    .map((each) => ({ month: each, amount: earningsOf(moment, advisor, each) - (account.settled.get(each) ?? 0n) }))
    .filter(({ amount }) => amount !== 0n);

  for (const line of [...adjustments, { month, amount: earnings }]) {
    account.settled.set(line.month, (account.settled.get(line.month) ?? 0n) + line.amount);
  }

  const manual = facts.adjustments.filter(
    (adjustment) => adjustment.advisorId === advisorId && (adjustment.month === month || (closed.length === 0 && adjustment.month < month)),
  );
  const broughtForward = account.balance;
  const [writeOffs, others] = [manual.filter(({ kind }) => kind === "writeOff"), manual.filter(({ kind }) => kind !== "writeOff")];
  const debt = broughtForward < 0n ? -broughtForward : 0n;
  const forgiven = sum(writeOffs.map(({ amount }) => BigInt(amount)));
  const manualAdjustments = sum(others.map(({ amount }) => BigInt(amount))) + (forgiven < debt ? forgiven : debt);
  const plan = planInForce(facts, advisor, lastDayOf(month));
  const total = earnings + sum(adjustments.map(({ amount }) => amount)) + manualAdjustments + broughtForward;
  const { minimum = 0, leavers = "carry", draw } = plan?.payout ?? {};
  const isGone = isAfterLeaving(advisor, realLastDayOf(month));
  const least = leavers === "pay" && isGone ? 0n : BigInt(minimum);
  const due = total > 0n && total >= least ? total : 0n;
  const isDrawn = draw !== undefined && isAmongFirst(advisor, month, draw.months);
  const payable = isDrawn && BigInt(draw.amount) > due ? BigInt(draw.amount) : due;
  account.balance = total - payable;
  account.eligible = plan?.equity !== undefined && isEligible(facts, advisor, plan.equity, account, month);

  const hasCredit = credits.some((credit) => credit.month === month);
  if (!hasCredit && earnings === 0n && adjustments.length === 0 && manual.length === 0 && broughtForward === 0n && !isDrawn)
    return undefined;
  return {
    ...{ advisorId, month, components, earnings, adjustments, manualAdjustments, broughtForward },
    ...{ payable, carriedForward: account.balance, equityEligible: account.eligible },
  };
}

/** Whether any window holds on what is settled by now, and every required attribute too. */
function isEligible(facts: Facts, advisor: Advisor, { anyOf, require = [] }: Equity, { settled }: Account, month: string): boolean {
  const holds = (window: EquityWindow) => {
    const amounts = Array.from({ length: window.months }, (_, back) => settled.get(monthBefore(month, back)) ?? 0n);
    if (window.totalAtLeast !== undefined) return sum(amounts) >= BigInt(window.totalAtLeast);
    return amounts.filter((amount) => amount >= BigInt(window.eachAtLeast)).length >= (window.count ?? window.months);
  };
  const isMet = ({ attribute, atLeast }: { attribute: string; atLeast: string }) => {
    const value = attributeOf(facts, advisor, attribute, month);
    return value !== undefined && isAtLeast(value, parseDecimal(atLeast));
  };
  return anyOf.some(holds) && require.every(isMet);
}

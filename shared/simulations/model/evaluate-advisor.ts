import { lastDayOf, type Month } from "../../base/calendar/month.ts";
import { formatDecimal, sum } from "../../base/money/money.ts";
import { tenureMonths } from "../../engine/earnings/attribute-lookup.ts";
import { evaluate, PARTS_OF_MINOR, unroundedOf } from "../../engine/earnings/evaluate.ts";
import { decideEquity } from "../../engine/equity/decide.ts";
import { planIdOn, storeOn } from "../../engine/facts/advisor.ts";
import type { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { type EarnedPart, earnedParts } from "../../ledger/snapshots/component-earnings.ts";
import type { AdvisorSnapshot } from "../../ledger/snapshots/parse-snapshot.ts";
import { evidenceOf, type Met } from "./evidence.ts";
import type { AdvisorLine } from "./simulation.ts";

/** A month of the range: the advisor's books in it, and the plans with the draft among them as they were known then. */
export interface SimulatedMonth {
  readonly month: Month;
  readonly snapshot: AdvisorSnapshot;
  readonly plans: PlanBook;
  /** The same plans as if the draft's base had always been in force; none where before is what was earned. */
  readonly plansBefore?: PlanBook | undefined;
  /** Whether it was the base alone that paid the month: then what it earned is what the base pays. */
  readonly isPaidByBase?: boolean;
}

/** What is tried on an advisor. */
export interface SimulatedAdvisorResult {
  readonly draft: Plan;
  readonly replaces: string;
  /** Whether the rows tell whom the draft can't touch: not where it moved credits to other months. */
  readonly rowsTell: boolean;
}

/** What a month earned an advisor, and what the draft would have. */
export interface TriedMonth {
  readonly month: Month;
  readonly before: readonly EarnedPart[];
  readonly after: readonly EarnedPart[];
  /** What the draft's components met. */
  readonly evidence: readonly Met[];
}

/** What a draft makes of an advisor over the range, in short and by component. */
export interface SimulatedAdvisor {
  readonly line: AdvisorLine;
  readonly months: readonly TriedMonth[];
  /** What the months earned under the versions that were in force, minor units. */
  readonly inForce: bigint;
  /** Whether before and after differ by less than a fen but for rounding. */
  readonly isRounding: boolean;
}

/**
 * Tries a draft on an advisor. What it can't touch stays what it was: nothing of it is evaluated.
 * @param months the range's months in which the advisor was registered, ascending.
 * @returns nothing where the advisor had neither a credit nor earnings nor equity, before and after.
 */
export function evaluateAdvisor(months: readonly SimulatedMonth[], tried: SimulatedAdvisorResult): SimulatedAdvisor | undefined {
  const last = months.at(-1);
  if (last === undefined) return undefined;
  const evaluated = months.map((each) => evaluateMonth(each, tried));
  const ofMonths = evaluated.map(({ month, before, after }) => ({ month, before: total(before), after: total(after) }));
  const { advisor, equityEligible } = last.snapshot;
  const isTouched = evaluated.some(({ before, after }) => before !== after);
  const isAssumed = isTouched && last.plansBefore !== undefined;
  const movedBy = (side: "before" | "after") =>
    evaluated.map(({ month, inForce }, index) => ({ month, amount: (ofMonths[index]?.[side] ?? 0n) - inForce }));
  const equity = {
    before: isAssumed ? equityUnder(last.plansBefore ?? last.plans, last, movedBy("before")) : equityEligible,
    after: isTouched ? equityUnder(last.plans, last, movedBy("after")) : equityEligible,
  };
  const isQuiet =
    ofMonths.every(({ before, after }) => before === 0n && after === 0n) && !months.some(({ snapshot }) => snapshot.hasCredits);
  if (isQuiet && !equity.before && !equity.after) return undefined;
  const starLevel = last.snapshot.attribute("starLevel");
  const line: AdvisorLine = {
    advisorId: advisor.advisorId,
    name: advisor.name,
    storeId: storeOn(advisor, lastDayOf(last.month)),
    starLevel: starLevel && formatDecimal(starLevel.value),
    tenureMonths: tenureMonths(advisor, last.month),
    months: ofMonths,
    before: sum(ofMonths.map(({ before }) => before)),
    after: sum(ofMonths.map(({ after }) => after)),
    equity,
  };
  return {
    line,
    months: evaluated,
    inForce: sum(evaluated.map((month) => month.inForce)),
    isRounding: isRounding(line, evaluated),
  };
}

/**
 * Whether a draft is tried on an advisor in any of these months: the plan that it replaces is theirs on the month's last
 * day, or pays any of the year's credits so far. Credits of the draft's own plan don't count where it replaces another.
 */
export const isConcerned = (months: readonly SimulatedMonth[], tried: SimulatedAdvisorResult): boolean =>
  months.some((month) => isReplaced(month, tried));

function isReplaced({ month, snapshot }: SimulatedMonth, { replaces }: SimulatedAdvisorResult): boolean {
  return planIdOn(snapshot.advisor, lastDayOf(month)) === replaces || snapshot.hasRowsOf(replaces);
}

/** Whether a month has to be evaluated: what the draft can't touch stays what it was. */
const concerns = (month: SimulatedMonth, tried: SimulatedAdvisorResult): boolean =>
  isReplaced(month, tried) || month.snapshot.hasRowsOf(tried.draft.planId);

/** More than this no rounding of a month's components comes to, minor units. */
const MAX_ROUNDING = 1_000n;

function isRounding({ before, after }: AdvisorLine, months: readonly EvaluatedMonth[]): boolean {
  const change = after - before;
  if (change === 0n || change > MAX_ROUNDING || change < -MAX_ROUNDING) return false;
  const exact = sum(months.map((month) => month.unroundedChange()));
  return exact < PARTS_OF_MINOR && exact > -PARTS_OF_MINOR;
}

interface EvaluatedMonth extends TriedMonth {
  readonly inForce: bigint;
  /** After less before, neither of them rounded; millionths of a minor unit. */
  unroundedChange(): bigint;
}

function evaluateMonth(tried: SimulatedMonth, trial: SimulatedAdvisorResult): EvaluatedMonth {
  const { month, snapshot, plans, plansBefore, isPaidByBase = false } = tried;
  const stored = snapshot.parts();
  const inForce = snapshot.inForce ?? total(stored);
  if (trial.rowsTell && !concerns(tried, trial))
    return { month, before: stored, after: stored, evidence: [], inForce, unroundedChange: () => 0n };
  const books = snapshot.books(plans, snapshot.snapshot.looksBack(plans));
  const earnings = evaluate(books, month);
  // Of credits that were derived anew what is stored is what is compared with: it has no rows here.
  const evaluateBefore = () => {
    if (!trial.rowsTell || plansBefore === undefined) return undefined;
    const booksBefore = snapshot.books(plansBefore, snapshot.snapshot.looksBack(plansBefore));
    return { books: booksBefore, earnings: evaluate(booksBefore, month) };
  };
  const assumed = isPaidByBase ? undefined : evaluateBefore();
  return {
    month,
    before: assumed === undefined ? stored : earnedParts(assumed.books, assumed.earnings),
    after: earnedParts(books, earnings),
    evidence: evidenceOf(books, earnings, trial.draft),
    inForce,
    unroundedChange: () => {
      const before = assumed ?? evaluateBefore();
      return (
        unroundedOf(earnings) -
        (before === undefined ? (snapshot.unrounded ?? total(stored) * PARTS_OF_MINOR) : unroundedOf(before.earnings))
      );
    },
  };
}

/** Decided by the terms of the advisor's plan in a book, on what was settled, moved by what the range would earn under it. */
function equityUnder(
  plans: PlanBook,
  { month, snapshot }: SimulatedMonth,
  moved: readonly { readonly month: Month; readonly amount: bigint }[],
): boolean {
  const settled = snapshot.settled();
  for (const { month: each, amount } of moved) settled.set(each, (settled.get(each) ?? 0n) + amount);
  const plan = plans.forAdvisor(snapshot.advisor, lastDayOf(month));
  return decideEquity(plan?.equity, month, settled, (key) => snapshot.attribute(key)).eligible;
}

const total = (parts: readonly EarnedPart[]): bigint => sum(parts.map(({ amount }) => amount));

import { lastDayOf, type Month } from "../../base/calendar/month.ts";
import { formatDecimal } from "../../base/money/decimal.ts";
import { sum } from "../../base/money/rounding.ts";
import { tenureMonths } from "../../engine/earnings/attribute-lookup.ts";
import { evaluate } from "../../engine/earnings/evaluate.ts";
import { decideEquity } from "../../engine/equity/decide.ts";
import { planIdOn, storeOn } from "../../engine/facts/advisor.ts";
import type { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { type EarnedPart, earnedParts } from "../../ledger/snapshots/component-earnings.ts";
import type { AdvisorSnapshot } from "../../ledger/snapshots/parse-snapshot.ts";
import { evidenceOf, type Met } from "./evidence.ts";
import type { AdvisorLine } from "./simulation.ts";

/** A month of the range: the advisor's books in it, and the plans with the draft among them as they were known then. */
export interface MonthOfTrial {
  readonly month: Month;
  readonly snapshot: AdvisorSnapshot;
  readonly plans: PlanBook;
}

/** What is tried on an advisor. */
export interface Tried {
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
export interface TriedAdvisor {
  readonly line: AdvisorLine;
  readonly months: readonly TriedMonth[];
}

/**
 * Tries a draft on an advisor. What it can't touch stays what it was: nothing of it is evaluated.
 * @param months the range's months in which she was registered, ascending.
 * @returns nothing where she had neither a credit nor earnings nor equity, before and after.
 */
export function evaluateAdvisor(months: readonly MonthOfTrial[], tried: Tried): TriedAdvisor | undefined {
  const last = months.at(-1);
  if (last === undefined) return undefined;
  const evaluated = months.map((each) => evaluateMonth(each, tried));
  const changes = evaluated.map(({ month, before, after }) => ({
    month,
    before: total(before),
    after: before === after ? undefined : total(after),
  }));
  const ofMonths = changes.map(({ month, before, after = before }) => ({ month, before, after }));
  const { advisor, equityEligible } = last.snapshot;
  const isTouched = changes.some(({ after }) => after !== undefined);
  const equity = { before: equityEligible, after: isTouched ? equityAfter(last, ofMonths) : equityEligible };
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
  return { line, months: evaluated };
}

function evaluateMonth({ month, snapshot, plans }: MonthOfTrial, tried: Tried): TriedMonth {
  const before = snapshot.parts();
  const { draft, replaces, rowsTell } = tried;
  const isTouched = !rowsTell || planIdOn(snapshot.advisor, lastDayOf(month)) === replaces || snapshot.hasRowsOf(replaces);
  if (!isTouched) return { month, before, after: before, evidence: [] };
  const books = snapshot.books(plans, snapshot.snapshot.looksBack(plans));
  const earnings = evaluate(books, month);
  return { month, before, after: earnedParts(books, earnings), evidence: evidenceOf(books, earnings, draft) };
}

/** Decided by the terms of her plan with the draft, on what was settled, moved by what the draft changes in the range. */
function equityAfter({ month, snapshot, plans }: MonthOfTrial, changes: AdvisorLine["months"]): boolean {
  const settled = snapshot.settled();
  for (const { month: each, before, after } of changes) settled.set(each, (settled.get(each) ?? 0n) + after - before);
  const plan = plans.forAdvisor(snapshot.advisor, lastDayOf(month));
  return decideEquity(plan?.equity, month, settled, (key) => snapshot.attribute(key)).eligible;
}

const total = (parts: readonly EarnedPart[]): bigint => sum(parts.map(({ amount }) => amount));

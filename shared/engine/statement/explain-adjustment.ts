import type { Month } from "../../base/calendar/month.ts";
import { formatRatio, sum } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import type { Credit } from "../credits/credit.ts";
import { type Earnings, evaluate, payOf } from "../earnings/evaluate.ts";
import { byComponent, explainEarnings, explainFactor } from "../earnings/explain.ts";
import type { ExplainedEarnings, ExplainedFactor } from "../earnings/explained.ts";
import type { EarningsInputs } from "../earnings/inputs.ts";
import type { MonthPart, PaidPart } from "../earnings/pay.ts";
import type { SellerRows } from "../earnings/seller-sums.ts";
import { type ChangedPart, changedParts, type Rated, type RateOf, settledRates } from "./changed-parts.ts";

/** What a seller's changed orders do to one component of somebody above, at the rate at which the month was settled. Minor units. */
export interface ChangedSellerPart {
  readonly id: string;
  readonly planId: string;
  readonly version: number;
  /** What base and units are now less what they were. */
  readonly base: bigint;
  readonly units: bigint;
  /** As of a changed order's part. */
  readonly settledRate: string;
}

/** A seller below whose credits have changed since the month was settled, at the rates it was settled at. */
export interface ChangedSeller {
  readonly sellerId: string;
  readonly parts: readonly ChangedSellerPart[];
  readonly amount: bigint;
}

/** An order whose credits have changed since the month was settled, at the rates it was settled at. */
export interface ChangedOrder {
  readonly orderId: string;
  /** None where the order did not count then, or counts no more. */
  readonly revisionBefore?: number;
  readonly revisionNow?: number;
  readonly parts: readonly ChangedPart[];
  readonly amount: bigint;
}

/** Why the rest moved: a component whose rate or factors are no longer those it was settled with, or a line of the month. */
export interface ChangedTerms {
  readonly id: string;
  readonly planId: string;
  readonly version: number;
  readonly amountBefore: bigint;
  readonly amountNow: bigint;
  readonly measuredBefore?: bigint;
  readonly measuredNow?: bigint;
  readonly rateBefore?: string;
  readonly rateNow?: string;
  readonly factorsBefore?: readonly ExplainedFactor[];
  readonly factorsNow?: readonly ExplainedFactor[];
}

/** An adjustment explained. Its lines sum to it. */
export type ExplainedAdjustment =
  | {
      /** A month that was settled for the advisor before: what changed, and the rest in one line. */
      readonly kind: "restated";
      readonly month: Month;
      readonly amount: bigint;
      readonly facts: readonly ChangedOrder[];
      /** What changed with sellers below, by sellerId; absent where nothing did. */
      readonly sellers?: readonly ChangedSeller[];
      readonly ladderAndFactors: { readonly amount: bigint; readonly because: readonly ChangedTerms[] };
    }
  /** A month settled for the first time: all that was earned in it. */
  | { readonly kind: "opened"; readonly month: Month; readonly amount: bigint; readonly earnings: ExplainedEarnings };

/** The books and the month's earned credits at one moment. */
export interface AdjustmentState {
  readonly books: EarningsInputs;
  readonly credits: readonly Credit[];
}

/**
 * Explains what is settled of an earlier month: first the facts that changed, each at the rate it was settled at, then
 * one line for what the ladder and the factors made of it for everything else.
 * @param before how things stood when the month was last settled for the advisor; none where it never was.
 * @param sellers what changed with sellers below, of which the advisor has no credits: rows now less rows before.
 */
export function explainAdjustment(
  month: Month,
  amount: bigint,
  before: AdjustmentState | undefined,
  now: AdjustmentState,
  sellers: readonly SellerRows[] = [],
): ExplainedAdjustment {
  if (before === undefined) {
    return { kind: "opened", month, amount, earnings: explainEarnings(evaluate(now.books, month), now.credits, sellers) };
  }
  const rateOf = settledRates(month, before.books);
  const facts = changedOrders(before, now, rateOf);
  const changed = sellers.flatMap((each) => changedSeller(each, [now.books, before.books], rateOf) ?? []);
  const rest = amount - sum([...facts, ...changed].map((each) => each.amount));
  const because = changedTerms(month, before.books, now.books);
  const bySeller = changed.length === 0 ? {} : { sellers: changed };
  return { kind: "restated", month, amount, facts, ...bySeller, ladderAndFactors: { amount: rest, because } };
}

function changedOrders(before: AdjustmentState, now: AdjustmentState, rateOf: RateOf): ChangedOrder[] {
  const orders = new Map<string, { before: Credit[]; now: Credit[] }>();
  for (const moment of ["before", "now"] as const) {
    for (const credit of (moment === "before" ? before : now).credits) {
      const known = orders.get(credit.orderId) ?? { before: [], now: [] };
      known[moment].push(credit);
      orders.set(credit.orderId, known);
    }
  }
  return [...orders]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([orderId, changed]) => changedOrder(orderId, changed, [now.books, before.books], rateOf) ?? []);
}

/** The order's line, or none where its credits stand as they were settled. */
function changedOrder(
  orderId: string,
  changed: { before: readonly Credit[]; now: readonly Credit[] },
  known: readonly EarningsInputs[],
  rateOf: RateOf,
): ChangedOrder | undefined {
  const rated = ({ recipient, facets, amounts }: Credit): Rated => ({ ...amounts, ...recipient, facets });
  const found = changedParts({ before: changed.before.map(rated), now: changed.now.map(rated) }, known, rateOf);
  if (found === undefined) return undefined;
  const [revisionBefore, revisionNow] = [changed.before[0]?.revision, changed.now[0]?.revision];
  return {
    orderId,
    ...(revisionBefore === undefined ? {} : { revisionBefore }),
    ...(revisionNow === undefined ? {} : { revisionNow }),
    ...found,
  };
}

/** The seller's line, or none where what changed is nothing that pays. */
function changedSeller({ sellerId, rows }: SellerRows, known: readonly EarningsInputs[], rateOf: RateOf): ChangedSeller | undefined {
  const found = changedParts({ before: [], now: rows }, known, rateOf);
  if (found === undefined) return undefined;
  const parts = found.parts.map(({ id, planId, version, baseNow, unitsNow, settledRate }) => ({
    id,
    planId,
    version,
    base: baseNow,
    units: unitsNow,
    settledRate,
  }));
  return { sellerId, parts, amount: found.amount };
}

/** The lines whose terms are not those they were settled with. */
function changedTerms(month: Month, settled: EarningsInputs, present: EarningsInputs): ChangedTerms[] {
  const [before, now] = [partsOf(evaluate(settled, month)), partsOf(evaluate(present, month))];
  const lines = new Map<string, { before?: Line; now?: Line }>();
  for (const line of [...before, ...unpaid(now, before, settled, month)].map(lineOf)) lines.set(line.key, { before: line });
  for (const line of [...now, ...unpaid(before, now, present, month)].map(lineOf))
    lines.set(line.key, { ...lines.get(line.key), now: line });
  const changed = [...lines.values()].flatMap(({ before, now }) => {
    const sameTerms =
      before !== undefined && now !== undefined && before.terms === now.terms && (before.isPaid || before.amount === now.amount);
    const either = now ?? before;
    if (either === undefined || sameTerms) return [];
    return [
      {
        ...either.id,
        amountBefore: before?.amount ?? 0n,
        amountNow: now?.amount ?? 0n,
        ...before?.described("Before"),
        ...now?.described("Now"),
      },
    ];
  });
  return changed.sort(byComponent);
}

type Part = PaidPart | MonthPart;

const partsOf = (earnings: Earnings): Part[] => [...earnings.paid, ...earnings.ofMonth];

const keyOf = ({ part, plan }: Part): string => JSON.stringify([part.id, plan.plan.planId, plan.plan.version]);

/** Shares and flats that had a credit to pay for only at the other moment, with what they would have paid at this one. */
function unpaid(others: readonly Part[], these: readonly Part[], books: EarningsInputs, month: Month): Part[] {
  const known = new Set(these.map(keyOf));
  return others.flatMap((other) =>
    "perUnit" in other && !known.has(keyOf(other)) ? [{ ...other, ...payOf(books, month, other.part), amount: 0n }] : [],
  );
}

interface Line {
  readonly key: string;
  readonly id: { readonly id: string; readonly planId: string; readonly version: number };
  readonly amount: bigint;
  /** A share or flat; else a line of the month as a whole. */
  readonly isPaid: boolean;
  /** Equal where rate and factors are. */
  readonly terms: string;
  described(when: "Before" | "Now"): Partial<ChangedTerms>;
}

function lineOf(line: Part): Line {
  const id = { id: line.part.id, planId: line.plan.plan.planId, version: line.plan.plan.version };
  const isPaid = "perUnit" in line;
  const measured = isPaid ? line.ladder?.measured : line.measured;
  const rate = isPaid ? formatRatio(line.perUnit) : undefined;
  // Where each row has a rate of its own, factors alone tell what changed.
  const hasOneRate = isPaid && line.part.weights.length === 1 && line.part.weights[0] === 1n;
  return {
    key: keyOf(line),
    id,
    amount: line.amount,
    isPaid,
    terms: rate ?? "",
    described: (when) => ({
      ...(measured === undefined ? {} : { [`measured${when}`]: measured }),
      ...(hasOneRate ? { [`rate${when}`]: rate } : {}),
      ...(isPaid && line.factors.length > 0 ? { [`factors${when}`]: line.factors.map(explainFactor) } : {}),
    }),
  };
}

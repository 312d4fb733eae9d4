import * as z from "zod";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { sum } from "../../base/money/money.ts";
import { hashTreeRoot } from "../../engine/statement/merkle-tree.ts";
import type { Statement } from "../../engine/statement/statement.ts";

/** What a close comes to, or came to. Amounts in minor units; those that are seldom there are absent where they are nothing. */
export const closeTotals = record({
  statements: int,
  earnings: minor,
  adjustments: minor,
  manualAdjustments: minor,
  /** What of the manual adjustments wrote debts off. */
  writtenOff: minor.optional(),
  /** What draws advanced, and what was recovered and written off of earlier advances. */
  advanced: minor.optional(),
  recovered: minor.optional(),
  advancesWrittenOff: minor.optional(),
  payable: minor,
  carriedForward: minor,
});
export type CloseTotals = Stored<typeof closeTotals>;
type CloseAmount = Exclude<keyof CloseTotals, "statements">;

/** How each amount follows from a statement. Closes, previews, the audit, the API and pages go by this list. */
const OF_STATEMENT: Readonly<Record<CloseAmount, (statement: Statement) => bigint | undefined>> = {
  earnings: ({ earnings }) => earnings,
  adjustments: ({ adjustments }) => sum(adjustments.map(({ amount }) => amount)),
  manualAdjustments: ({ manualAdjustments }) => manualAdjustments,
  writtenOff: ({ writtenOff }) => writtenOff,
  advanced: ({ draw }) => draw?.advanced,
  recovered: ({ draw }) => draw?.recovered,
  advancesWrittenOff: ({ draw }) => draw?.writtenOff,
  payable: ({ payable }) => payable,
  carriedForward: ({ carriedForward }) => carriedForward,
};

export const CLOSE_AMOUNTS = Object.keys(OF_STATEMENT) as readonly CloseAmount[];

/** Whether an amount is left out where it is nothing. */
export const isSeldom = (name: CloseAmount): boolean => closeTotals.shape[name] instanceof z.ZodOptional;

/** The totals of no statement. */
export const NO_CLOSE_TOTALS: CloseTotals = withAmounts(0, () => 0n);

/** The totals with one more statement. */
export const addStatement = (totals: CloseTotals, statement: Statement): CloseTotals =>
  withAmounts(totals.statements + 1, (name) => (totals[name] ?? 0n) + (OF_STATEMENT[name](statement) ?? 0n));

const addTotals = (left: CloseTotals, right: CloseTotals): CloseTotals =>
  withAmounts(left.statements + right.statements, (name) => (left[name] ?? 0n) + (right[name] ?? 0n));

/** The totals alone of a summary. */
export const totalsOf = (summary: CloseTotals): CloseTotals => withAmounts(summary.statements, (name) => summary[name] ?? 0n);

function withAmounts(statements: number, amountOf: (name: CloseAmount) => bigint): CloseTotals {
  const amounts = CLOSE_AMOUNTS.map((name) => [name, amountOf(name)] as const).filter(([name, amount]) => amount !== 0n || !isSeldom(name));
  return { statements, ...Object.fromEntries(amounts) } as CloseTotals;
}

/** The totals of a close that is through, with what it changed of equity and the root of its statements. */
const closeSummary = record({
  ...closeTotals.shape,
  equityGained: int,
  equityLost: int,
  /** The root of the hash tree over the roots of the shards' trees, by their numbers; theirs are over their statements' hashes, by advisor. */
  statementsRoot: z.string(),
});
export type CloseSummary = Stored<typeof closeSummary>;
export const closeSummaryCodec = textCodec("the totals of a close", closeSummary);

/** What a shard's entries of a close come to. */
export interface ShardSummary {
  readonly totals: CloseTotals;
  readonly equityGained: number;
  readonly equityLost: number;
  /** The root of the hash tree over its statements; none where it has none. */
  readonly root: string | undefined;
}

/** Sums a shard's entries up. @param root of its statements' hash tree. */
export function summaryOfShard(
  entries: readonly { readonly statement: Statement | undefined; readonly equityEligible: boolean; readonly equityChanged: boolean }[],
  root: string | undefined,
): ShardSummary {
  const changes = entries.filter(({ equityChanged }) => equityChanged);
  return {
    totals: entries.flatMap(({ statement }) => statement ?? []).reduce(addStatement, NO_CLOSE_TOTALS),
    equityGained: changes.filter(({ equityEligible }) => equityEligible).length,
    equityLost: changes.filter(({ equityEligible }) => !equityEligible).length,
    root,
  };
}

/** What a close comes to. @param shards by their numbers. */
export function summaryOfClose(shards: readonly ShardSummary[]): CloseSummary {
  return {
    ...shards.map(({ totals }) => totals).reduce(addTotals, NO_CLOSE_TOTALS),
    equityGained: shards.reduce((sum, { equityGained }) => sum + equityGained, 0),
    equityLost: shards.reduce((sum, { equityLost }) => sum + equityLost, 0),
    statementsRoot: hashTreeRoot(shards.flatMap(({ root }) => root ?? [])),
  };
}

import * as z from "zod";
import { addMonths, type Month } from "../../base/calendar/month.ts";
import { minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { contentHash } from "../../base/json/hash.ts";
import { sum } from "../../base/money/rounding.ts";
import { compare } from "../../base/text/compare.ts";
import { evaluate } from "../../engine/earnings/evaluate.ts";
import type { EarningsInputs } from "../../engine/earnings/inputs.ts";
import { earlierMonths, type Settled } from "../../engine/statement/settle.ts";

/** What a change makes of a closed month's earnings, minor units. `after` is never equal to `before`. */
const restatedMonth = record({ month: z.string(), before: minor, after: minor });
export type RestatedMonth = Stored<typeof restatedMonth>;

/** What a change makes of an advisor's closed months, ascending. */
const restatedLine = record({ advisorId: z.string(), name: z.string(), months: z.array(restatedMonth) });
export type RestatedLine = Stored<typeof restatedLine>;

/** What of a restatement doesn't follow from the rest. */
const restated = record({
  /** By advisor. */
  lines: z.array(restatedLine),
  /** Whether it is dated into closed months, or changes what any of them earns. */
  reaches: z.boolean(),
  /** Of what it was computed on: the closed months, and the revisions of the facts concerned. */
  inputHash: z.string(),
});
export const restatementCodec = textCodec("a restatement", restated);

/** What a change of facts makes of closed months: the adjustments that it will cause on the next statements. */
export interface Restatement extends Stored<typeof restated> {
  /** How many advisors there is a line for. */
  readonly advisors: number;
  /** The sum of all adjustments, minor units. */
  readonly total: bigint;
  /** Of all of it: it names the restatement. */
  readonly resultHash: string;
}

/** The months that are closed. */
export interface ClosedMonths {
  /** Of the first close. */
  readonly firstMonth: Month;
  readonly closedMonth: Month;
}

/** What the facts know of an advisor: their books; none where the advisor is not registered. */
interface Change {
  readonly before: EarningsInputs | undefined;
  readonly after: EarningsInputs | undefined;
  /** The first month that can change; none where any can. */
  readonly from?: Month;
}

/**
 * What a change of an advisor's books makes of what closed months owe the advisor: the months that the next close settles
 * again, each evaluated on the books before and after. Months that differ, ascending.
 */
export function restatedMonths({ before, after, from }: Change, settled: Settled, closed: ClosedMonths): RestatedMonth[] {
  const [owedBefore, owedAfter] = [owedBy(before, settled, closed), owedBy(after, settled, closed)];
  const months = new Set([...owedBefore.months, ...owedAfter.months]);
  return [...months]
    .filter((month) => from === undefined || month >= from)
    .sort()
    .map((month) => ({ month, before: owedBefore.amountOf(month), after: owedAfter.amountOf(month) }))
    .filter(({ before, after }) => before !== after);
}

function owedBy(books: EarningsInputs | undefined, settled: Settled, { firstMonth, closedMonth }: ClosedMonths) {
  const months = new Set(books === undefined ? [] : earlierMonths(books, addMonths(closedMonth, 1), firstMonth, settled));
  return { months, amountOf: (month: Month) => (books !== undefined && months.has(month) ? evaluate(books, month).amount : 0n) };
}

/** Puts lines together; those without a month are left out. `isDated` says whether the change is dated into closed months. */
export function restatementOf(all: readonly RestatedLine[], isDated: boolean, inputHash: string): Restatement {
  const lines = all.filter(({ months }) => months.length > 0).sort((left, right) => compare(left.advisorId, right.advisorId));
  const total = sum(lines.flatMap(({ months }) => months.map(({ before, after }) => after - before)));
  const reaches = isDated || lines.length > 0;
  const resultHash = contentHash({ lines, reaches, inputHash });
  return { lines, advisors: lines.length, total, reaches, inputHash, resultHash };
}

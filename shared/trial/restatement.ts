import type { Month } from "../calendar/month.ts";
import { compare } from "../credits/recipients.ts";
import { contentHash } from "../json/hash.ts";
import { sum } from "../money/rounding.ts";

/** What a change makes of a closed month's earnings, minor units. `after` is never equal to `before`. */
export interface RestatedMonth {
  readonly month: Month;
  readonly before: bigint;
  readonly after: bigint;
}

/** What a change makes of an advisor's closed months, ascending. */
export interface RestatedLine {
  readonly advisorId: string;
  readonly name: string;
  readonly months: readonly RestatedMonth[];
}

/** What a change of facts makes of closed months: the adjustments that it will cause on the next statements. */
export interface Restatement {
  /** By advisor. */
  readonly lines: readonly RestatedLine[];
  /** How many advisors there is a line for. */
  readonly advisors: number;
  /** The sum of all adjustments, minor units. */
  readonly total: bigint;
  /** Whether it is dated into closed months, or changes what any of them earns. */
  readonly reaches: boolean;
  /** Of what it was computed on: the closed months, and the revisions of the facts concerned. */
  readonly basisHash: string;
  /** Of all of it: it names the restatement. */
  readonly resultHash: string;
}

/** Puts lines together; those without a month are left out. `isDated` says whether the change is dated into closed months. */
export function restatementOf(all: readonly RestatedLine[], isDated: boolean, basisHash: string): Restatement {
  const lines = all.filter(({ months }) => months.length > 0).sort((a, b) => compare(a.advisorId, b.advisorId));
  const total = sum(lines.flatMap(({ months }) => months.map(({ before, after }) => after - before)));
  const reaches = isDated || lines.length > 0;
  const resultHash = contentHash({ lines, reaches, basisHash });
  return { lines, advisors: lines.length, total, reaches, basisHash, resultHash };
}

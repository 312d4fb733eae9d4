import type { SimulationResult } from "./simulation.ts";

/** Changes of a month on average, minor units, at which a bin ends and the next begins: alike for gains and losses. */
const EDGES = [10_000n, 50_000n, 100_000n, 200_000n, 500_000n, 1_000_000n, 5_000_000n];
const ZERO = EDGES.length + 1;

/** How many bins there are: one of no change at all, and on either side one up to each edge and one beyond them. */
export const BINS = 2 * ZERO + 1;

/** The bin of a change over so many months. An edge belongs to the bin that is farther from 0. */
export function binOf(change: bigint, months: number): number {
  if (change === 0n) return ZERO;
  const magnitude = change < 0n ? -change : change;
  const passed = EDGES.filter((edge) => magnitude >= edge * BigInt(months)).length;
  return change < 0n ? ZERO - 1 - passed : ZERO + 1 + passed;
}

/** The bins with their edges, from the greatest loss up. */
export function histogramOf(counts: readonly number[]): SimulationResult["histogram"] {
  return counts.map((advisors, bin) => {
    if (bin === ZERO) return { from: 0n, to: 0n, advisors };
    const [inner, outer] = [edge(Math.abs(bin - ZERO) - 2), edge(Math.abs(bin - ZERO) - 1)];
    const ends = bin > ZERO ? { from: inner, to: outer } : { from: outer && -outer, to: inner && -inner };
    return { ...(ends.from === undefined ? {} : { from: ends.from }), ...(ends.to === undefined ? {} : { to: ends.to }), advisors };
  });
}

const edge = (index: number): bigint | undefined => (index < 0 ? 0n : EDGES[index]);

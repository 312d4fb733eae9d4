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

/** The first so many by an order without ties, of whatever was added, and how many there were: the same however it came. */
export class BestOf<Item> {
  readonly #order: (left: Item, right: Item) => number;
  readonly #most: number;
  #kept: Item[] = [];
  #count = 0;

  constructor(most: number, order: (left: Item, right: Item) => number) {
    this.#most = most;
    this.#order = order;
  }

  /** @param count how many it stands for: more than the items, where some were left out before. */
  add(items: readonly Item[], count = items.length): void {
    this.#count += count;
    this.#kept.push(...items);
    // Sorted now and then, not each time.
    if (this.#kept.length > 4 * this.#most) this.#cut();
  }

  get count(): number {
    return this.#count;
  }

  items(): readonly Item[] {
    this.#cut();
    return this.#kept;
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#order).slice(0, this.#most);
  }
}

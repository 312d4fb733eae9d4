import type { EarnedPart } from "../../ledger/snapshots/component-earnings.ts";
import type { TriedMonth } from "./evaluate-advisor.ts";
import type { Split } from "./simulation.ts";

/** Sums before and after by a key, each over how many advisors. */
export class Splits {
  readonly #splits = new Map<string, { before: bigint; after: bigint; advisors: number }>();

  /** Adds an advisor: once for each key. */
  add(key: string, before: bigint, after: bigint, advisors = 1): void {
    const known = this.#splits.get(key);
    if (known === undefined) this.#splits.set(key, { before, after, advisors });
    else {
      known.before += before;
      known.after += after;
      known.advisors += advisors;
    }
  }

  /** Adds an advisor's parts of all months by what each is split into. */
  addAll(months: readonly TriedMonth[], amounts: (part: EarnedPart) => readonly (readonly [string, bigint])[]): void {
    const own = new Map<string, { before: bigint; after: bigint }>();
    const add = (part: EarnedPart, side: "before" | "after") => {
      for (const [key, amount] of amounts(part)) {
        const known = own.get(key) ?? { before: 0n, after: 0n };
        known[side] += amount;
        own.set(key, known);
      }
    };
    for (const { before, after } of months) {
      for (const part of before) add(part, "before");
      for (const part of after) add(part, "after");
    }
    for (const [key, { before, after }] of own) this.add(key, before, after);
  }

  merge(splits: Readonly<Record<string, Split>>): void {
    for (const [key, { before, after, advisors }] of Object.entries(splits)) this.add(key, before, after, advisors);
  }

  all(): Record<string, Split> {
    return Object.fromEntries([...this.#splits].map(([key, split]) => [key, { ...split }]));
  }
}

export function addSplit(left: Split, right: Split): Split {
  return { before: left.before + right.before, after: left.after + right.after, advisors: left.advisors + right.advisors };
}

/** Where bands of tenure begin, in months. */
const BEGINS = [0, 6, 12, 24, 36, 60];

/** The band of a tenure in months: `0-5`, `6-11`, `12-23`, `24-35`, `36-59` or `60+`. Whoever joins later stands in the first. */
export function tenureBand(months: number): string {
  const at = Math.max(
    0,
    BEGINS.findLastIndex((begin) => begin <= months),
  );
  const next = BEGINS[at + 1];
  return next === undefined ? `${BEGINS[at]}+` : `${BEGINS[at]}-${next - 1}`;
}

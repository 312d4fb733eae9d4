import { type Wholes, wholes } from "../../ledger/snapshots/json-integers.ts";
import { type LineCells, lineCells, lineOf } from "./lines-file.ts";
import type { AdvisorLine, Crossing, Split } from "./simulation.ts";
import type { Totals } from "./totals.ts";

/** Totals as JSON. */
export type TotalsCells = Wholes<Omit<Totals, "gainMost" | "loseMost" | "largestDecreases">> & {
  readonly gainMost: readonly LineCells[];
  readonly loseMost: readonly LineCells[];
  readonly largestDecreases: readonly LineCells[];
};

export function totalsCells({ gainMost, loseMost, largestDecreases, ...rest }: Totals): TotalsCells {
  const cells = (lines: readonly AdvisorLine[]) => lines.map(lineCells);
  return { ...wholes(rest), gainMost: cells(gainMost), loseMost: cells(loseMost), largestDecreases: cells(largestDecreases) };
}

/** Totals as they were kept. @throws where it is something else. */
export function totalsOf(cells: TotalsCells): Totals {
  const { cost, increased, decreased, milestone, equity, evidence } = cells;
  return {
    advisors: cells.advisors,
    cost: { before: BigInt(cost.before), after: BigInt(cost.after) },
    inForce: BigInt(cells.inForce),
    concerned: cells.concerned,
    months: splitsOf(cells.months),
    components: splitsOf(cells.components),
    products: splitsOf(cells.products),
    stores: splitsOf(cells.stores),
    starLevels: splitsOf(cells.starLevels),
    tenures: splitsOf(cells.tenures),
    increased: { ...increased, amount: BigInt(increased.amount) },
    decreased: { ...decreased, amount: BigInt(decreased.amount) },
    histogram: cells.histogram.map(({ from, to, advisors }) => ({
      ...(from === undefined ? {} : { from: BigInt(from) }),
      ...(to === undefined ? {} : { to: BigInt(to) }),
      advisors,
    })),
    gainMost: cells.gainMost.map(lineOf),
    loseMost: cells.loseMost.map(lineOf),
    largestDecreases: cells.largestDecreases.map(lineOf),
    milestone: { amount: BigInt(milestone.amount), up: crossingOf(milestone.up), down: crossingOf(milestone.down) },
    equity: { gained: crossingOf(equity.gained), lost: crossingOf(equity.lost) },
    evidence: {
      ...evidence,
      components: evidence.components.map(({ id, kind, credits, base, margin, cost, after }) => ({
        id,
        kind,
        credits: BigInt(credits),
        base: BigInt(base),
        margin: BigInt(margin),
        cost: BigInt(cost),
        after: BigInt(after),
      })),
    },
  };
}

function splitsOf(cells: Wholes<Readonly<Record<string, Split>>>): Record<string, Split> {
  return Object.fromEntries(
    Object.entries(cells).map(([key, { before, after, advisors }]) => [key, { before: BigInt(before), after: BigInt(after), advisors }]),
  );
}

function crossingOf({ count, advisors }: Wholes<Crossing>): Crossing {
  return {
    count,
    advisors: advisors.map(({ advisorId, name, before, after }) => ({ advisorId, name, before: BigInt(before), after: BigInt(after) })),
  };
}

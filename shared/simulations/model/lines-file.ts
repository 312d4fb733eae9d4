import { canonicalJson } from "../../base/json/exact-json.ts";
import { sum } from "../../base/money/money.ts";
import { type Whole, whole } from "../../ledger/snapshots/format.ts";
import type { AdvisorLine } from "./simulation.ts";

/** A line as JSON: what follows from its months is left out. */
interface LineCells extends Pick<AdvisorLine, "advisorId" | "name" | "storeId" | "starLevel" | "tenureMonths"> {
  readonly months: readonly (readonly [month: string, before: Whole, after: Whole])[];
  readonly equity: readonly [before: boolean, after: boolean];
}

/** The lines of a shard, one of JSON for each. */
export function linesText(lines: readonly AdvisorLine[]): string {
  return lines.map((line) => `${canonicalJson(lineCells(line))}\n`).join("");
}

/** Reads the lines of a shard. */
export function readLines(text: string): AdvisorLine[] {
  const rows = text.split("\n").filter((row) => row !== "");
  return rows.map((row) => lineOf(JSON.parse(row) as LineCells));
}

function lineCells({ months, equity, before: _, after: __, ...rest }: AdvisorLine): LineCells {
  return {
    ...rest,
    months: months.map(({ month, before, after }) => [month, whole(before), whole(after)]),
    equity: [equity.before, equity.after],
  };
}

function lineOf({ months: cells, equity: [before, after], ...rest }: LineCells): AdvisorLine {
  const months = cells.map(([month, before, after]) => ({ month, before: BigInt(before), after: BigInt(after) }));
  return {
    ...rest,
    months,
    before: sum(months.map((each) => each.before)),
    after: sum(months.map((each) => each.after)),
    equity: { before, after },
  };
}

import { absolute, groupDigits, plainAmount, roundHalfAway } from "../base/money/money.ts";
import type { Cell } from "./view.ts";
import type { Writer } from "./writer.ts";

/** A sum before and after, minor units. */
export interface Change {
  readonly before: bigint;
  readonly after: bigint;
}

/** What it changes by, minor units. */
export const changeOf = ({ before, after }: Change): bigint => after - before;

/** By how much it changes, rounded to a tenth of a percent: "+3.2%". Undefined where there was nothing before. */
export function percentChange({ before, after }: Change): string | undefined {
  if (before === 0n) return undefined;
  const permille = roundHalfAway((after - before) * 1000n, absolute(before));
  const sign = permille > 0n ? "+" : permille < 0n ? "\u2212" : "";
  const [whole = "0", tenth = "0"] = plainAmount(absolute(permille), 1).split(".");
  return `${sign}${groupDigits(whole)}.${tenth}%`;
}

/** A change as an amount, with its percent below it; and with a bar where the largest of its column is given. */
export function changeCell(change: Change, writer: Writer, largest?: bigint): Cell {
  const cell = writer.change(changeOf(change), { note: percentChange(change) });
  if (largest === undefined || largest === 0n || cell.kind !== "money") return cell;
  return { ...cell, bar: Number((changeOf(change) * 1000n) / largest) };
}

/** The largest change of a column, without its sign. */
export function largestChange(changes: readonly Change[]): bigint {
  let largest = 0n;
  for (const change of changes) if (absolute(changeOf(change)) > largest) largest = absolute(changeOf(change));
  return largest;
}

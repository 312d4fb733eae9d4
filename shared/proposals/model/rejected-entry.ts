import { type Refusal, refusal } from "../../base/issues/refusal.ts";
import type { PublishResult } from "./publish-result.ts";

/** An entry that can't become a fact, and why. */
export interface RejectedEntry {
  /** Which one of the proposal it is, from 0. */
  readonly place: number;
  readonly refusal: Refusal;
}

/** How many refusals are told one by one. */
const MAX_REFUSALS = 5;
/** How many numbers of entries are told. */
const MAX_NUMBERS = 100;

/** Why entries are rejected, each reason once. */
export function distinctRefusals(rejected: readonly RejectedEntry[]): Refusal[] {
  const byText = new Map(rejected.map((each) => [JSON.stringify(each.refusal), each.refusal]));
  return [...byText.values()].slice(0, MAX_REFUSALS);
}

/** What storing entries came to: an entry that can't be stored holds none of the others up. */
export function resultOfEntries(entries: number, rejected: readonly RejectedEntry[]): PublishResult {
  if (rejected.length === 0) return { kind: "stored" };
  if (rejected.length === entries) return { kind: "refused", refusals: distinctRefusals(rejected) };
  const numbers = rejected.slice(0, MAX_NUMBERS).map(({ place }) => place + 1);
  const left = `${numbers.join(", ")}${rejected.length > MAX_NUMBERS ? ", …" : ""}`;
  return { kind: "stored", refusals: [...distinctRefusals(rejected), refusal("entries-left", { entries, left })] };
}

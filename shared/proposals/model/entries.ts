import { type Refusal, refusal } from "../../base/issues/issue.ts";

/** So many entries of a proposal are shown; totals are of all. */
export const MAX_DISPLAYED_ENTRIES = 500;

/** How many entries the activity log lists one by one; of more it tells how many they are, as the proposal keeps them all. */
export const MAX_LOGGED_ENTRIES = 500;

/** How many entries are published within a request; more of them in the background. */
export const MAX_INLINE_ENTRIES = 500;

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

/** What became of the facts: stored, all of them or all but those that the refusals tell of; refused, by what stands there already; or to be numbered again. */
export type PublishResult =
  | { readonly kind: "stored"; readonly refusals?: readonly Refusal[] }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "renumber"; readonly numbers: readonly number[] };

import type { Refusal } from "../../base/issues/refusal.ts";

/** An entry that can't become a fact, and why. */
export interface HinderedEntry {
  /** Which one of the proposal it is, from 0. */
  readonly place: number;
  readonly refusal: Refusal;
}

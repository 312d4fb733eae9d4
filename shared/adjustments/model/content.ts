import type { Month } from "../../base/calendar/month.ts";

/** One manual adjustment as it is proposed. Its id follows from the proposal and its place: see `adjustmentIdOf`. */
export interface AdjustmentEntry {
  readonly advisorId: string;
  /** The month whose statement it joins; it must be open. */
  readonly month: Month;
  /** Minor units, of either sign, never 0. */
  readonly amount: number;
  readonly reason: string;
  /** What proves it: a ticket, an address, a file's name. */
  readonly evidence: string;
  /** The adjustment that it undoes: its amount is exactly the opposite. */
  readonly counters?: string;
  /** Forgives a debt: the amount is positive, and at most the debt carried. */
  readonly kind?: "writeOff";
}

/** Manual adjustments: from a form, or in bulk from a file. */
export interface AdjustmentsContent {
  readonly kind: "adjustments";
  readonly entries: readonly AdjustmentEntry[];
  /** What they were read from, such as a file's name. */
  readonly source: string;
}

/** Tells it from the contents of other kinds. */
export const isAdjustmentsContent = (content: { readonly kind: string }): content is AdjustmentsContent => content.kind === "adjustments";

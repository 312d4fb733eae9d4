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

const COUNTER = "-counter";

/** The id of an adjustment's counter-adjustment. There is one for each, so nothing is undone twice. */
export const counterIdOf = (adjustmentId: string): string => `${adjustmentId}${COUNTER}`;

/** The adjustment that an id's would undo; none where it is no counter-adjustment's. */
export const counteredBy = (adjustmentId: string): string | undefined =>
  adjustmentId.endsWith(COUNTER) ? adjustmentId.slice(0, -COUNTER.length) : undefined;

/** The id that an entry of a proposal gets. @param place which one it is, from 0. */
export function adjustmentIdOf(proposalId: string, { counters }: Pick<AdjustmentEntry, "counters">, place: number): string {
  return counters === undefined ? `m-${proposalId}-${place + 1}` : counterIdOf(counters);
}

/** Which proposal, and which entry of it from 1, an id stems from; none for counter-adjustments and those of other systems. */
export function originOf(adjustmentId: string): { readonly proposalId: string; readonly number: number } | undefined {
  const [, proposalId, number] = /^m-(.+)-([1-9]\d*)$/.exec(adjustmentId) ?? [];
  return proposalId === undefined ? undefined : { proposalId, number: Number(number) };
}

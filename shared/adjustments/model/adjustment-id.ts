import type { AdjustmentEntry } from "./content.ts";

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

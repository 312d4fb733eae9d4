import type { TrailEntry } from "../../approval/trail.ts";
import type { Agency } from "../../facts/agency.ts";
import type { ProposalStore } from "../ports/proposals.ts";
import type { Acknowledgements, HeldNote, Quarantine } from "../ports/quarantine.ts";
import type { HeldKind } from "./list-held.ts";

/** A held record, opened. */
export interface HeldFile {
  readonly id: string;
  readonly kind: HeldKind;
  /** Pretty-printed where it is JSON, else as it came. */
  readonly body: string;
  /** ISO 8601. */
  readonly heldAt: string;
  readonly released: boolean;
  /** Why it was held. */
  readonly reasons: readonly string[];
  /** Why it can't be read now; empty where it can, and what hindered it lies in other facts. */
  readonly reasonsNow: readonly string[];
  /** The fields that these reasons name, as one writes a path. */
  readonly fields: readonly string[];
  readonly notes: readonly HeldNote[];
  readonly trail: readonly TrailEntry[];
}

/** What reading a held record needs from outside. */
export interface HeldReading {
  readonly agency: Agency;
  readonly quarantine: Pick<Quarantine, "find" | "list">;
  readonly acknowledgements: Pick<Acknowledgements, "notes">;
  readonly proposals: Pick<ProposalStore, "trail">;
}

/** Opens a held record. @returns undefined where none of this id is held. */
export async function readHeld(id: string, p: HeldReading): Promise<HeldFile | undefined> {
  await p.quarantine.find(id);
  return undefined;
}

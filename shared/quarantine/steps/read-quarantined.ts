import type { ActivityEntry } from "../../activity/model/activity-entry.ts";
import type { Issue } from "../../base/issues/issue.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import { readEvent } from "../../ledger/record/parse-event.ts";
import type { Acknowledgements, Quarantine, QuarantineNote } from "../../ledger/store/quarantine-store.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { kindOf, pretty, type RecordKind } from "../model/record-body.ts";

/** A held record, opened. */
export interface QuarantinedRecordFile {
  readonly id: string;
  readonly kind: RecordKind;
  /** Pretty-printed where it is JSON, else as it came. */
  readonly body: string;
  /** ISO 8601. */
  readonly heldAt: string;
  readonly released: boolean;
  /** Why it was held. */
  readonly issues: readonly Issue[];
  /** Why it can't be read now; empty where it can, and what rejected it lies in other facts. */
  readonly issuesNow: readonly Issue[];
  /** The fields that the issues name, as one writes a path: those of now, or where there are none those it was held for. */
  readonly fields: readonly string[];
  readonly notes: readonly QuarantineNote[];
  readonly activity: readonly ActivityEntry[];
}

/** Dependencies of reading a held record. */
export interface ReadQuarantinedDeps {
  readonly agency: Agency;
  readonly quarantine: Pick<Quarantine, "find">;
  readonly acknowledgements: Pick<Acknowledgements, "notes">;
  readonly proposals: Pick<ProposalStore, "activity">;
}

/** Opens a held record. @returns undefined where none of this id is held. */
export async function readQuarantined(id: string, deps: ReadQuarantinedDeps): Promise<QuarantinedRecordFile | undefined> {
  const held = await deps.quarantine.find(id);
  if (held === undefined) return undefined;
  const [notes, activity] = await Promise.all([deps.acknowledgements.notes(id), deps.proposals.activity(`quarantine:${id}`)]);
  const { body, heldAt, released, issues } = held;
  const reading = readEvent(body, deps.agency);
  const issuesNow = reading.ok ? [] : reading.issues;
  const fields = fieldsIn(reading.ok ? issues : issuesNow);
  return { id, kind: kindOf(body), body: pretty(body), heldAt, released, issues, issuesNow, fields, notes, activity };
}

const fieldsIn = (issues: readonly Issue[]): string[] => [...new Set(issues.map(({ path }) => path))].filter((path) => path !== "");

import type { ActivityEntry } from "../../activity/model/activity-entry.ts";
import type { Issue, IssueCode } from "../../base/issues/issue.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { compare } from "../../base/text/compare.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import { readEvent } from "../../ledger/record/parse-event.ts";
import type { Acknowledgements, ListedRecord, Quarantine, QuarantineNote } from "../../ledger/store/quarantine-store.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { kindOf, pretty, type RecordKind } from "../model/check-correction.ts";

/** A held record as it is listed. */
export interface QuarantineLine {
  readonly id: string;
  readonly kind: RecordKind;
  readonly issues: readonly Issue[];
  /** ISO 8601. */
  readonly heldAt: string;
  /** Why it may stay, oldest first; empty where nobody said so. */
  readonly notes: readonly QuarantineNote[];
}

/** Records of one kind that are held for the same: one code at one field. */
export interface QuarantineGroup {
  readonly kind: RecordKind;
  readonly code: IssueCode;
  /** The field, whichever place it has in a list: lines[*].price. */
  readonly path: string;
  /** One of its issues, as an example. */
  readonly example: Issue;
  /** Newest first. */
  readonly ids: readonly string[];
}

/** What is held and not released. */
export interface QuarantineList {
  /** Newest first. */
  readonly records: readonly QuarantineLine[];
  /** Most records first. A record with several issues is in several groups. */
  readonly groups: readonly QuarantineGroup[];
}

export interface ListQuarantinedDeps {
  readonly quarantine: Pick<Quarantine, "list" | "find">;
  readonly acknowledgements: Pick<Acknowledgements, "notes">;
}

/** The records that are held and not released. */
export async function listQuarantined(deps: ListQuarantinedDeps): Promise<QuarantineList> {
  const held = (await deps.quarantine.list()).filter(({ released }) => !released);
  held.sort((left, right) => compare(right.heldAt, left.heldAt) || compare(left.id, right.id));
  const records = await inParallel(held, READS_CONCURRENCY, (record) => lineOf(record, deps));
  return { records, groups: groupsOf(records) };
}

async function lineOf(
  { id, issues, heldAt, body }: ListedRecord,
  { quarantine, acknowledgements }: ListQuarantinedDeps,
): Promise<QuarantineLine> {
  const whole = body ?? (await quarantine.find(id))?.body ?? "";
  return { id, kind: kindOf(whole), issues, heldAt, notes: await acknowledgements.notes(id) };
}

function groupsOf(records: readonly QuarantineLine[]): QuarantineGroup[] {
  const each = records.flatMap(({ id, kind, issues }) => {
    const byKey = new Map(issues.map((example) => [`${example.code} ${pathShape(example)}`, example]));
    return [...byKey].map(([key, example]) => ({ key: `${kind} ${key}`, id, kind, example }));
  });
  return [...Map.groupBy(each, ({ key }) => key)]
    .flatMap(([key, [first, ...more]]) => (first === undefined ? [] : [{ key, first, ids: [first, ...more].map(({ id }) => id) }]))
    .sort((left, right) => right.ids.length - left.ids.length || compare(left.key, right.key))
    .map(({ first: { kind, example }, ids }) => ({ kind, code: example.code, path: pathShape(example), example, ids }));
}

/** An issue's field, whichever place it has in a list. */
const pathShape = ({ path }: Issue): string => path.replace(/\[\d+\]/g, "[*]");

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

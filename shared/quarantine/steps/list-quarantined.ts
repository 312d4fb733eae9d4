import type { IssueCode } from "../../base/issues/codes.ts";
import type { Issue } from "../../base/issues/issue.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { compare } from "../../base/text/compare.ts";
import type { Acknowledgements, ListedRecord, Quarantine, QuarantineNote } from "../../ledger/store/quarantine-store.ts";
import { kindOf, type RecordKind } from "../model/record-body.ts";

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

/** Dependencies of listing. */
export interface ListQuarantinedDeps {
  readonly quarantine: Pick<Quarantine, "list" | "find">;
  readonly acknowledgements: Pick<Acknowledgements, "notes">;
}

const READS_CONCURRENCY = 8;

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

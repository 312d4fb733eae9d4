import { inParallel } from "../../base/runtime/parallel.ts";
import { compare } from "../../base/text/compare.ts";
import type { Acknowledgements, HeldNote, ListedRecord, Quarantine } from "../../ledger/store/quarantine-store.ts";
import { type HeldKind, kindOf } from "../model/record-body.ts";

/** A held record as it is listed. */
export interface HeldLine {
  readonly id: string;
  readonly kind: HeldKind;
  readonly reasons: readonly string[];
  /** ISO 8601. */
  readonly heldAt: string;
  /** Why it may stay, oldest first; empty where nobody said so. */
  readonly notes: readonly HeldNote[];
}

/** Records of one kind that are held for one reason. */
export interface HeldGroup {
  readonly kind: HeldKind;
  /** The reason with all that differs from record to record, its figures and names, as "…". */
  readonly reason: string;
  /** Newest first. */
  readonly ids: readonly string[];
}

/** What is held and not released. */
export interface HeldList {
  /** Newest first. */
  readonly records: readonly HeldLine[];
  /** Most records first. A record with several reasons is in several groups. */
  readonly groups: readonly HeldGroup[];
}

/** What listing needs from outside. */
export interface HeldListing {
  readonly quarantine: Pick<Quarantine, "list" | "find">;
  readonly acknowledgements: Pick<Acknowledgements, "notes">;
}

const READS_AT_A_TIME = 8;

/** The records that are held and not released. */
export async function listHeld(p: HeldListing): Promise<HeldList> {
  const held = (await p.quarantine.list()).filter(({ released }) => !released);
  held.sort((a, b) => compare(b.heldAt, a.heldAt) || compare(a.id, b.id));
  const records = await inParallel(held, READS_AT_A_TIME, (record) => lineOf(record, p));
  return { records, groups: groupsOf(records) };
}

async function lineOf({ id, reasons, heldAt, body }: ListedRecord, { quarantine, acknowledgements }: HeldListing): Promise<HeldLine> {
  const whole = body ?? (await quarantine.find(id))?.body ?? "";
  return { id, kind: kindOf(whole), reasons, heldAt, notes: await acknowledgements.notes(id) };
}

function groupsOf(records: readonly HeldLine[]): HeldGroup[] {
  const each = records.flatMap(({ id, kind, reasons }) =>
    [...new Set(reasons.map(withoutFigures))].map((reason) => ({ id, kind, reason })),
  );
  return [...Map.groupBy(each, ({ kind, reason }) => `${kind} ${reason}`).values()]
    .map((group): HeldGroup => ({ kind: group[0]?.kind ?? "unknown", reason: group[0]?.reason ?? "", ids: group.map(({ id }) => id) }))
    .sort((a, b) => b.ids.length - a.ids.length || compare(a.reason, b.reason));
}

/** A reason's words: what is quoted, numbers, days and instants are left out, and so are ids after "advisor", "plan" or "of". */
export function withoutFigures(reason: string): string {
  return reason
    .replace(/"[^"]*"/g, "…")
    .replace(/\b(revision|version) \d+ of (.+?) is known\b/, "$1 … of … is known")
    .replace(/\d[\d.,:TZ+-]*/g, "…");
}

import type { PeopleWriter } from "../../advisors/messages.ts";
import { type ReasonGroup, readReason, reasonText } from "../../base/issues/messages.zh.ts";
import type { Block, Row } from "../../ui/view.ts";
import { figureColumn, textColumn } from "../../ui/writer.ts";
import { quarantineWordsOf } from "../messages.ts";

/** A held record as it is listed. */
export interface HeldShown {
  readonly id: string;
  readonly kind?: "order" | "advisor" | "attributes" | "plan" | "adjustment" | "unknown";
  readonly reasons: readonly string[];
  readonly heldAt: string;
  readonly notes: readonly { readonly why: string; readonly by: string; readonly at: string }[];
}

/** Held records of one reason. */
export interface HeldGroup {
  readonly group: ReasonGroup;
  readonly records: readonly HeldShown[];
}

/** What a record is grouped by: the first of its reasons. */
const groupOf = ({ reasons }: HeldShown): ReasonGroup => readReason(reasons[0] ?? "", "en").group;

/** Records by reason, those of which there are most first. */
export function groupHeld(records: readonly HeldShown[]): HeldGroup[] {
  return [...Map.groupBy(records, groupOf)]
    .map(([group, ofGroup]) => ({ group, records: ofGroup }))
    .sort((a, b) => b.records.length - a.records.length);
}

/** How many there are of each reason, with the way to them. */
export function groupsTable(groups: readonly HeldGroup[], writer: PeopleWriter): Block {
  const words = quarantineWordsOf(writer.language);
  return {
    kind: "table",
    id: "groups",
    caption: words.waiting,
    columns: [textColumn(words.reasons), figureColumn(words.records)],
    rows: groups.map(({ group, records }) => ({
      cells: [writer.text(words.groups[group], { to: `quarantine?reason=${group}` }), writer.count(records.length)],
    })),
  };
}

/** Held records, each with what hinders it; where they are acknowledged, with who said why. */
export function heldTable(id: string, caption: string, records: readonly HeldShown[], writer: PeopleWriter): Block {
  const words = quarantineWordsOf(writer.language);
  return {
    kind: "table",
    id,
    caption,
    columns: [textColumn(words.since), textColumn(words.record), textColumn(words.reasons)],
    rows: records.map((record) => heldRow(record, writer)),
  };
}

function heldRow({ id, kind = "unknown", reasons, heldAt, notes }: HeldShown, writer: PeopleWriter): Row {
  const words = quarantineWordsOf(writer.language);
  const note = notes.at(-1);
  return {
    cells: [
      writer.text(writer.moment(heldAt), { to: `quarantine/${id}` }),
      writer.text(words.kinds[kind], { note: id.slice(0, 12) }),
      writer.text(reasons.map((reason) => reasonText(reason, writer)).join(writer.words.joins.list), {
        note: note === undefined ? undefined : `${note.by}${writer.words.joins.colon}${note.why}`,
      }),
    ],
  };
}

/** By which id the content of each kind is called. */
const NAMED_BY = {
  order: "orderId",
  advisor: "advisorId",
  attributes: "(?:advisorId|storeId)",
  plan: "planId",
  adjustment: "adjustmentId",
} as const;

/** What a record is about, by its content's id; "" where that can't be told. */
export function heldName(kind: NonNullable<HeldShown["kind"]>, body: string): string {
  if (kind === "unknown") return "";
  const [, name = ""] = new RegExp(`"${NAMED_BY[kind]}"\\s*:\\s*"((?:[^"\\\\]|\\\\.){1,128})"`).exec(body) ?? [];
  return name;
}

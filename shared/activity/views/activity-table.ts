import type { PeopleWriter } from "../../advisors/messages.ts";
import { ownValue } from "../../base/json/own-value.ts";
import type { Block, Cell } from "../../ui/view.ts";
import { textColumn } from "../../ui/writer.ts";
import type { FieldChange, TrailEntry } from "../model/activity-entry.ts";

/** How many changes of one entry are told; the proposal has them all. */
const MOST_CHANGES = 8;

/** The number of a revision follows from its change, and a signature is for who checks it. */
const UNTOLD = new Set(["revision", "signs"]);

/** Who did what to an advisor, to scores or to a held record, when and why; the newest first. */
export function trailBlocks(trail: readonly TrailEntry[], writer: PeopleWriter): Block[] {
  const words = writer.people.trail;
  if (trail.length === 0) return [{ kind: "paragraph", text: words.empty }];
  return [
    {
      kind: "table",
      id: "trail-table",
      caption: words.title,
      columns: [textColumn(words.at), textColumn(words.by), textColumn(words.what), textColumn(words.why)],
      rows: trail.toReversed().map((entry) => ({
        cells: [writer.text(writer.moment(entry.at)), writer.text(entry.by), whatCell(entry, writer), writer.text(entry.why ?? "")],
      })),
    },
  ];
}

function whatCell({ action, changes: all, proposalId }: TrailEntry, writer: PeopleWriter): Cell {
  const changes = all.filter(({ path }) => !UNTOLD.has(path));
  const told = changes.slice(0, MOST_CHANGES).map((change) => changeText(change, writer));
  const more = changes.length > MOST_CHANGES ? [writer.people.trail.more(String(changes.length - MOST_CHANGES))] : [];
  return writer.text(writer.people.trail.actions[action], {
    ...(proposalId === undefined ? {} : { to: `proposals/${encodeURIComponent(proposalId)}` }),
    note: [...told, ...more].join(writer.words.joins.list),
  });
}

/** One field that changed. What it is called stands first; a list's place is counted from 1. */
export function changeText({ path, before, after }: FieldChange, writer: PeopleWriter): string {
  const { changes } = writer.people;
  const what = pathText(path, writer);
  if (before === undefined) return changes.fresh(what, valueText(after, writer));
  if (after === undefined) return changes.gone(what, valueText(before, writer));
  return changes.changed(what, valueText(before, writer), valueText(after, writer));
}

/** What a field is called, with its place in a list. */
export function pathText(path: string, writer: PeopleWriter): string {
  const labels: Readonly<Record<string, string>> = writer.people.fields;
  const [first = "", ...rest] = path.split(".");
  const [, name = first, place] = /^(.*?)(?:\[(\d+)\])?$/.exec(first) ?? [];
  const label = ownValue(labels, name) ?? writer.name(name);
  const last = rest.map((part) => ownValue(labels, part) ?? writer.name(part)).filter((part) => part !== label);
  return [label, ...(place === undefined ? [] : [String(Number(place) + 1)]), ...last].join(" ");
}

function valueText(value: unknown, writer: PeopleWriter): string {
  if (value === null || value === undefined) return writer.people.trail.nothing;
  if (typeof value !== "object") return String(value);
  return Object.values(value)
    .map((part) => valueText(part, writer))
    .join(", ");
}

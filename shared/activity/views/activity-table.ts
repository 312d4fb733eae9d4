import { isRefusal } from "../../base/issues/refusal.ts";
import { ownValue } from "../../base/json/own-value.ts";
import { col, table } from "../../ui/table.ts";
import type { Block, Cell } from "../../ui/view.ts";
import type { IssueWriter, MomentWriter, Writer } from "../../ui/writer.ts";
import { activityWordsOf } from "../messages.ts";
import type { ActivityEntry, FieldChange } from "../model/activity-entry.ts";

/** How many changes of one entry are told; the proposal has them all. */
const MAX_CHANGES = 8;

/** The number of a revision follows from its change, and a signature is for who checks it. */
const UNTOLD = new Set(["revision", "signs"]);

/** What the fields of a subject are called, by their names. */
export type FieldLabels = Readonly<Record<string, string>>;

/** Who did what to a subject, when and why; the newest first. */
export function activityBlocks(activity: readonly ActivityEntry[], labels: FieldLabels, writer: MomentWriter): Block[] {
  const words = activityWordsOf(writer.language);
  if (activity.length === 0) return [{ kind: "paragraph", text: words.empty }];
  return [
    table({ id: "activity-table", caption: words.title }, activity.toReversed(), [
      col(words.at, (entry) => writer.text(writer.moment(entry.at))),
      col(words.by, (entry) => writer.text(entry.by)),
      col(words.what, (entry) => whatCell(entry, labels, writer)),
      col(words.why, (entry) => writer.text(entry.why ?? "")),
    ]),
  ];
}

function whatCell({ action, changes: all, proposalId }: ActivityEntry, labels: FieldLabels, writer: Writer & IssueWriter): Cell {
  const words = activityWordsOf(writer.language);
  const changes = all.filter(({ path }) => !UNTOLD.has(path));
  const told = changes.slice(0, MAX_CHANGES).map((change) => changeText(change, labels, writer));
  const more = changes.length > MAX_CHANGES ? [words.more(String(changes.length - MAX_CHANGES))] : [];
  return writer.text(words.actions[action], {
    ...(proposalId === undefined ? {} : { to: `proposals/${encodeURIComponent(proposalId)}` }),
    note: [...told, ...more].join(writer.words.joins.list),
  });
}

/** One field that changed. What it is called stands first; a list's place is counted from 1. */
export function changeText({ path, before, after }: FieldChange, labels: FieldLabels, writer: Writer & IssueWriter): string {
  const words = activityWordsOf(writer.language);
  const what = pathText(path, labels, writer);
  if (before === undefined) return words.fresh(what, valueText(after, writer));
  if (after === undefined) return words.gone(what, valueText(before, writer));
  return words.changed(what, valueText(before, writer), valueText(after, writer));
}

/** What a field is called, with its place in a list. */
export function pathText(path: string, labels: FieldLabels, writer: Writer): string {
  const [first = "", ...rest] = path.split(".");
  const [, name = first, place] = /^(.*?)(?:\[(\d+)\])?$/.exec(first) ?? [];
  const label = ownValue(labels, name) ?? writer.name(name);
  const last = rest.map((part) => ownValue(labels, part) ?? writer.name(part)).filter((part) => part !== label);
  return [label, ...(place === undefined ? [] : [String(Number(place) + 1)]), ...last].join(" ");
}

function valueText(value: unknown, writer: Writer & IssueWriter): string {
  if (value === null || value === undefined) return activityWordsOf(writer.language).nothing;
  if (typeof value !== "object") return String(value);
  if (isRefusal(value)) return writer.formatIssue(value);
  return Object.values(value)
    .map((part) => valueText(part, writer))
    .join(", ");
}

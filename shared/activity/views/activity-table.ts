import { isRefusal } from "../../base/issues/issue.ts";
import { ownValue } from "../../base/json/own-value.ts";
import { proposalPath } from "../../ui/links.ts";
import { col, table } from "../../ui/table.ts";
import { type Block, type Cell, paragraph } from "../../ui/view.ts";
import type { IssueWriter, MomentWriter, Writer } from "../../ui/writer.ts";
import { activityWordsOf } from "../messages.ts";
import type { ActivityEntry, FieldChange } from "../model/activity-entry.ts";

/** The number of a revision follows from its change, and a signature is for who checks it. */
const UNTOLD = new Set(["revision", "signs"]);

/** Hashes and ids that bind a submission: they stand on the proposal's page. */
const BINDING = /(Hash|Id|signs|acknowledged|openMonth.*)$/;

/** What the fields of a subject are called, by their names. */
export type FieldLabels = Readonly<Record<string, string>>;

/** Who did what to a subject, when and why; the newest first. */
export const activityBlocks = (activity: readonly ActivityEntry[], labels: FieldLabels, writer: MomentWriter): Block[] => [
  activityTable(activity, writer, {
    max: 8,
    changesOf: ({ changes }) => changes.filter(({ path }) => !UNTOLD.has(path)),
    textOf: (change) => changeText(change, labels, writer),
  }),
];

/**
 * Who did what to a plan or proposal, when and why, field by field; the newest first.
 * @param own the proposal on whose page it stands: its lines lead nowhere else.
 */
export const planActivity = (activity: readonly ActivityEntry[], writer: MomentWriter, own?: string): Block =>
  activityTable(activity, writer, {
    max: 12,
    // What a draft began with stands on the page itself.
    changesOf: ({ action, changes }) =>
      action === "create" || action === "roll-back" ? [] : changes.filter(({ path }) => !BINDING.test(path)),
    textOf: (change) => fieldText(change, writer),
    own,
  });

/** How entries are told. */
interface EntryStyle {
  /** How many changes of an entry are told; the proposal, and the API, have them all. */
  readonly max: number;
  changesOf(entry: ActivityEntry): readonly FieldChange[];
  textOf(change: FieldChange): string;
  readonly own?: string | undefined;
}

function activityTable(activity: readonly ActivityEntry[], writer: MomentWriter, { max, changesOf, textOf, own }: EntryStyle): Block {
  const words = activityWordsOf(writer.language);
  if (activity.length === 0) return paragraph(words.empty);
  const whatCell = (entry: ActivityEntry): Cell => {
    const { action, proposalId } = entry;
    const changes = changesOf(entry);
    const more = changes.length > max ? [words.more(String(changes.length - max))] : [];
    return writer.text(words.actions[action], {
      to: proposalId === undefined || proposalId === own ? undefined : proposalPath(proposalId),
      note: [...changes.slice(0, max).map(textOf), ...more].join(writer.words.joins.list),
    });
  };
  return table({ id: "activity-table", caption: words.title }, activity.toReversed(), [
    col(words.at, (entry) => writer.text(writer.moment(entry.at))),
    col(words.doneBy, (entry) => writer.text(entry.by)),
    col(words.what, whatCell),
    col(words.comment, (entry) => writer.text(entry.comment ?? "")),
  ]);
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

/** A field as it was written, by its path: the exact record beside the readable diff. */
function fieldText({ path, before, after }: FieldChange, writer: Writer & IssueWriter): string {
  const words = activityWordsOf(writer.language);
  if (before === undefined) return words.fresh(path, isRefusal(after) ? writer.formatIssue(after) : shortOf(after));
  return after === undefined ? words.gone(path, shortOf(before)) : words.changed(path, shortOf(before), shortOf(after));
}

const LONGEST_VALUE = 120;

/** A value in as many characters as are read. */
export function shortOf(value: unknown): string {
  const text =
    typeof value === "string" ? value : (JSON.stringify(value, (_, item) => (typeof item === "bigint" ? String(item) : item)) ?? "");
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

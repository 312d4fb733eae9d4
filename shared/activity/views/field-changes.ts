import { isRefusal } from "../../base/issues/refusal.ts";
import { col, table } from "../../ui/table.ts";
import type { Block, Cell } from "../../ui/view.ts";
import type { IssueWriter, MomentWriter, Writer } from "../../ui/writer.ts";
import { activityWordsOf } from "../messages.ts";
import type { ActivityEntry, FieldChange } from "../model/activity-entry.ts";

/** How many changes of an entry are told; the API has them all. */
const MAX_CHANGES = 12;
const LONGEST_VALUE = 120;

/** Hashes and ids that bind a submission: they stand on the proposal's page. */
const BINDING = /(Hash|Id|signs|acknowledged|openMonth.*)$/;

/**
 * Who did what to a plan or proposal, when and why, field by field; the newest first.
 * @param own the proposal on whose page it stands: its lines lead nowhere else.
 */
export function planActivity(activity: readonly ActivityEntry[], writer: MomentWriter, own?: string): Block {
  const words = activityWordsOf(writer.language);
  if (activity.length === 0) return { kind: "paragraph", text: words.empty };
  return table({ id: "activity-table", caption: words.title }, activity.toReversed(), [
    col(words.at, (entry) => writer.text(writer.moment(entry.at))),
    col(words.by, (entry) => writer.text(entry.by)),
    col(words.what, (entry) => whatCell(entry, writer, own)),
    col(words.why, (entry) => writer.text(entry.why ?? "")),
  ]);
}

function whatCell({ action, changes, proposalId }: ActivityEntry, writer: Writer & IssueWriter, own: string | undefined): Cell {
  const words = activityWordsOf(writer.language);
  // What a draft began with stands on the page itself.
  const edits = action === "create" || action === "roll-back" ? [] : changes.filter(({ path }) => !BINDING.test(path));
  const told = edits.slice(0, MAX_CHANGES).map((change) => fieldText(change, writer));
  const more = edits.length > MAX_CHANGES ? [words.more(String(edits.length - MAX_CHANGES))] : [];
  return writer.text(words.actions[action], {
    ...(proposalId === undefined || proposalId === own ? {} : { to: `proposals/${encodeURIComponent(proposalId)}` }),
    note: [...told, ...more].join(writer.words.joins.list),
  });
}

/** A field as it was written, by its path: the exact record beside the readable diff. */
export function fieldText({ path, before, after }: FieldChange, writer: Writer & IssueWriter): string {
  const words = activityWordsOf(writer.language);
  if (before === undefined) return words.fresh(path, isRefusal(after) ? writer.formatIssue(after) : shortOf(after));
  return after === undefined ? words.gone(path, shortOf(before)) : words.changed(path, shortOf(before), shortOf(after));
}

/** A value in as many characters as are read. */
export function shortOf(value: unknown): string {
  const text =
    typeof value === "string" ? value : (JSON.stringify(value, (_, item) => (typeof item === "bigint" ? String(item) : item)) ?? "");
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

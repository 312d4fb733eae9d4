import type { JsonChange } from "../../base/json/diff.ts";
import { changesBetween } from "../../base/json/diff.ts";
import { col, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import { settingsWordsOf } from "../messages.ts";
import type { SettingsWords } from "../messages.zh.ts";
import type { Settings, SettingsVersion } from "../model/settings.ts";

/** The settings of a version, a line each. */
export function settingsTable({ settings }: SettingsVersion, writer: Writer): Block {
  const words = settingsWordsOf(writer.language);

  return table({ id: "settings", caption: words.title }, leavesOf(settings), [
    col(words.setting, ({ path }) => writer.text(labelOf(path, words))),
    col(words.value, ({ path, after }) => writer.text(valueText(path, after, writer))),
  ]);
}

/** What differs between two contents, field by field. */
export function settingsChanges(before: Settings, after: Settings, writer: Writer): Block {
  const words = settingsWordsOf(writer.language);
  return table({ id: "changes", caption: words.changes }, changesBetween(before, after), [
    col(words.setting, ({ path }) => writer.text(labelOf(path, words))),
    col(words.before, (change) => writer.text(valueText(change.path, change.before, writer))),
    col(words.after, (change) => writer.text(valueText(change.path, change.after, writer))),
  ]);
}

/** The versions, the latest first, each with what it changed of the one before. */
export function settingsHistory(versions: readonly SettingsVersion[], moment: (at: string) => string, writer: Writer): Block {
  const words = settingsWordsOf(writer.language);
  const byWhom = (change: SettingsVersion["change"]) =>
    change === undefined
      ? writer.text(words.initial)
      : writer.text(words.changedBy(change.proposedBy, change.approvedBy, moment(change.at)), {
          note: change.comment,
          to: `proposals/${encodeURIComponent(change.proposalId)}`,
        });
  const changesOf = (settings: Settings, before: SettingsVersion | undefined) =>
    before === undefined ? [] : changesBetween(before.settings, settings);
  return table({ id: "history", caption: words.history }, versions, [
    col(words.historyVersion, ({ version }) => writer.text(String(version))),
    col(words.historyBy, ({ change }) => byWhom(change)),
    col(words.historyWhat, ({ settings }, place) =>
      writer.text(
        changesOf(settings, versions[place + 1])
          .map((each) => changeText(each, writer))
          .join(words.lines),
      ),
    ),
  ]);
}

function changeText({ path, before, after }: JsonChange, writer: Writer): string {
  const words = settingsWordsOf(writer.language);
  return `${labelOf(path, words)}${words.colon}${valueText(path, before, writer)} → ${valueText(path, after, writer)}`;
}

/** Fields below finance and review one by one; lists as one. */
export const leavesOf = (settings: Settings): JsonChange[] =>
  Object.entries(settings).flatMap(([section, content]) => leaves(section, content));

function leaves(path: string, content: unknown): JsonChange[] {
  if (content === null || typeof content !== "object" || Array.isArray(content)) return [{ path, after: content }];
  return Object.entries(content).flatMap(([name, member]) => leaves(`${path}.${name}`, member));
}

/** A field's name for people; of one inside of a list, with its place. */
export function labelOf(path: string, { fields, item }: SettingsWords): string {
  const known = Object.keys(fields)
    .filter((each) => path === each || path.startsWith(`${each}[`) || path.startsWith(`${each}.`))
    .sort((left, right) => right.length - left.length)[0];
  if (known === undefined) return path;
  const [, index, rest = ""] = /^\[(\d+)\](.*)$/.exec(path.slice(known.length)) ?? [];
  return index === undefined ? `${fields[known]}${path.slice(known.length)}` : `${fields[known]}${item(Number(index) + 1)}${rest}`;
}

function valueText(path: string, value: unknown, writer: Writer): string {
  const words = settingsWordsOf(writer.language);
  if (value === undefined) return "–";
  if (path === "review.milestone" && typeof value === "number") return writer.money(BigInt(value));
  if (path === "eventSources") return (value as Settings["eventSources"]).map((each) => sourceText(each, words)).join(words.lines);
  if (/^eventSources\[\d+\]$/.test(path)) return sourceText(value as Settings["eventSources"][number], words);
  if (path === "finance.templates")
    return (value as Settings["finance"]["templates"])
      .map(({ name, id, columns }) => words.template(name, id, String(columns.length)))
      .join(words.lines);
  if (typeof value === "boolean") return value ? words.isTrue : words.isFalse;
  if (Array.isArray(value) && value.every((each) => typeof each !== "object")) return value.length === 0 ? "–" : value.join(words.list);
  return typeof value === "string" ? value : JSON.stringify(value);
}

const sourceText = ({ source, kinds }: Settings["eventSources"][number], words: SettingsWords): string =>
  words.brings(source, kinds.map((kind) => words.kinds[kind]).join(words.list));

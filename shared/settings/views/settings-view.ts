import type { JsonChange } from "../../base/json/diff.ts";
import { changesBetween } from "../../base/json/diff.ts";
import type { Block, Row } from "../../ui/view.ts";
import { textColumn, type Writer } from "../../ui/writer.ts";
import { settingsWordsOf } from "../messages.ts";
import type { SettingsWords } from "../messages.zh.ts";
import type { Settings, SettingsVersion } from "../model/settings.ts";

/** The settings of a version, a line each. */
export function settingsTable({ settings }: SettingsVersion, writer: Writer): Block {
  const words = settingsWordsOf(writer.language);
  const rows = leavesOf(settings).map(
    ({ path, after }): Row => ({ cells: [writer.text(labelOf(path, words)), writer.text(valueText(path, after, words))] }),
  );
  return { kind: "table", id: "settings", caption: words.title, columns: [textColumn(words.setting), textColumn(words.value)], rows };
}

/** What differs between two contents, field by field. */
export function settingsChanges(before: Settings, after: Settings, writer: Writer): Block {
  const words = settingsWordsOf(writer.language);
  const rows = changesBetween(before, after).map(
    (change): Row => ({
      cells: [change.path, valueText(change.path, change.before, words), valueText(change.path, change.after, words)].map((text, place) =>
        writer.text(place === 0 ? labelOf(text, words) : text),
      ),
    }),
  );
  const columns = [textColumn(words.setting), textColumn(words.before), textColumn(words.after)];
  return { kind: "table", id: "changes", caption: words.changes, columns, rows };
}

/** The versions, the latest first, each with what it changed of the one before. */
export function settingsHistory(versions: readonly SettingsVersion[], moment: (at: string) => string, writer: Writer): Block {
  const words = settingsWordsOf(writer.language);
  const rows = versions.map(({ version, settings, change }, place): Row => {
    const before = versions[place + 1];
    const changes = before === undefined ? [] : changesBetween(before.settings, settings);
    return {
      cells: [
        writer.text(String(version)),
        change === undefined
          ? writer.text(words.initial)
          : writer.text(words.changedBy(change.proposedBy, change.approvedBy, moment(change.at)), {
              note: change.why,
              to: `proposals/${encodeURIComponent(change.proposalId)}`,
            }),
        writer.text(changes.map((each) => changeText(each, words)).join(words.lines)),
      ],
    };
  });
  const columns = [textColumn(words.historyVersion), textColumn(words.historyBy), textColumn(words.historyWhat)];
  return { kind: "table", id: "history", caption: words.history, columns, rows };
}

const changeText = ({ path, before, after }: JsonChange, words: SettingsWords): string =>
  `${labelOf(path, words)}${words.colon}${valueText(path, before, words)} → ${valueText(path, after, words)}`;

/** Fields below finance and review one by one; lists as one. */
export const leavesOf = (settings: Settings): JsonChange[] =>
  Object.entries(settings).flatMap(([section, content]) => leaves(section, content));

function leaves(path: string, content: unknown): JsonChange[] {
  if (content === null || typeof content !== "object" || Array.isArray(content)) return [{ path, after: content }];
  return Object.entries(content).flatMap(([name, member]) => leaves(`${path}.${name}`, member));
}

/** A field's name for people; of one inside of a list, with its place. */
export function labelOf(path: string, { fields }: SettingsWords): string {
  const known = Object.keys(fields)
    .filter((each) => path === each || path.startsWith(`${each}[`) || path.startsWith(`${each}.`))
    .sort((a, b) => b.length - a.length)[0];
  return known === undefined ? path : `${fields[known]}${path.slice(known.length)}`;
}

function valueText(path: string, value: unknown, words: SettingsWords): string {
  if (value === undefined) return "–";
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

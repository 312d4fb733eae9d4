import { expect, test } from "vitest";
import { settingsWordsOf } from "../../../shared/settings/messages.ts";
import { settingsSchema } from "../../../shared/settings/model/settings.ts";
import { labelOf, leavesOf, settingsTable } from "../../../shared/settings/views/settings-view.ts";
import { writerFor } from "../../../shared/ui/writer.ts";

test("labels: every setting is called by words in both languages, none by its path", () => {
  const paths = leavesOf(settingsSchema.parse({})).map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(15);
  for (const language of ["zh", "en"] as const)
    expect(paths.filter((path) => /(finance|review|eventSources)(\.|$)/.test(labelOf(path, settingsWordsOf(language))))).toEqual([]);
});

test("labels: a member of a list is named by its place, and money is told as money", () => {
  expect(labelOf("finance.calendar.daysOff[1]", settingsWordsOf("zh"))).toBe("银行节假日（第 2 项）");
  expect(labelOf("finance.templates[0].columns[2].title", settingsWordsOf("en"))).toMatch(/ \(item 1\)\.columns\[2\]\.title$/);
  const version = { version: 1, hash: "", settings: settingsSchema.parse({ review: { milestone: 10_000_000 } }) };
  const table = settingsTable(version, writerFor("CNY", "zh"));
  const rows = table.kind === "table" ? table.rows : [];
  expect(rows.find(({ cells }) => cells[0]?.text === "试算关注的月收入")?.cells[1]?.text).toBe("¥100,000.00");
});

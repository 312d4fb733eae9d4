import { expect, test } from "vitest";
import { settingsWordsOf } from "../../../shared/settings/messages.ts";
import { settingsSchema } from "../../../shared/settings/model/settings.ts";
import { labelOf, leavesOf } from "../../../shared/settings/views/settings-view.ts";

test("every setting is called by words in both languages, none by its path", () => {
  const paths = leavesOf(settingsSchema.parse({})).map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(15);
  for (const language of ["zh", "en"] as const)
    expect(paths.filter((path) => /(finance|review|eventSources)(\.|$)/.test(labelOf(path, settingsWordsOf(language))))).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium } from "./chromium.ts";
import { expectAccessible, expectFits, type ListeningPage, openListening } from "./looks.ts";
import { PAGES, type SitePage } from "./pages.ts";
import { headlineOf } from "./reading.ts";
import { SECRET_COST } from "./story.ts";
import { expectVerifies } from "./verifying.ts";
import { walks } from "./walks.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
const PEOPLE = {
  advisor: { username: "adv-wang", roles: ["advisor"] },
  hr: { username: "hr", roles: ["hr"] },
  nobody: undefined,
} as const;
const PHONE = { width: 360, height: 780 };
const DESKTOP = { width: 1280, height: 900 };
const COSTS = [String(SECRET_COST), "76,543.21", "76543.21"];

describe.skipIf(!hasChromium)("in Chromium, or skipped where there is none (CHROMIUM_PATH)", () => {
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.stop());

  for (const language of ["zh", "en"] as const) {
    test(`each page is whole, accessible, and no wider than a phone or a desktop, in ${language}`, async () => {
      for (const as of ["advisor", "hr", "nobody"] as const) {
        const window = await world.open(PEOPLE[as], { colorScheme: language === "zh" ? "light" : "dark" });
        const tab = await openListening(window, world.local.url);
        for (const [place, page] of PAGES.entries()) if (page.as === as) await look(tab, page, language, place % 2 === 0);
        await window.close();
      }
    });
  }

  walks(() => world);

  test("a statement is verified by its reader's own browser, and a forged fen found", async () => {
    const window = await world.open(PEOPLE.advisor);
    const tab = await openListening(window, world.local.url);
    await tab.setViewportSize(PHONE);
    await expectVerifies(tab);
    expect(tab.complaints).toEqual([]);
    await window.close();
  });
});

/**
 * Looks at a page on a phone and on a desktop, by day in Chinese and by night in English. Axe takes longest: it looks at
 * every second page on the phone by day, and at the others on the desktop by night.
 */
async function look(
  tab: ListeningPage,
  { name, path, status = 200, headline }: SitePage,
  language: "zh" | "en",
  isByDay: boolean,
): Promise<void> {
  await tab.setViewportSize(PHONE);
  const answer = await tab.goto(`/${language}/${path}`);
  expect(answer?.status(), name).toBe(status);
  expect(await tab.getAttribute("html", "lang")).toBe(language === "zh" ? "zh-CN" : "en");
  if (headline !== undefined) expect(await headlineOf(tab), name).toBe(headline);
  const text = await tab.content();
  for (const cost of COSTS) expect(text, name).not.toContain(cost);
  await expectFits(tab, `${name}-${language}-phone`);
  if (language === "zh" && isByDay) await expectAccessible(tab, name);
  await tab.setViewportSize(DESKTOP);
  await expectFits(tab, `${name}-${language}-desktop`);
  if (language === "en" && !isByDay) await expectAccessible(tab, name);
  const expected = status === 200 ? [] : [expect.stringContaining(`the server responded with a status of ${status}`)];
  expect(tab.complaints.splice(0), name).toEqual(expected);
}

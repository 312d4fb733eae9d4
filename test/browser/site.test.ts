import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium } from "./chromium.ts";
import { financeWalks } from "./finance-walks.ts";
import { hrWalks } from "./hr-walks.ts";
import { expectAccessible, expectFits, type ListeningPage, openListening } from "./looks.ts";
import { PAGES, type SitePage } from "./pages.ts";
import { describePayees } from "./payouts.ts";
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
/** Widths are what is tested; what is higher is only drawn. */
const PHONE = { width: 360, height: 480 };
const DESKTOP = { width: 1280, height: 480 };
const COSTS = [String(SECRET_COST), "76,543.21", "76543.21"];

describe.skipIf(!hasChromium)("in Chromium, or skipped where there is none (CHROMIUM_PATH)", () => {
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.stop());

  for (const language of ["zh", "en"] as const) {
    test(`each page is whole, accessible, and no wider than a phone or a desktop, in ${language}`, async () => {
      const window = await world.open(undefined, { colorScheme: language === "zh" ? "light" : "dark" });
      const tab = await openListening(window, world.local.url);
      for (const as of ["advisor", "hr", "nobody"] as const) {
        await world.signIn(window, PEOPLE[as]);
        // Variants are looked at in one language.
        const pages = PAGES.filter((page) => page.as === as && (language === "zh" || page.isVariant !== true));
        for (const page of pages) await look(tab, page, language);
      }
      await window.close();
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

  // After all that only reads. HR's come before finance's, whose closes move the clock on by two months.
  describe("HR and finance, who change things", () => {
    let accounts: readonly string[] = [];
    beforeAll(async () => {
      accounts = await describePayees([
        { advisorId: "adv-wang", name: "王䶮" },
        { advisorId: "adv-chen", name: "陈喆" },
      ]);
    });
    hrWalks(() => world);
    financeWalks(
      () => world,
      () => accounts,
    );
  });
});

/** Axe takes longest: it looks at every second page on the phone by day, and at the others on the desktop by night. */
const LOOKED_AT_BY_AXE = PAGES.filter(({ isVariant }) => isVariant !== true);
const BY_DAY = new Set(LOOKED_AT_BY_AXE.filter((_, place) => place % 2 === 0));
const BY_NIGHT = new Set(LOOKED_AT_BY_AXE.filter((_, place) => place % 2 === 1));

/** Looks at a page on a phone and on a desktop, by day in Chinese and by night in English. */
async function look(tab: ListeningPage, page: SitePage, language: "zh" | "en"): Promise<void> {
  const { name, path, status = 200, headline } = page;
  await tab.setViewportSize(PHONE);
  const answer = await tab.goto(`/${language}/${path}`);
  expect(answer?.status(), name).toBe(status);
  expect(await tab.getAttribute("html", "lang")).toBe(language === "zh" ? "zh-CN" : "en");
  if (headline !== undefined) expect(await headlineOf(tab), name).toBe(headline);
  const text = await tab.content();
  for (const cost of COSTS) expect(text, name).not.toContain(cost);
  await expectFits(tab, `${name}-${language}-phone`);
  if (language === "zh" && BY_DAY.has(page)) await expectAccessible(tab, name);
  await tab.setViewportSize(DESKTOP);
  await expectFits(tab, `${name}-${language}-desktop`);
  if (language === "en" && BY_NIGHT.has(page)) await expectAccessible(tab, name);
  const expected = status === 200 ? [] : [expect.stringContaining(`the server responded with a status of ${status}`)];
  expect(tab.complaints.splice(0), name).toEqual(expected);
}

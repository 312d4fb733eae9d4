import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible, expectFits, type ListeningPage, openListening } from "./looks.ts";
import type { World } from "./world.ts";

const HR = { username: "hr", roles: ["hr"] } as const;
const SECOND_HR = { username: "hr-2", roles: ["hr"] } as const;
/** One person with two roles: still one person. */
const HR_AND_FINANCE = { username: "hr", roles: ["hr", "finance"] } as const;

/** The desktop last: so it stays. */
const SIZES = { phone: { width: 390, height: 480 }, desktop: { width: 1280, height: 480 } } as const;
/** A busy machine redraws late; how late is not what is tested. */
const REDRAWN = { timeout: 20_000 };
/** The second step of the hotels' ladder. */
const STEP_RATE = 'input[name="components[0].tiers.steps[1].rate"]';
const STEP_FROM = 'input[name="components[0].tiers.steps[2].from"]';

/** What HR does on the pages, from a draft to what is in force; what is published stays, so these come last. */
export function hrWalks(world: () => World): void {
  test("HR edits a plan by keyboard, tries it, submits it; another approves it; it is published", async () => {
    const office = await world().open(HR, { locale: "en" });
    const page = await openListening(office, world().local.url);

    // 1. A draft from the version in force.
    await page.goto("/en/hr/plans");
    await look(page, "hr-plans");
    await page.goto("/en/hr/plans/partner");
    await look(page, "hr-plan");
    await page.locator('form[action$="/plans/partner/versions/3/draft"] button').first().click();
    await page.waitForURL("**/en/hr/proposals/*/edit");
    const proposal = page.url().replace(/\/edit$/, "");

    // 2. The second step pays 6.5% from November on, and gets a step above it: by keyboard alone.
    await page.locator(STEP_RATE).focus();
    await retype(page, "6.5");
    await expectDrawn(page, "6.5%");
    await page.locator('button[name=op][value="insert:components[0].tiers.steps[1]"]').focus();
    await page.keyboard.press("Enter");
    await page.locator('input[name="components[0].tiers.steps[3].from"]').waitFor();
    // The new row waits to be filled in.
    expect(await page.evaluate("document.activeElement?.getAttribute('name')")).toBe("components[0].tiers.steps[2].from");
    await page.locator(STEP_FROM).focus();
    await retype(page, "200,000.00");
    await page.keyboard.press("Tab");
    await retype(page, "5");
    // A ladder that falls is told while one types.
    await expect.poll(() => page.locator("#checks").textContent(), REDRAWN).toMatch(/5%/);
    await page.locator('input[name="components[0].tiers.steps[2].rate"]').focus();
    await retype(page, "7");
    await page.fill('input[name="effectiveFrom"]', "2026-11-01");
    await look(page, "hr-editor");
    await page.fill('input[name="comment"]', "Good sellers leave at 6%");
    await page.locator('button[name=op][value="save"]').click();
    await page.waitForURL(proposal);
    expect(await page.locator("#changes").textContent()).toMatch(/6%\s*→\s*6\.5%/);
    await look(page, "hr-draft");

    // 3. A trial over the closed months.
    await page.goto(`${proposal}/simulations`);
    await look(page, "hr-trial-form");
    await page.locator("form.sheet button[type=submit]").click();
    await page.waitForURL("**/en/hr/simulations/*");
    await look(page, "hr-trial");

    // 4. Submitted, with what the checks found acknowledged.
    await page.goto(proposal);
    for (const tick of await page.locator("#findings input[type=checkbox]").all()) await tick.check();
    await page.fill("#submit-comment", "Approved by the board in October");
    await page.locator("#submit-form button").click();
    await page.waitForURL(proposal);
    expect(await page.locator(".state").first().getAttribute("class")).toContain("submitted");
    await expectFitsAll(page, "hr-submitted");
    expect(await page.locator("#approve-form").count()).toBe(0);

    // 5. Another role does not make the author another person; somebody else approves.
    await world().signIn(office, HR_AND_FINANCE);
    await page.goto(proposal);
    expect(await page.locator("#approve-form").count()).toBe(0);
    await world().signIn(office, SECOND_HR);
    await page.goto("/en/hr/approvals");
    await look(page, "hr-approvals");
    await page
      .locator(`a[href="${new URL(proposal).pathname}"]`)
      .first()
      .click();
    await page.waitForURL(proposal);
    await page.locator("#approve-form button").click();
    await page.waitForURL(proposal);
    expect(await page.locator(".state").first().getAttribute("class")).toContain("approved");

    // 6. Published: the plan's page has it, with what changed in words.
    await world().signIn(office, HR);
    await page.goto(proposal);
    await page.locator("#publish-form button").click();
    await page.waitForURL(proposal);
    expect(await page.locator(".state").first().getAttribute("class")).toContain("published");
    await expectFitsAll(page, "hr-published");
    await world().local.drain();
    await page.goto("/zh/hr/plans/partner");
    expect(await page.locator("main").textContent()).toMatch(/6%\s*→\s*6\.5%/);
    await expectFitsAll(page, "hr-plan-published");
    expect(page.complaints).toEqual([]);
    await office.close();
  });

  test("a version that begins in a closed month is tried on the credits, in the background, and its adjustments are approved one by one", async () => {
    const office = await world().open(HR, { locale: "en" });
    const page = await openListening(office, world().local.url);
    await page.goto("/en/hr/plans/partner");
    await page.locator('form[action$="/plans/partner/versions/4/draft"] button').first().click();
    await page.waitForURL("**/en/hr/proposals/*/edit");
    const proposal = page.url().replace(/\/edit$/, "");
    await page.fill('input[name="effectiveFrom"]', "2026-08-01");
    await page.fill('input[name="components[0].tiers.steps[0].rate"]', "4.5");
    await page.locator('button[name=op][value="save"]').click();
    await page.waitForURL(proposal);

    // The form chooses the range and the way by itself; what it reads takes a queue.
    await page.goto(`${proposal}/simulations`);
    expect(await page.locator("#as-dated").isChecked()).toBe(true);
    await page.locator("form.sheet button[type=submit]").click();
    await page.waitForURL("**/en/hr/simulations/*");
    await world().local.drain();
    await page.reload();
    await page.locator("#basis, .fine").first().waitFor();
    await expectFitsAll(page, "hr-restating-trial");

    await page.goto(proposal);
    for (const tick of await page.locator("#findings input[type=checkbox]").all()) await tick.check();
    await page.fill("#submit-comment", "It was agreed for August");
    await page.locator("#submit-form button").click();
    await page.waitForURL(proposal);
    const listed = await page.locator("#restatement").textContent();
    expect(listed).toContain("王䶮");
    await look(page, "hr-restating");

    await world().signIn(office, { username: "finance", roles: ["finance"] });
    await page.goto(proposal);
    await page.locator("#approve-form button").click();
    await page.waitForURL(proposal);

    await world().signIn(office, HR);
    await page.goto(proposal);
    await page.locator("#publish-form button").click();
    await page.waitForURL(proposal);
    await world().local.drain();
    await page.reload();
    expect(await page.locator(".state").first().getAttribute("class")).toContain("published");
    expect(page.complaints).toEqual([]);
    await office.close();
  });

  test("without JavaScript a step is added, a wrong rate is told at its field, and nothing that was typed is lost", async () => {
    const office = await world().open(HR, { javaScriptEnabled: false });
    const page = await openListening(office, world().local.url);
    await page.goto("/zh/hr/plans/partner");
    await page.locator('form[action$="/versions/3/draft"] button').first().click();
    await page.waitForURL("**/zh/hr/proposals/*/edit");
    await page.fill(STEP_RATE, "六");
    await page.locator('button[name=op][value="insert:components[0].tiers.steps[0]"]').click();
    const name = "components[0].tiers.steps[2].rate";
    expect(await page.inputValue(`input[name="${name}"]`)).toBe("六");
    expect(await page.getAttribute(`input[name="${name}"]`, "aria-invalid")).toBe("true");
    expect(page.complaints).toEqual([]);
    await office.close();
  });

  test("each of HR's other pages is whole, accessible and no wider than a phone", async () => {
    const office = await world().open(HR);
    const page = await openListening(office, world().local.url);
    for (const path of OTHER_PAGES) {
      const answer = await page.goto(`/zh/hr/${path}`);
      expect(answer?.status(), path).toBe(200);
      await look(page, `hr-${path.replaceAll("/", "-")}`);
    }
    expect(page.complaints).toEqual([]);
    await office.close();
  });
}

const OTHER_PAGES = [
  "plans/partner/versions/3",
  "advisors",
  "register",
  "advisors/adv-wang",
  "advisors/adv-wang/offboard",
  "scores",
  "quarantine",
];

/** Replaces what stands in the focused field, as one does by keyboard. */
async function retype(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Whether the payout curve shows a rate, once it is redrawn. */
async function expectDrawn(page: Page, rate: string): Promise<void> {
  await expect.poll(() => page.locator("#curve-0").textContent(), REDRAWN).toContain(rate);
}

/** Looks at a page on a phone and on a desktop. */
async function expectFitsAll(page: ListeningPage, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await expectFits(page, `${name}-${size}`);
  }
}

/** The same with axe, which takes longest: once for each page, in one of its states. */
async function look(page: ListeningPage, name: string): Promise<void> {
  await expectFitsAll(page, name);
  await expectAccessible(page, name);
}

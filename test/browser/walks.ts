import { expect, test } from "vitest";
import { openListening } from "./looks.ts";
import { headlineOf, rowsOf, sumsOf } from "./reading.ts";
import type { World } from "./world.ts";

const WANG = { username: "adv-wang", roles: ["advisor"] } as const;
const HR = { username: "hr", roles: ["hr"] } as const;

/** What people do on the pages, step by step. */
export function walks(world: () => World): void {
  test("an advisor signs in, and from their month follows an amount down to an order, each sum ending in the amount above", async () => {
    const window = await world().open(undefined);
    const page = await openListening(window, world().local.url);
    await page.goto("/sign-in?login_hint=adv-wang&to=/en/me/months/2026-09");
    await page.waitForURL("**/en/me/months/2026-09");

    const earned = await headlineOf(page);
    expect(await sumsOf(page, "components")).toEqual({ sum: earned, total: earned });
    const hotels = page.locator("table#components tr", { hasText: "hotel-share" });
    const amount = BigInt((await hotels.locator("td.end a data").getAttribute("value")) ?? "");
    await hotels.locator("td.end a").click();

    expect(await headlineOf(page)).toBe(amount);
    const first = await sumsOf(page, "credits");
    expect(first.sum).toBe(first.total);
    await page.locator("nav.paging a[rel=next]").click();
    await page.waitForURL("**page=2#credits");
    expect(await sumsOf(page, "credits")).toEqual({ sum: amount, total: amount });

    const row = page.locator("table#credits tbody tr", { hasText: "S-09129" });
    const part = BigInt((await row.locator("td.end a data").getAttribute("value")) ?? "");
    await row.locator("th a").click();
    await page.waitForURL("**/orders/S-09129");
    expect(await headlineOf(page)).toBe(part);
    expect((await rowsOf(page, "parts")).at(-1)?.values.at(-1)).toBe(part);
    expect(page.complaints).toEqual([]);
    await window.close();
  });

  test("without JavaScript all of it works: the question, the languages, the files", async () => {
    const window = await world().open(WANG, { javaScriptEnabled: false });
    const page = await openListening(window, world().local.url);
    await page.goto("/zh/me");
    await page.selectOption("select[name=product]", "hotel");
    await page.fill("input[name=price]", "１,000.50");
    await page.locator(".question button").click();
    // 1,000.50 at the standing 4% × 1.1 for a score of 4.9.
    expect(await page.locator(".answer").textContent()).toContain("44.02");
    await page.locator(".tools a", { hasText: "English" }).click();
    expect(new URL(page.url()).pathname).toBe("/en/me");
    expect(await page.locator("table#latest").textContent()).toContain("Refunded in full, a price of ¥9,000.00");
    expect(await page.locator(".answer").textContent()).toContain("44.02");
    await page.goto("/en/me/statements/2026-09/verify");
    expect(await page.locator("noscript").textContent()).toContain("npm run verify");
    expect(page.complaints).toEqual([]);
    await window.close();
  });

  test("staff find an advisor by name and see their pages; an advisor sees nobody else's, not even whether they exist", async () => {
    const office = await world().open(HR);
    const page = await openListening(office, world().local.url);
    await page.goto("/en/advisors");
    expect(await page.locator("main table").textContent()).toContain("林一 <b>A/B</b>");
    await page.fill("input[name=q]", "䶮");
    await page.locator("main form button").click();
    await page.locator("table a", { hasText: "adv-wang" }).click();
    expect(await page.locator(".about").textContent()).toContain("王䶮");
    await page.locator("nav a", { hasText: "Statements" }).click();
    await page.locator("main table a", { hasText: "September 2026" }).first().click();
    expect(new URL(page.url()).pathname).toBe("/en/advisors/adv-wang/statements/2026-09");
    expect(page.complaints).toEqual([]);
    await office.close();

    const theirs = await world().open(WANG);
    const texts = await Promise.all(
      ["adv-chen", "nobody"].map(async (id) => {
        const answer = await theirs.request.get(`/en/advisors/${id}/statements`);
        expect(answer.status()).toBe(403);
        return (await answer.text()).replaceAll(id, "ID").replace(/Reference [^<]*/, "");
      }),
    );
    expect(texts[0]).toBe(texts[1]);
    expect((await theirs.request.get("/en/advisors")).status()).toBe(403);
    await theirs.close();
  });

  test("files come under their names; a page that has not changed is not sent again; assets are kept for good", async () => {
    const window = await world().open(WANG);
    for (const [name, type] of [
      ["statement.pdf", "application/pdf"],
      ["statement.csv", "text/csv; charset=utf-8"],
      ["statement.json", "application/json; charset=utf-8"],
    ] as const) {
      const answer = await window.request.get(`/zh/me/statements/2026-09/${name}`);
      expect(answer.headers()["content-type"]).toBe(type);
      expect(answer.headers()["content-disposition"]).toContain(`statement-2026-09.${name.split(".")[1]}`);
      expect((await answer.body()).length).toBeGreaterThan(1000);
    }
    const page = await window.request.get("/zh/me/statements/2026-09");
    const { etag = "", "cache-control": kept, "content-security-policy": policy } = page.headers();
    expect(kept).toBe("private, no-cache");
    expect(policy).not.toContain("script-src");
    const again = await window.request.get("/zh/me/statements/2026-09", { headers: { "if-none-match": etag } });
    expect(again.status()).toBe(304);
    // A policy that came with it would replace the one that the page was kept with.
    expect(again.headers()["content-security-policy"]).toBeUndefined();
    const [, stylesheet = ""] = /rel="stylesheet" href="([^"]+)"/.exec(await page.text()) ?? [];
    expect((await window.request.get(stylesheet)).headers()["cache-control"]).toContain("immutable");
    await window.close();
  });
}

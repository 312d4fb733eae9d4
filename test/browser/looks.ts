import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

/** In ASCII: a text with any other letter is twice as large on its way to each page, which takes half of axe's time. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8").replaceAll(
  /[^\0-\x7f]/g,
  (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
);
/** Where screenshots are put; none are made where it isn't set. */
const { SCREENSHOTS } = process.env;

/** A page, and what its browser complained of. */
export type ListeningPage = Page & { readonly complaints: string[] };

/** Opens a page that writes down its errors, refused loads and requests to anyone else. */
export async function openListening(window: BrowserContext, ownUrl: string): Promise<ListeningPage> {
  const page = await window.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => {
    // Whoever goes on to another page takes back what the one before has still asked for, such as whether a close is through.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(ownUrl) && !request.url().startsWith("data:")) complaints.push(`left the site: ${request.url()}`);
  });
  return Object.assign(page, { complaints });
}

/** Expects nothing wider than the window, and keeps what it looks like where that is asked for. */
export async function expectFits(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS !== undefined) {
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
  }
  const [needed, given] = await page.evaluate<number[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
  expect(needed, `${name} is wider than the window`).toBeLessThanOrEqual(given ?? 0);
}

/** Expects that axe finds no fault with a page. It loads no style sheets of its own: ours lock no orientation, for which it would look. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  // By the browser's own protocol: as a script, which it compiles once, where an evaluated text is compiled on every page.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Runtime.evaluate", { expression: AXE });
  await devtools.detach();
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } };
    const { violations } = await axe.run({ resultTypes: ["violations"], preload: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
  expect(violations, name).toEqual([]);
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

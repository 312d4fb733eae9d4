import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where a Chromium is looked for. The one without a window of its own draws the same pages in less time. */
const PLACES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const EXECUTABLE = process.env.CHROMIUM_PATH ?? PLACES.find(existsSync);

/** Whether there is a browser to test with. */
export const hasChromium = EXECUTABLE !== undefined && existsSync(EXECUTABLE);

/** Starts a browser that asks nobody for anything, with a new empty profile. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Two processors are shared with other tests: no threads beside the page's own that compile and collect ahead.
      "--js-flags=--single-threaded",
    ],
  });
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { play } from "../../infra/local/scenario/run-scenario.ts";
import { type Local, startLocal } from "../../infra/local/start.ts";
import type { Person } from "../../shared/access/policy.ts";
import { financeSchema } from "../../shared/settings/model/settings.ts";
import { DEBTOR } from "../support/ledger.ts";
import { startChromium } from "./chromium.ts";
import { NOW, STORY } from "./story.ts";

/** Fenrun on one machine with a story played through, and a browser before it. */
export interface World {
  readonly local: Local;
  /** A window in which a person is signed in; nobody where none is given. */
  open(person: Person | undefined, options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Somebody else takes a window over: another window would be another process of the browser's. */
  signIn(window: BrowserContext, person: Person | undefined): Promise<void>;
  stop(): Promise<void>;
}

const LONGEST_WAIT_MS = 10_000;

/** Starts it once for all tests of a file. */
export async function startWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "fenrun-browser-"));
  const finance = financeSchema.parse({ debtor: DEBTOR, calendar: { weekend: [] } });
  const local = await startLocal({ agency: STORY.agency, finance, folder, shards: 2, http: { port: 0 } });
  await local.setClock(NOW);
  await play(STORY, local);
  const lost = Object.values(local.deadLetters()).flat();
  if (lost.length > 0) throw new Error(`the story was not recorded whole: ${JSON.stringify(lost)}`);
  const browser = await startChromium();
  return {
    local,
    open: async (person, options) => openWindow(browser, local, person, options),
    signIn: (window, person) => signIn(window, local, person),
    stop: async () => {
      await browser.close();
      await local.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openWindow(browser: Browser, local: Local, person: Person | undefined, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL: local.url, locale: "zh-CN", ...options });
  context.setDefaultTimeout(LONGEST_WAIT_MS);
  await signIn(context, local, person);
  return context;
}

async function signIn(window: BrowserContext, local: Local, person: Person | undefined): Promise<void> {
  await window.clearCookies();
  if (person === undefined) return;
  await window.addCookies([{ name: "session", value: await local.token(person), url: local.url, httpOnly: true, sameSite: "Lax" }]);
}

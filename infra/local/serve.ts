import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { wiring } from "../../functions/_platform/wiring.ts";
import { say, UsageError } from "./command.ts";
import { atZone, CONTROL_PATH, createControlPages } from "./control/control-pages.ts";
import { describeServer } from "./control/server-file.ts";
import { listen } from "./http/listen.ts";
import type { SamplePerson } from "./reports/sample-people.ts";
import type { Local } from "./start.ts";

interface ServerHandle {
  readonly timeZone: string;
  readonly people: readonly SamplePerson[];
}

/** Serves API and site until it is told to end. The clock stands still where it is, until the command clock moves it. */
export async function serveUntilInterrupted(local: Local, { timeZone, people }: ServerHandle): Promise<void> {
  const takeBack = await control(local, timeZone);
  try {
    sayWhereItIs(local, { timeZone, people });
    const ends = new AbortController();
    await Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal, { signal: ends.signal })));
    ends.abort();
    say("\nStopping.");
  } finally {
    await takeBack();
  }
}

/**
 * Lets the commands token and clock of this project reach the server.
 * @param folder where servers are told of; by default the project's.
 * @returns a function that takes it back.
 */
export async function control(local: Local, timeZone: string, folder?: string): Promise<() => Promise<void>> {
  const secret = randomBytes(32).toString("base64url");
  const isAdvisor = async (advisorId: string) => (await wiring().ledger.advisors([advisorId])).has(advisorId);
  local.answerBelow(CONTROL_PATH, createControlPages({ local, timeZone, secret, isAdvisor }));
  return describeServer({ url: local.url, secret }, folder);
}

function sayWhereItIs(local: Local, { timeZone, people }: ServerHandle): void {
  const width = Math.max(...people.map(({ username }) => username.length));
  say(`API and pages are served at ${local.url}; the clock stands at ${atZone(local.now(), timeZone)}. Sign in as:`);
  for (const { username, what } of people) {
    say(`  ${local.url}/sign-in?login_hint=${encodeURIComponent(username).padEnd(width)}  ${what}`);
  }
  say("npm run -s token -- finance prints a token for the API (or hr, an advisor's id, …), npm run clock -- 2026-11-09 moves the clock.");
  say(`How to use the API stands at ${local.url}/docs. Ctrl-C ends it.`);
}

const DEFAULT_PORT = 4000;

/** The port that PORT names, 4000 by default; 0 means any that is free. @throws UsageError where it names none. */
export function portOf({ PORT }: NodeJS.ProcessEnv): number {
  if (PORT === undefined || PORT === "") return DEFAULT_PORT;
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) throw new UsageError(`PORT: ${PORT} is no port; expected a number from 0 to 65535`);
  return port;
}

/** @throws PortTakenError where another program listens there: better now than after minutes of work. */
export async function checkPort(port: number): Promise<void> {
  if (port !== 0) await (await listen(port)).stop();
}

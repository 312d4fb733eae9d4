import { once } from "node:events";
import { lastDayOf, type Month } from "../../shared/base/calendar/month.ts";
import { UsageError } from "./command.ts";
import { listen } from "./http/listen.ts";
import type { SamplePerson } from "./reports/sample-people.ts";
import type { Local } from "./start.ts";

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

interface Serving {
  /** The month that is still open: it is its last evening. */
  readonly month: Month;
  /** The agency's offset from UTC, such as +08:00. */
  readonly offset: string;
  readonly people: readonly SamplePerson[];
  readonly say: (line: string) => void;
}

/** Serves API and site until it is told to end. The clock stands still, since the sample's time is over sooner or later. */
export async function serveUntilInterrupted(local: Local, { month, offset, people, say }: Serving): Promise<void> {
  await local.setClock(`${lastDayOf(month)}T18:00:00${offset}`);
  const width = Math.max(...people.map(({ username }) => username.length));
  say(`\nAPI and pages are served at ${local.url}, as of the evening of ${lastDayOf(month)}. Sign in as:`);
  for (const { username, what } of people) {
    say(`  ${local.url}/sign-in?login_hint=${encodeURIComponent(username).padEnd(width)}  ${what}`);
  }
  say(`How to use the API stands at ${local.url}/docs. Ctrl-C ends it.`);
  const ends = new AbortController();
  await Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal, { signal: ends.signal })));
  ends.abort();
  say("\nStopping.");
}

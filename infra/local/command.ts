import { mkdir } from "node:fs/promises";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { instant } from "../../shared/engine/facts/fields.ts";
import { quietLogs } from "./environment.ts";
import { PortTakenError } from "./http/listen.ts";

/** What the caller of a command can fix. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Runs a command. What its caller can fix is said plainly; anything else keeps its stack. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  // Where the tests keep it, too. What is loaded from here on is compiled once for all commands.
  enableCompileCache(process.env.NODE_COMPILE_CACHE ?? join(import.meta.dirname, "../../node_modules/.cache/node"));
  // Before anything is loaded that makes the log: it reads its level once.
  Object.assign(process.env, quietLogs());
  try {
    await main();
  } catch (error) {
    if (!isForCaller(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Writes a line to whoever started a command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Makes the folder that --out names, unless it is there. @throws UsageError where that can't be. */
export async function makeOut(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
  } catch (error) {
    throw new UsageError(`--out: ${out} can't be made a folder: ${(error as Error).message}`);
  }
}

function isForCaller(error: unknown): error is Error {
  if (error instanceof UsageError || error instanceof ScenarioError || error instanceof PortTakenError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

/** Says what is wrong with a scenario, and where. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}

/** The forms in which a command takes an instant, as its usage tells them. */
export const INSTANT_FORMS =
  "an instant such as 2026-10-09T18:00:00+08:00, or a day (2026-10-09) or local time (2026-10-09T18:00) of the agency";

const LOCAL = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/;

/**
 * Reads an instant as a command is given it. Without an offset it is local time of the agency, and a day is its noon.
 * @returns ISO 8601 in UTC; undefined where the text is none of the forms, or no such day or time exists.
 */
export function instantOf(text: string, timeZone: string): string | undefined {
  if (!LOCAL.test(text)) {
    const { success, data } = instant.safeParse(text);
    return success ? new Date(data).toISOString() : undefined;
  }
  const local = text.includes("T") ? text : `${text}T12:00`;
  const asUtc = Date.parse(`${local}Z`);
  // JavaScript takes February 30 for March 2.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(local)) return undefined;
  // Twice, since the zone may have changed between the first guess and the instant.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  const found = new Date(asUtc - offsetAt(guess, timeZone)).toISOString();
  return instant.safeParse(found).success ? found : undefined;
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(atMs);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes, seconds = "0"] = /^GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1000 : 1000) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** The instant of --clock, ISO 8601 in UTC. @throws UsageError where it is none. */
export function instantForRun(text: string, timeZone: string): string {
  const found = instantOf(text, timeZone);
  if (found === undefined) throw new UsageError(`--clock: ${text}: expected ${INSTANT_FORMS}`);
  return found;
}

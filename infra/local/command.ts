import { mkdir } from "node:fs/promises";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
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

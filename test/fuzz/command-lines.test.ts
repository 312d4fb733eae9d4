import { type SpawnOptionsWithStdioTuple, type StdioNull, type StdioPipe, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCommand } from "../../infra/local/command.ts";

const COMMANDS = join(import.meta.dirname, "../../infra/local/commands");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-commands-"));
  await writeFile(join(folder, "file"), "");
  await writeFile(join(folder, "broken.json"), '{"agency":');
  await writeFile(
    join(folder, "empty.json"),
    '{"agency":{"currency":"CNY","timeZone":"Asia/Shanghai","facets":[]},"plans":[],"advisors":[],"steps":[]}',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | string | null | undefined;
  readonly errors: string;
}

/** Runs a command in the folder, as a process of its own. */
function runAlone(command: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options: SpawnOptionsWithStdioTuple<StdioNull, StdioNull, StdioPipe> = { cwd: folder, stdio: ["ignore", "ignore", "pipe"] };
    const child = spawn(process.execPath, [join(COMMANDS, command), ...args], options);
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, errors }));
  });
}

let runs = 0;

/** Runs a command in the folder, in this process, which has most of its modules already. What it throws would be told with its stack. */
async function run(command: string, args: readonly string[]): Promise<Ended> {
  const [before, argv] = [process.cwd(), process.argv];
  let errors = "";
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    errors += text;
    return true;
  });
  // No server of ours has this port.
  vi.stubEnv("PORT", "1");
  process.chdir(folder);
  process.argv = [process.execPath, join(COMMANDS, command), ...args];
  try {
    runs += 1;
    await import(`${join(COMMANDS, command)}?${runs}`);
    return { code: process.exitCode, errors };
  } finally {
    process.exitCode = undefined;
    process.argv = argv;
    process.chdir(before);
    vi.unstubAllEnvs();
    stderr.mockRestore();
  }
}

test.each<[string, string[], RegExp]>([
  ["replay.ts", [], /^one SCENARIO and --out DIR are needed/],
  ["replay.ts", ["--ot", "x", "one"], /^Unknown option '--ot'/],
  ["replay.ts", ["broken.json", "--out", "x"], /^broken\.json: not JSON: /],
  ["replay.ts", ["empty.json", "--out", "file"], /^--out: file can't be made a folder: /],
  ["start.ts", ["--ot", "x"], /^Unknown option '--ot'/],
  ["start.ts", ["--seed", "one"], /^--seed: one is no whole number/],
  ["start.ts", ["--size", "huge"], /^--size: huge is no size; give small or large/],
  ["start.ts", ["--out", "."], /^--out: \. is not empty; give a new folder/],
  ["start.ts", ["--scenario", "none.json"], /^none\.json: no such file or folder; give a scenario's JSON file, or its folder/],
  ["start.ts", ["--scenario", "empty.json", "--clock", "2026-02-30"], /^--clock: 2026-02-30: expected an instant such as /],
  ["token.ts", [], /^one LOGIN is needed/],
  ["token.ts", ["hr"], /^no server runs at port 1: start one with npm start, /],
  ["clock.ts", ["2026-10-09", "12:00"], /^at most one INSTANT is expected/],
  ["clock.ts", ["2026-10-09"], /^no server runs at port 1: /],
])("command lines: %s %j is refused with what is wrong, and no stack", async (command, args, message) => {
  const { code, errors } = await run(command, args);
  expect(errors).toMatch(message);
  expect(errors).not.toMatch(/\n\s+at /);
  expect(code).toBe(1);
});

test.each([
  ["replay.ts", ["broken.json", "--out", "x"]],
  ["clock.ts", ["2026-10-09", "12:00"]],
])("command lines: %s %j is told so by a process of its own, too", async (command, args) => {
  expect(await runAlone(command, args)).toEqual(await run(command, args));
});

test("command lines: before a command loads anything, the log is set to say only what is wrong, unless it is asked for", async () => {
  const levelWithin = async (asked: string | undefined) => {
    vi.stubEnv("POWERTOOLS_LOG_LEVEL", asked);
    let level: string | undefined;
    await runCommand(async () => {
      level = process.env.POWERTOOLS_LOG_LEVEL;
    });
    vi.unstubAllEnvs();
    return level;
  };
  expect([await levelWithin(undefined), await levelWithin("DEBUG")]).toEqual(["WARN", "DEBUG"]);
});

import { appendFileSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { afterAll, expect } from "vitest";

/** Where `CPU_BY_FILE=FILE npx vitest run` writes how many seconds of a processor each test file took, its child processes with it. */
const FILE = process.env.CPU_BY_FILE ?? "";

const before = cpuSeconds();
// First of all hooks, so that it runs after those of the file, which end what the file started.
afterAll(() => {
  const path = relative(process.cwd(), expect.getState().testPath ?? "");
  appendFileSync(FILE, `${(cpuSeconds() - before).toFixed(2)} ${path}\n`);
});

/** Of this process, and of the children that have ended, in hundredths of a second as Linux counts them. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  return (user + system) / 1_000_000 + (Number(fields[13]) + Number(fields[14])) / 100;
}

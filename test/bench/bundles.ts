import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { bundle } from "../../infra/bundles.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDER = join(ROOT, "node_modules/.cache/fenrun-bench-bundles");
const RUNS = 5;

/** What functions that make files have to be: whole fonts' and encodings' code is theirs. */
const MAKE_FILES = new Set(["finance-jobs"]);

/** What a function loads when it starts, and how long that takes. */
export interface BundleFigures {
  readonly name: string;
  /** Of the modules that are loaded at its start, and of all. */
  readonly startKilobytes: number;
  readonly allKilobytes: number;
  /** From the first import until the handler is there: the best of five runs of a new process, milliseconds; processor time beside it. */
  readonly initMs: number;
  readonly initCpuMs: number;
}

/** Bundles each function as it is deployed, and starts it: sizes and times, without Node's own start. */
export function benchBundles(): {
  readonly functions: readonly BundleFigures[];
  readonly maxKilobytes: number;
  readonly maxInitMs: number;
} {
  rmSync(FOLDER, { recursive: true, force: true });
  const names = readdirSync(join(ROOT, "functions")).filter((name) => !name.startsWith("_"));
  const functions = names.map((name) => figuresOf(name, bundle([name], FOLDER)));
  process.stdout.write("bundles                 start KB  all KB  init ms  init CPU ms\n");
  for (const { name, startKilobytes, allKilobytes, initMs, initCpuMs } of functions) {
    const columns = [
      startKilobytes.toFixed(0).padStart(8),
      allKilobytes.toFixed(0).padStart(8),
      initMs.toFixed(0).padStart(9),
      initCpuMs.toFixed(0).padStart(13),
    ];
    process.stdout.write(`${name.padEnd(24)}${columns.join("")}\n`);
  }
  const held = functions.filter(({ name }) => !MAKE_FILES.has(name));
  return {
    functions,
    maxKilobytes: Math.round(Math.max(...held.map(({ startKilobytes }) => startKilobytes))),
    maxInitMs: Math.round(Math.max(...functions.map(({ initMs }) => initMs))),
  };
}

function figuresOf(name: string, { outputs }: Metafile): BundleFigures {
  const started = new Set<string>();
  const modules = Object.entries(outputs).filter(([file]) => file.endsWith(".mjs"));
  const visit = (file: string): void => {
    if (started.has(file)) return;
    started.add(file);
    for (const { kind, path } of outputs[file]?.imports ?? []) if (kind === "import-statement" && path in outputs) visit(path);
  };
  const [start = ""] = modules.map(([file]) => file).filter((file) => file.endsWith("/index.mjs"));
  visit(start);
  const kilobytes = (files: Iterable<string>) => [...files].reduce((total, file) => total + (outputs[file]?.bytes ?? 0), 0) / 1024;
  const runs = Array.from({ length: RUNS }, () => initOf(join(ROOT, start)));
  return {
    name,
    startKilobytes: kilobytes(started),
    allKilobytes: kilobytes(modules.map(([file]) => file)),
    initMs: Math.min(...runs.map(({ ms }) => ms)),
    initCpuMs: Math.min(...runs.map(({ cpuMs }) => cpuMs)),
  };
}

function initOf(file: string): { readonly ms: number; readonly cpuMs: number } {
  const script = `const cpu = process.cpuUsage(), at = performance.now();
import(${JSON.stringify(file)}).then(() => {
  const { user, system } = process.cpuUsage(cpu);
  console.log(JSON.stringify({ ms: performance.now() - at, cpuMs: (user + system) / 1000 }));
});`;
  // With the options that functions are deployed with; what a handler reads of its environment it reads when it is called.
  const env = { ...process.env, NODE_OPTIONS: "--enable-source-maps", AWS_REGION: "us-east-1" };
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { env, encoding: "utf8" }));
}

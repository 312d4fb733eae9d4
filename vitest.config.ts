import { join } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

/** Files that need a process of their own: they replace clients, read what the functions log, kill, or watch all that waits in the process. */
const ALONE = [
  "test/chaos/{chaos,plants}.test.ts",
  "test/engine/{crash,proxy}.test.ts",
  "test/functions/{payees/canary,platform/table,platform/vault,platform/s3-files}.test.ts",
];
/** Files that replace modules, which vitest has to load for that. */
const REPLACING = ["test/functions/jobs/*.test.ts"];

// Node keeps what it compiled of packages, and of our own modules in processes that tests start: the next one loads in half the time.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "node_modules/.cache/node");

export default defineConfig({
  test: {
    globalSetup: "test/support/build-assets.ts",
    setupFiles: process.env.CPU_BY_FILE === undefined ? [] : ["test/support/cpu-by-file.ts"],
    // How long a test takes is never what it tests: slow machines get their time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // One more than CI has cores: a browser, a database and a killed process have their tests wait, and leave a core to others.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Node runs TypeScript as it is. Loaded by vitest, each use of an import is a call, which takes a sixth of all.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    maxConcurrency: 2,
    projects: [
      { extends: true, test: { name: "alone", include: ALONE } },
      { extends: true, test: { name: "replacing", include: REPLACING, experimental: { viteModuleRunner: true } } },
      // The others share three processes: what they all load is loaded three times, not a hundred times, which took longer than most of them.
      {
        extends: true,
        test: {
          name: "shared",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...ALONE, ...REPLACING],
          isolate: false,
          // Nobody reads what the functions log and count there.
          env: { POWERTOOLS_LOG_LEVEL: "SILENT", POWERTOOLS_METRICS_DISABLED: "true" },
        },
      },
    ],
  },
});

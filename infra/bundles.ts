import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";

const PROJECT_ROOT = join(import.meta.dirname, "..");
const BUNDLES = join(PROJECT_ROOT, "node_modules/.cache/fenrun-functions");

/** A file that is copied beside a function's code. */
export interface BundledFile {
  /** From the project's root. */
  readonly from: string;
  /** In the folder of the code. */
  readonly to: string;
}

/**
 * What the code is bundled for. To `deploy`: each function is one minified module with its source map. To `check` that
 * everything resolves: what functions share is written once, beside their folders, which takes a third of the time.
 */
export type BundlePurpose = "deploy" | "check";

let areBundled = false;

/**
 * The folder with a function's code: an ES module, its source map where it is deployed, and the files that it reads.
 * @param name the folder under functions/ that holds handler.ts.
 * @throws Error with esbuild's messages where a function can't be bundled.
 */
export function bundleOf(name: string, purpose: BundlePurpose, files: readonly BundledFile[] = []): string {
  if (!areBundled) bundleAll(purpose);
  areBundled = true;
  const folder = join(BUNDLES, name);
  for (const { from, to } of files) {
    const target = join(folder, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(PROJECT_ROOT, from), target);
  }
  return folder;
}

/** The hash of a function's code, as it is bundled. */
export function hashOfCode(name: string, purpose: BundlePurpose): string {
  return createHash("sha256")
    .update(readFileSync(join(bundleOf(name, purpose), "index.mjs")))
    .digest("hex");
}

/** All at once: what they share is read and parsed once, not once for each of them, which took five times as long. */
function bundleAll(purpose: BundlePurpose): void {
  rmSync(BUNDLES, { recursive: true, force: true });
  const names = readdirSync(join(PROJECT_ROOT, "functions")).filter((name) => !name.startsWith("_"));
  buildSync({
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(PROJECT_ROOT, "functions", name, "handler.ts")])),
    outdir: BUNDLES,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    splitting: purpose === "check",
    minify: purpose === "deploy",
    sourcemap: purpose === "deploy",
    // Stack traces name lines of the source; its text would only make the bundle larger.
    sourcesContent: false,
    // Some CommonJS packages call require() for Node's own modules, which an ES module doesn't have.
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    logLevel: "error",
  });
}

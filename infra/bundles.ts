import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BuildOptions, buildSync, type Metafile } from "esbuild";

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
 * What the code is bundled for. To `deploy`: each function is minified, with source maps, as the module that it starts with
 * and chunks beside it, some of which are loaded only when they are needed. To `check` that everything resolves: what
 * functions share is written once, beside their folders, which takes a third of the time.
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

/** The hash of a function's code, as it is bundled: of all its modules by their names. */
export function hashOfCode(name: string, purpose: BundlePurpose): string {
  const folder = bundleOf(name, purpose);
  const hash = createHash("sha256");
  const modules = readdirSync(folder).filter((file) => file.endsWith(".mjs"));
  for (const file of modules.sort()) hash.update(`${file}\0`).update(readFileSync(join(folder, file)));
  return hash.digest("hex");
}

/**
 * To check, all at once: what they share is read and parsed once, not once for each of them. To deploy, one after the
 * other: built together, their chunks would be cut by which functions share them, into a hundred small files.
 */
function bundleAll(purpose: BundlePurpose): void {
  rmSync(BUNDLES, { recursive: true, force: true });
  const names = readdirSync(join(PROJECT_ROOT, "functions")).filter((name) => !name.startsWith("_"));
  if (purpose === "check") bundle(names, BUNDLES, {});
  else for (const name of names) bundle([name], BUNDLES);
}

type BundleOptions = Pick<BuildOptions, "minify" | "charset" | "sourcemap" | "sourcesContent">;

const DEPLOYED: BundleOptions = {
  minify: true,
  // Chinese as it is: escaped, each character takes twice as much.
  charset: "utf8",
  sourcemap: true,
  // Stack traces name lines of the source; its text would only make the bundle larger.
  sourcesContent: false,
};

/**
 * Bundles functions, each as index.mjs in its folder.
 * @returns what esbuild tells of the files, each by its path from the project's root.
 */
export function bundle(names: readonly string[], folder: string, more: BundleOptions = DEPLOYED): Metafile {
  const [only, ...others] = names;
  const { metafile } = buildSync({
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(PROJECT_ROOT, "functions", name, "handler.ts")])),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    // Beside the module that starts: both look for the function's files in their own folder.
    chunkNames: others.length === 0 ? `${only}/[name]-[hash]` : "[name]-[hash]",
    absWorkingDir: PROJECT_ROOT,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    splitting: true,
    metafile: true,
    // Some CommonJS packages call require() for Node's own modules, which an ES module doesn't have.
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    logLevel: "error",
    ...more,
  });
  return metafile;
}

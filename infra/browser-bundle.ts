import { renameSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const PROJECT_ROOT = join(import.meta.dirname, "..");

/** Where the built script lies, from the project's root: beside other things that can be made anew. */
export const VERIFIER_FILE = "node_modules/.cache/fenrun-assets/verify.js";

/** Builds the script that verifies statements in a browser: one file, of the same pure code as on the command line. */
export function buildVerifier(): void {
  const file = join(PROJECT_ROOT, VERIFIER_FILE);
  // By another name first, so that no one who runs at the same time reads half of it.
  const draft = `${file}.${process.pid}`;
  buildSync({
    entryPoints: [join(PROJECT_ROOT, "functions/advisor-site/browser/verify-page.ts")],
    outfile: draft,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
  });
  renameSync(draft, file);
}

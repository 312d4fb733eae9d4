import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Asset, assetOf } from "../_platform/site/assets.ts";

/** Where it lies beside the bundle, and where it is built to from the project's root. */
const BESIDE_BUNDLE = join(import.meta.dirname, "verify.js");
const BUILT = join(import.meta.dirname, "../../node_modules/.cache/fenrun-assets/verify.js");

let known: Asset | undefined;

/** The script that verifies a statement in its reader's browser. Read at first use. @throws Error where it was not built. */
export function verifier(): Asset {
  const file = existsSync(BESIDE_BUNDLE) ? BESIDE_BUNDLE : BUILT;
  known ??= assetOf("verify", "js", "text/javascript; charset=utf-8", readFileSync(file, "utf8"));
  return known;
}

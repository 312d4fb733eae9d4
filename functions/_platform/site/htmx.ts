import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Asset, assetOf } from "./assets.ts";

/** Where htmx lies beside the bundle, and where its package has it. */
const BESIDE_BUNDLE = join(import.meta.dirname, "htmx.min.js");
const INSTALLED = join(import.meta.dirname, "../../../node_modules/htmx.org/dist/htmx.min.js");

let known: Asset | undefined;

/** htmx, by which a form shows what its entries would change while they are made. Read at first use. */
export function liveForms(): Asset {
  const file = existsSync(BESIDE_BUNDLE) ? BESIDE_BUNDLE : INSTALLED;
  known ??= assetOf("htmx", "js", "text/javascript; charset=utf-8", readFileSync(file, "utf8"), "hr-assets");
  return known;
}

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The program that makes a page of the API's description: one file, which asks nobody for anything else. */
export const REFERENCE_SOURCE = "@scalar/api-reference/dist/browser/standalone.js";
/** What it is called beside the bundle. */
export const REFERENCE_FILE = "api-reference.js";

interface Reference {
  /** Names its content, so that it may be kept for good. */
  readonly file: string;
  readonly text: Buffer;
  readonly gzipped: Buffer;
}

let read: Reference | undefined;

/** The file, from beside the bundle where it is deployed, from its package otherwise. Read and compressed once while warm. */
export function reference(): Reference {
  if (read === undefined) {
    const text = readFileSync(path());
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
    read = { file: `api-reference-${hash}.js`, text, gzipped: gzipSync(text) };
  }
  return read;
}

function path(): string {
  const besideBundle = join(import.meta.dirname, REFERENCE_FILE);
  return existsSync(besideBundle) ? besideBundle : join(import.meta.dirname, "../../../node_modules", REFERENCE_SOURCE);
}

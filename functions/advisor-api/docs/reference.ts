import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What makes a page of the API's description, as its package has it; neither file asks anybody for anything else. */
const SOURCES = { js: "swagger-ui-dist/swagger-ui-bundle.js", css: "swagger-ui-dist/swagger-ui.css" } as const;

/** The same as they are called beside the bundle. */
export const REFERENCE_FILES = Object.entries(SOURCES).map(([type, source]) => ({
  from: `node_modules/${source}`,
  to: `api-reference.${type}`,
}));

/** Starts the page. Nobody else is asked to validate the description, and tokens aren't kept in the browser. */
const START = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#api-reference", validatorUrl: null, persistAuthorization: false, deepLinking: true, defaultModelsExpandDepth: 0 });`;

interface Asset {
  /** Names its content, so that it may be kept for good. */
  readonly file: string;
  readonly mediaType: string;
  readonly text: Buffer;
  readonly gzipped: Buffer;
}

let read: { readonly script: Asset; readonly style: Asset } | undefined;

/** Script and style of the page, from beside the bundle where it is deployed, from their package otherwise. Read and compressed once while warm. */
export function reference() {
  read ??= {
    script: asset("js", "text/javascript; charset=utf-8", `\n${START}\n`),
    style: asset("css", "text/css; charset=utf-8", ""),
  };
  return read;
}

function asset(type: keyof typeof SOURCES, mediaType: string, end: string): Asset {
  const besideBundle = join(import.meta.dirname, `api-reference.${type}`);
  const path = existsSync(besideBundle) ? besideBundle : join(import.meta.dirname, "../../../node_modules", SOURCES[type]);
  // A map of its source isn't served, so that no browser should ask for it.
  const text = Buffer.from(`${readFileSync(path, "utf8").replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*$/, "")}${end}`);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return { file: `api-reference-${hash}.${type}`, mediaType, text, gzipped: gzipSync(text) };
}

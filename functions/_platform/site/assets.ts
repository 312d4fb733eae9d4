import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BLOCKS } from "../page/style/blocks.ts";
import { DRAWINGS } from "../page/style/drawings.ts";
import { FORMS } from "../page/style/forms.ts";
import { COLOURS, FRAME, PRINT } from "../page/style/frame.ts";
import { PAYING, PEOPLE, TRIALS } from "../page/style/staff-forms.ts";
import { TABLES } from "../page/style/tables.ts";

/** A file that never changes under its path. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

/** A file under a path that names its content, so that it may be kept for good. */
export function assetOf(name: string, extension: string, type: string, text: string, folder = "assets"): Asset {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return { path: `/${folder}/${name}-${hash}.${extension}`, type, text };
}

/** The one stylesheet. */
export const STYLESHEET = assetOf(
  "site",
  "css",
  "text/css; charset=utf-8",
  [COLOURS, FRAME, BLOCKS, TABLES, DRAWINGS, FORMS, TRIALS, PEOPLE, PAYING, PRINT].map((part) => part.trim()).join("\n"),
);

const SCRIPT = "text/javascript; charset=utf-8";

/** A script that lies beside the bundle, or where the project has it. Read at first use. @throws Error where it was not built. */
function scriptFile(name: string, file: string, inProject: string, folder?: string): () => Asset {
  let known: Asset | undefined;
  return () => {
    const besideBundle = join(import.meta.dirname, file);
    const path = existsSync(besideBundle) ? besideBundle : join(import.meta.dirname, "../../../node_modules", inProject);
    known ??= assetOf(name, "js", SCRIPT, readFileSync(path, "utf8"), folder);
    return known;
  };
}

/** htmx, by which a form shows what its entries would change while they are made. */
export const liveForms = scriptFile("htmx", "htmx.min.js", "htmx.org/dist/htmx.min.js", "hr-assets");

/** The script that verifies a statement in its reader's browser. */
export const verifier = scriptFile("verify", "verify.js", ".cache/fenrun-assets/verify.js");

import { createHash } from "node:crypto";
import { BLOCKS } from "../page/style/blocks.ts";
import { COLOURS } from "../page/style/colours.ts";
import { DRAWINGS } from "../page/style/drawings.ts";
import { FORMS } from "../page/style/forms.ts";
import { FRAME } from "../page/style/frame.ts";
import { PAYING } from "../page/style/payouts.ts";
import { PRINT } from "../page/style/print.ts";
import { TRIALS } from "../page/style/simulations.ts";
import { PEOPLE } from "../page/style/staff-forms.ts";
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

import * as z from "zod";
import { decimalSchema, monthSchema, rowErrorsSchema, sheetField, sourceFields } from "../../_platform/api/common-schemas.ts";
import type { Source } from "../../_platform/api/encode-response.ts";
import { scoreEntrySchema } from "../facts-schema.response.ts";
import { restatementSchema } from "../restatement-schema.response.ts";

/** What saving scores would do. */

const subject = { advisorId: z.string().nullable(), storeId: z.string().nullable() };

export const scoresPreviewSchema = z
  .object({
    object: z.literal("scores_preview"),
    source: z.string(),
    ...sourceFields,
    counts: z.object({ new: z.int(), changed: z.int(), same: z.int(), rowErrors: z.int() }),
    cells: z.array(
      z.object({
        line: z.int().describe("Of the file, or the place of the entry, from 1."),
        sheet: sheetField,
        ...subject,
        name: z.string().nullable(),
        month: monthSchema,
        attribute: z.string(),
        state: z.enum(["new", "changed", "same"]),
        before: decimalSchema.nullable(),
        after: decimalSchema,
        warnings: z.array(z.enum(["no-advisors", "future"])).describe("What is odd about it, and yet it can be saved."),
      }),
    ),
    rowErrors: rowErrorsSchema.describe("What is left out, and why."),
    unknownStores: z.array(z.string()).describe("Stores that nothing names yet, left out: send those that are new as `newStores`."),
    entries: z.array(scoreEntrySchema).describe("What is new or changed: send these to save them."),
    restatement: restatementSchema.nullable().describe("Null where there is nothing to save."),
  })
  .meta({ id: "ScoresPreview", description: "What saving scores would change, value by value." });
export type ScoresPreviewResource = Source<typeof scoresPreviewSchema>;

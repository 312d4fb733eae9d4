import * as z from "zod";
import { decimalSchema, monthSchema } from "../_platform/api/common-schemas.ts";

export const scoreEntrySchema = z
  .object({
    advisorId: z.string().optional().describe("Either this or `storeId`."),
    storeId: z.string().optional(),
    month: monthSchema,
    values: z.record(z.string(), decimalSchema),
  })
  .meta({ id: "ScoreEntry", description: "Scores of an advisor or a store for a month." });

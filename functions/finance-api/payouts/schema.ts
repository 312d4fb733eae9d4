import * as z from "zod";
import { id } from "../../../shared/engine/facts/fields.ts";
import { reportQuery } from "./bank-reports/schema.ts";

export const linesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe("How many to answer with at most."),
  cursor: z.string().max(4096).optional().describe("The `nextCursor` of the page before."),
});
export const applyReportQuery = reportQuery.extend({
  uploadId: id.optional().describe("Of a workbook that you previewed: it is applied, and no body is sent."),
});

import * as z from "zod";
import { uploadQuery } from "../../../_platform/api/read-upload.ts";

export const reportQuery = uploadQuery("report");

/** As what a bank report may be sent: what it is, is read from its content. */
export const BANK_REPORT_TYPES = [
  "application/xml",
  "text/xml",
  "text/csv",
  "application/gzip",
  "application/octet-stream",
  "multipart/form-data",
] as const;

/** The same, for its description. */
export const bankFile = (): Readonly<Record<string, z.ZodType>> =>
  Object.fromEntries(BANK_REPORT_TYPES.map((type) => [type, z.string().describe("The bank's file, as it is.")]));

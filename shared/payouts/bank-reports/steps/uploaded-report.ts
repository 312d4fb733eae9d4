import * as z from "zod";
import { storedIssue } from "../../../base/issues/stored-issues.ts";
import { record, type Stored, textCodec } from "../../../base/json/codec.ts";
import type { Agency } from "../../../engine/facts/agency.ts";
import { parseUpload } from "../../../uploads/steps/read-upload.ts";
import type { ParseUploadDeps } from "../../../uploads/store.ts";
import { parseBankReport } from "../formats/parse-report.ts";
import { keepParsedReport } from "./parsed-report-store.ts";

/** What a job made of an uploaded report: where it is kept, or why it can't be read. */
const uploadedReport = z.union([
  /** Under what `keptParsedReport` finds it. */
  record({ keptAs: z.string() }),
  record({ issues: z.array(storedIssue) }),
]);
export type UploadedReport = Stored<typeof uploadedReport>;
export const uploadedReportCodec = textCodec("what was read of a bank report", uploadedReport);

/** Reads an uploaded bank report, and keeps what was read. */
export const parseReportUpload = (uploadId: string, deps: ParseUploadDeps & { readonly agency: Pick<Agency, "currency"> }): Promise<void> =>
  parseUpload(
    "bank-reports",
    uploadId,
    async (bytes, { fileName, encoding }) => {
      const read = await parseBankReport(bytes, fileName, deps.agency.currency, encoding);
      return uploadedReportCodec.encode(read.ok ? { keptAs: await keepParsedReport(read.value, deps) } : { issues: read.issues });
    },
    deps,
  );

export const decodeReportUpload = (text: string): UploadedReport => uploadedReportCodec.decode(text);

import * as z from "zod";
import { issuesSchema } from "../../../base/issues/stored-issues.ts";
import type { Agency } from "../../../engine/facts/agency.ts";
import type { ParseUploadDeps } from "../../../uploads/steps/deps.ts";
import { parseUpload } from "../../../uploads/steps/parse-upload.ts";
import { readAnswer } from "../formats/parse-report.ts";
import { keepReadAnswer } from "./parsed-report-store.ts";

/** The form in which what a job made of a report is stored. */
const FORM = 1;

const parsedSchema = z.union([
  z.strictObject({ form: z.literal(FORM), /** Under what `keptReadAnswer` finds it. */ keptAs: z.string() }),
  z.strictObject({ form: z.literal(FORM), issues: issuesSchema }),
]);

/** What a job made of an uploaded report: where it is kept, or why it can't be read. */
export type UploadedReport = z.output<typeof parsedSchema>;

/** Reads an uploaded bank report, and keeps what was read. */
export const parseReportUpload = (uploadId: string, deps: ParseUploadDeps & { readonly agency: Pick<Agency, "currency"> }): Promise<void> =>
  parseUpload(
    "answers",
    uploadId,
    async (bytes, { fileName, encoding }) => {
      const read = await readAnswer(bytes, fileName, deps.agency.currency, encoding);
      const parsed: UploadedReport = read.ok
        ? { form: FORM, keptAs: await keepReadAnswer(read.value, deps) }
        : { form: FORM, issues: [...read.issues] };
      return JSON.stringify(parsed);
    },
    deps,
  );

export const decodeReportUpload = (parsed: string): UploadedReport => parsedSchema.parse(JSON.parse(parsed));

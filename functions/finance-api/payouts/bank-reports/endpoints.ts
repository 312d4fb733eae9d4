import type * as z from "zod";
import { FINANCE, STAFF } from "../../../../shared/access/groups.ts";
import { issue } from "../../../../shared/base/issues/issue.ts";
import { holdsWorkbook, type ParsedBankReport, parseBankReport } from "../../../../shared/payouts/bank-reports/formats/parse-report.ts";
import type { BankReport } from "../../../../shared/payouts/bank-reports/model/bank-report.ts";
import { previewBankReport } from "../../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { listBankReports, readReport } from "../../../../shared/payouts/bank-reports/steps/read-reports.ts";
import { decodeReportUpload, keptParsedReport, uploadBankReport } from "../../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { totalPayables } from "../../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { endpoint, Reply, tagged } from "../../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema } from "../../../_platform/api/pagination.ts";
import {
  assertReadable,
  BACKGROUND_NOTE,
  readUpload,
  sendUpload,
  sendUploadPreview,
  type Upload,
  uploadOf,
  uploadSchema,
} from "../../../_platform/api/read-upload.ts";
import { notFound, unprocessable } from "../../../_platform/http/problem.ts";
import type { HttpContext } from "../../../_platform/http/route.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import { bankReportUrl } from "../../urls.ts";
import { toReconciliation } from "../reconciliation/mapping.ts";
import { reconciliationSchema } from "../reconciliation/schema.response.ts";
import { applyReportQuery } from "../schema.ts";
import { toReport, toReportPreview, toReportSummary } from "./mapping.ts";
import { reportListSchema, reportPreviewSchema, reportSchema } from "./schema.response.ts";
import { BANK_REPORT_TYPES, bankFile, reportQuery } from "./schema.ts";

/** Bank reports, and where all stand by them. */
export const bankReportEndpoints = tagged("Bank reports", [
  endpoint({
    id: "financeApi.bankReports",
    route: "GET /v1/finance/bank-reports",
    access: STAFF,
    summary: "All bank reports",
    response: reportListSchema,
    query: pagingSchema,
    handle: async ({ query, deps }) => {
      const latestFirst = [...(await listBankReports(deps))].sort((left, right) =>
        placeOf(left).join("\n") < placeOf(right).join("\n") ? 1 : -1,
      );
      const page = pageOf(latestFirst, { url: "/v1/finance/bank-reports", query, placeOf, descending: true });
      return { ...page, data: page.data.map(toReportSummary) };
    },
  }),

  endpoint({
    id: "financeApi.previewBankReport",
    route: "POST /v1/finance/bank-reports/preview",
    access: FINANCE,
    summary: "What a bank report would record",
    response: reportPreviewSchema,
    query: reportQuery,
    files: bankFile,
    pendingResponse: uploadSchema,
    description: `pain.002, camt.052, 053 or 054, CSV or XLSX, perhaps compressed with gzip or in a ZIP. Changes nothing. ${BACKGROUND_NOTE}`,
    handle: async ({ c, query, deps }) => {
      const upload = await readUpload(c, query, BANK_REPORT_TYPES);
      if (await holdsWorkbook(upload.bytes, upload.fileName)) return sendUpload(c, "bank-reports", upload, deps);
      return previewOf(await reportIn(upload, deps), deps);
    },
  }),

  endpoint({
    id: "financeApi.bankReportUpload",
    route: "GET /v1/finance/bank-reports/previews/:uploadId",
    access: FINANCE,
    summary: "What a workbook of outcomes would record",
    response: reportPreviewSchema,
    pendingResponse: uploadSchema,
    description: "Of what you uploaded, once it was read. Apply it by sending its `uploadId` to `POST /v1/finance/bank-reports`.",
    handle: ({ c, deps }) =>
      sendUploadPreview(c, "bank-reports", deps, async (parsed, uploadId) => previewOf(await uploadedReport(parsed, deps), deps, uploadId)),
  }),

  endpoint({
    id: "financeApi.applyBankReport",
    route: "POST /v1/finance/bank-reports",
    access: FINANCE,
    summary: "Apply a bank report",
    response: reportSchema,
    query: applyReportQuery,
    files: bankFile,
    status: 201,
    continues: true,
    description:
      "Matched by our own reference; what doesn't match is listed. The same file again changes nothing. A workbook is previewed first, and sent by its `uploadId`, without a body.",
    handle: async ({ c, query, person, deps }) => {
      const { reportId, status } = await uploadBankReport(await reportToSend(c, query, deps), person, deps);
      return new Reply(await readReportOf(reportId, deps), {
        status: status === "applied" ? 201 : 202,
        headers: { location: bankReportUrl(reportId) },
      });
    },
  }),

  endpoint({
    id: "financeApi.bankReport",
    route: "GET /v1/finance/bank-reports/:reportId",
    access: STAFF,
    summary: "A bank report, and what of it needs review",
    response: reportSchema,
    handle: ({ params, deps }) => readReportOf(params.reportId, deps),
  }),

  endpoint({
    id: "financeApi.reconciliation",
    route: "GET /v1/finance/reconciliation",
    access: STAFF,
    summary: "Where all stand together",
    tag: "Reconciliation",
    response: reconciliationSchema,
    handle: async ({ deps }) => toReconciliation(await totalPayables(deps)),
  }),
]);

/** The report that is to be applied: one that was uploaded as a workbook before, or the body. */
async function reportToSend(
  context: HttpContext,
  { uploadId, ...query }: z.output<typeof applyReportQuery>,
  wiring: Wiring,
): Promise<ParsedBankReport> {
  if (uploadId === undefined) {
    const upload = await readUpload(context, query, BANK_REPORT_TYPES);
    if (await holdsWorkbook(upload.bytes, upload.fileName))
      throw unprocessable([issue("", "workbook-in-background", { url: "/v1/finance/bank-reports/preview" })]);
    return reportIn(upload, wiring);
  }
  const { parsed } = await uploadOf(context, "bank-reports", uploadId, wiring);
  if (parsed === undefined) throw unprocessable([issue("uploadId", "upload-unfinished")]);
  return uploadedReport(parsed, wiring);
}

/** The report that an upload is. @throws HttpProblem where it can't be read, with why. */
async function reportIn({ bytes, fileName, encoding }: Upload, { agency }: Pick<Wiring, "agency">): Promise<ParsedBankReport> {
  const read = await parseBankReport(bytes, fileName, agency.currency, encoding);
  if (read.ok) return read.value;
  assertReadable(read);
  throw unprocessable(read.issues);
}

/** The report that a job has read. @throws HttpProblem where it could not be read, with why. */
async function uploadedReport(parsed: string, { archive }: Pick<Wiring, "archive">): Promise<ParsedBankReport> {
  const report = decodeReportUpload(parsed);
  if ("issues" in report) throw unprocessable(report.issues);
  const read = await keptParsedReport(report.keptAs, { archive });
  if (read === undefined) throw new Error(`previews/bank-reports/${report.keptAs}.json is missing in the archive: bring it back`);
  return read;
}

const previewOf = async (read: ParsedBankReport, wiring: Wiring, uploadId?: string) =>
  toReportPreview({ ...read, uploadId }, await previewBankReport(read, wiring));

async function readReportOf(reportId: string, wiring: Wiring) {
  const found = await readReport(reportId, wiring);
  if (found === undefined) throw notFound("There is no such bank report.");
  return toReport(found.report, found.open);
}

const placeOf = ({ at, reportId }: BankReport): [string, string] => [at, reportId];

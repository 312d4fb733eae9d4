import { issue } from "../../../../shared/base/issues/issue.ts";
import { holdsWorkbook, type ReadAnswer, readAnswer } from "../../../../shared/payouts/bank-reports/formats/parse-report.ts";
import type { Answer } from "../../../../shared/payouts/bank-reports/model/bank-report.ts";
import { keptReadAnswer } from "../../../../shared/payouts/bank-reports/steps/parsed-report-store.ts";
import { previewAnswer } from "../../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { listAnswers, lookAtAnswer } from "../../../../shared/payouts/bank-reports/steps/read-reports.ts";
import { beginAnswer } from "../../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { decodeReportUpload } from "../../../../shared/payouts/bank-reports/steps/uploaded-report.ts";
import { totalPosition } from "../../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { sendUpload, sendUploadPreview, uploadOf } from "../../../_platform/api/background-upload.ts";
import { payIn } from "../../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../../_platform/api/pagination.ts";
import { readQuery } from "../../../_platform/api/parse-request.ts";
import { assertReadable, readUpload, type Upload } from "../../../_platform/api/read-upload.ts";
import { pathPart, personOf } from "../../../_platform/api/request-context.ts";
import type { App } from "../../../_platform/http/app.ts";
import type { HttpContext } from "../../../_platform/http/context.ts";
import { notFound, unprocessable } from "../../../_platform/http/problem.ts";
import { route } from "../../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import { answerUrl } from "../../urls.ts";
import { toTotalPosition } from "../reconciliation/mapping.ts";
import { sendAnswerQuery } from "../requests.ts";
import { toAnswer, toAnswerPreview, toAnswerSummary } from "./mapping.ts";
import { ANSWER_TYPES, answerQuery } from "./requests.ts";

/** Adds the bank's answers, and where all stand by them. */
export function addAnswerRoutes(app: App, wiring: () => Wiring): void {
  route(app, "financeApi.answers", async (c) => {
    const query = readQuery(c, pagingSchema);
    const latestFirst = [...(await listAnswers(wiring()))].sort((a, b) => (placeOf(a).join("\n") < placeOf(b).join("\n") ? 1 : -1));
    const page = pageOf(latestFirst, { url: "/v1/finance/answers", query, placeOf, descending: true });
    return c.json({ ...page, data: page.data.map(toAnswerSummary) });
  });

  route(app, "financeApi.previewAnswer", async (c) => {
    const upload = await readUpload(c, readQuery(c, answerQuery), ANSWER_TYPES);
    if (await holdsWorkbook(upload.bytes, upload.fileName)) return sendUpload(c, "answers", upload, wiring());
    return sendPreview(c, await reportIn(upload, wiring()), wiring());
  });

  route(app, "financeApi.answerUpload", (c) =>
    sendUploadPreview(c, "answers", wiring(), async (parsed, uploadId) =>
      sendPreview(c, await uploadedReport(parsed, wiring()), wiring(), uploadId),
    ),
  );

  route(app, "financeApi.sendAnswer", async (c) => {
    const { answerId, status } = await beginAnswer(await reportToSend(c, wiring()), personOf(c), wiring());
    c.header("location", answerUrl(answerId));
    return sendAnswer(c, answerId, wiring(), status === "applied" ? 201 : 202);
  });

  route(app, "financeApi.answer", (c) => sendAnswer(c, pathPart(c, "answerId"), wiring()));

  route(app, "financeApi.position", async (c) => c.json(toTotalPosition(await totalPosition(wiring()), payIn(wiring().agency.currency))));
}

/** The report that is to be applied: one that was uploaded as a workbook before, or the body. */
async function reportToSend(c: HttpContext, wiring: Wiring): Promise<ReadAnswer> {
  const { uploadId, ...query } = readQuery(c, sendAnswerQuery);
  if (uploadId === undefined) {
    const upload = await readUpload(c, query, ANSWER_TYPES);
    if (await holdsWorkbook(upload.bytes, upload.fileName))
      throw unprocessable([issue("", "workbook-in-background", { url: "/v1/finance/answers/preview" })]);
    return reportIn(upload, wiring);
  }
  const { parsed } = await uploadOf(c, "answers", uploadId, wiring);
  if (parsed === undefined) throw unprocessable([issue("uploadId", "upload-unfinished")]);
  return uploadedReport(parsed, wiring);
}

/** The report that an upload is. @throws HttpProblem where it can't be read, with why. */
async function reportIn({ bytes, fileName, encoding }: Upload, { agency }: Pick<Wiring, "agency">): Promise<ReadAnswer> {
  const read = await readAnswer(bytes, fileName, agency.currency, encoding);
  if (read.ok) return read.value;
  assertReadable(read);
  throw unprocessable(read.issues);
}

/** The report that a job has read. @throws HttpProblem where it could not be read, with why. */
async function uploadedReport(parsed: string, { archive }: Pick<Wiring, "archive">): Promise<ReadAnswer> {
  const report = decodeReportUpload(parsed);
  if ("issues" in report) throw unprocessable(report.issues);
  const read = await keptReadAnswer(report.keptAs, { archive });
  if (read === undefined) throw new Error(`previews/bank-reports/${report.keptAs} is missing in the archive: bring it back`);
  return read;
}

async function sendPreview(c: HttpContext, read: ReadAnswer, wiring: Wiring, uploadId?: string): Promise<Response> {
  return c.json(toAnswerPreview({ ...read, uploadId }, await previewAnswer(read, wiring), wiring.agency.currency, payIn));
}

async function sendAnswer(c: HttpContext, answerId: string, wiring: Wiring, status: 200 | 201 | 202 = 200): Promise<Response> {
  const found = await lookAtAnswer(answerId, wiring);
  if (found === undefined) throw notFound("No such answer was sent.");
  return c.json(toAnswer(found.answer, found.open, wiring.agency.currency, payIn), status);
}

const placeOf = ({ at, answerId }: Answer): [string, string] => [at, answerId];

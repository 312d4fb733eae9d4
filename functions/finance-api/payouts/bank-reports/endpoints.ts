import { type ReadAnswer, readAnswer } from "../../../../shared/payouts/bank-reports/formats/parse-report.ts";
import type { Answer } from "../../../../shared/payouts/bank-reports/model/bank-report.ts";
import { previewAnswer } from "../../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { listAnswers, lookAtAnswer } from "../../../../shared/payouts/bank-reports/steps/read-reports.ts";
import { beginAnswer } from "../../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { totalPosition } from "../../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { payIn } from "../../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../../_platform/api/pagination.ts";
import { readQuery } from "../../../_platform/api/parse-request.ts";
import { readUpload } from "../../../_platform/api/read-upload.ts";
import { pathPart, personOf } from "../../../_platform/api/request-context.ts";
import type { App, HttpContext } from "../../../_platform/http/app.ts";
import { notFound, unprocessable } from "../../../_platform/http/problem.ts";
import { route } from "../../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import { answerUrl } from "../../urls.ts";
import { ANSWER_TYPES, answerQuery } from "../requests.ts";
import { toAnswer, toAnswerPreview, toAnswerSummary, toTotalPosition } from "./mapping.ts";

/** Adds the bank's answers, and where all stand by them. */
export function addAnswerRoutes(app: App, wiring: () => Wiring): void {
  route(app, "financeApi.answers", async (c) => {
    const query = readQuery(c, pagingSchema);
    const latestFirst = [...(await listAnswers(wiring()))].sort((a, b) => (placeOf(a).join("\n") < placeOf(b).join("\n") ? 1 : -1));
    const page = pageOf(latestFirst, { url: "/v1/finance/answers", query, placeOf, descending: true });
    return c.json({ ...page, data: page.data.map(toAnswerSummary) });
  });

  route(app, "financeApi.previewAnswer", async (c) => {
    const read = await answerOf(c, wiring());
    return c.json(toAnswerPreview(read, await previewAnswer(read, wiring()), wiring().agency.currency, payIn));
  });

  route(app, "financeApi.sendAnswer", async (c) => {
    const { answerId, status } = await beginAnswer(await answerOf(c, wiring()), personOf(c), wiring());
    c.header("location", answerUrl(answerId));
    return sendAnswer(c, answerId, wiring(), status === "applied" ? 201 : 202);
  });

  route(app, "financeApi.answer", (c) => sendAnswer(c, pathPart(c, "answerId"), wiring()));

  route(app, "financeApi.position", async (c) => c.json(toTotalPosition(await totalPosition(wiring()), payIn(wiring().agency.currency))));
}

/** The answer that was sent. @throws HttpProblem where it can't be read, with why. */
async function answerOf(c: HttpContext, { agency }: Pick<Wiring, "agency">): Promise<ReadAnswer> {
  const { bytes, fileName, encoding } = await readUpload(c, readQuery(c, answerQuery), ANSWER_TYPES);
  const read = await readAnswer(bytes, fileName, agency.currency, encoding);
  if (!read.ok) throw unprocessable(read.reasons.map((message) => ({ field: "(whole)", message })));
  return read.fact;
}

async function sendAnswer(c: HttpContext, answerId: string, wiring: Wiring, status: 200 | 201 | 202 = 200): Promise<Response> {
  const found = await lookAtAnswer(answerId, wiring);
  if (found === undefined) throw notFound("No such answer was sent.");
  return c.json(toAnswer(found.answer, found.open, wiring.agency.currency, payIn), status);
}

const placeOf = ({ at, answerId }: Answer): [string, string] => [at, answerId];

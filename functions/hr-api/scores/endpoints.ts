import type * as z from "zod";
import { under } from "../../../shared/base/issues/issue.ts";
import { isWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { proposeChange } from "../../../shared/proposals/steps/propose-change.ts";
import { readScoresFile, type ScoresFile } from "../../../shared/scores/model/parse-file.ts";
import { previewScores } from "../../../shared/scores/steps/preview-scores.ts";
import { decodeScoresUpload } from "../../../shared/scores/steps/uploaded-scores.ts";
import { sendUpload, sendUploadPreview } from "../../_platform/api/background-upload.ts";
import { payIn } from "../../_platform/api/money.ts";
import { mediaTypeOf, readBody } from "../../_platform/api/parse-body.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { assertReadable, readUpload } from "../../_platform/api/read-upload.ts";
import { personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { unprocessable } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { scoresUploadQuery } from "../proposals/requests.ts";
import { sendCreated } from "../proposals/responses.ts";
import { toScoresPreview } from "./mapping.ts";
import { previewScoresQuery, previewScoresRequest, saveScoresRequest } from "./requests.ts";

/** Adds the import of scores. */
export function addScoreRoutes(app: App, wiring: () => Wiring): void {
  const sendPreview = async (c: HttpContext, file: ScoresFile, newStores?: readonly string[]) =>
    c.json(toScoresPreview(await previewScores(file, wiring(), newStores), payIn(wiring().agency.currency)));

  route(app, "hrApi.previewScores", async (c) => {
    const query = readQuery(c, previewScoresQuery);
    if (mediaTypeOf(c) === "application/json") {
      const request = await readBody(c, previewScoresRequest);
      return sendPreview(c, asFile(request), request.newStores);
    }
    const upload = await readUpload(c, query);
    const { bytes, fileName, encoding } = upload;
    if (isWorkbook(bytes)) return sendUpload(c, "scores", upload, wiring());
    return sendPreview(c, assertReadable(readScoresFile(bytes, fileName, encoding)), query.newStores?.split(","));
  });

  route(app, "hrApi.scoresUpload", (c) => {
    const { newStores } = readQuery(c, scoresUploadQuery);
    return sendUploadPreview(c, "scores", wiring(), (parsed) => sendPreview(c, decodeScoresUpload(parsed), newStores?.split(",")));
  });

  route(app, "hrApi.saveScores", async (c) => {
    const request = await readBody(c, saveScoresRequest);
    const { content, wrong } = await previewScores(asFile(request), wiring(), request.newStores);
    if (wrong.length > 0)
      throw unprocessable(wrong.flatMap(({ line, issues }) => issues.map((each) => under(`entries[${line - 1}]`, each))));
    const nothing = { kind: "scores" as const, entries: [], source: request.source };
    const { why, seenResultHash } = request;
    return sendCreated(c, await proposeChange(content ?? nothing, { why, seenResultHash }, personOf(c), wiring()), wiring());
  });
}

/** Entries as if a file had them, a line each. */
function asFile({ entries, source }: z.output<typeof previewScoresRequest>): ScoresFile {
  return {
    fileName: source,
    encoding: "utf-8",
    separator: ",",
    ignored: [],
    attributes: [...new Set(entries.flatMap(({ values }) => Object.keys(values)))],
    lines: entries.map(({ advisorId, storeId = "", month, values }, index) => {
      return { line: index + 1, subject: advisorId === undefined ? { storeId } : { advisorId }, month, values };
    }),
    wrong: [],
  };
}

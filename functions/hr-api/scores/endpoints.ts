import type * as z from "zod";
import { proposeFacts } from "../../../shared/proposals/steps/propose-change.ts";
import { readScoresFile, type ScoresFile } from "../../../shared/scores/model/parse-file.ts";
import { previewScores } from "../../../shared/scores/steps/preview-scores.ts";
import { payIn } from "../../_platform/api/money.ts";
import { mediaTypeOf, readBody } from "../../_platform/api/parse-body.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { assertReadable, readUpload } from "../../_platform/api/read-upload.ts";
import { personOf } from "../../_platform/api/request-context.ts";
import type { App, HttpContext } from "../../_platform/http/app.ts";
import { unprocessable } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { previewScoresQuery, previewScoresRequest, saveScoresRequest } from "../proposals/requests.ts";
import { sendCreated } from "../proposals/responses.ts";
import { toScoresPreview } from "./mapping.ts";

/** Adds the import of scores. */
export function addScoreRoutes(app: App, wiring: () => Wiring): void {
  route(app, "hrApi.previewScores", async (c) => {
    const { file, newStores } = await fileOf(c);
    const preview = await previewScores(file, wiring(), newStores);
    return c.json(toScoresPreview(preview, payIn(wiring().agency.currency)));
  });

  route(app, "hrApi.saveScores", async (c) => {
    const request = await readBody(c, saveScoresRequest);
    const { content, wrong } = await previewScores(asFile(request), wiring(), request.newStores);
    if (wrong.length > 0)
      throw unprocessable(wrong.map(({ line, reasons }) => ({ field: `entries[${line - 1}]`, message: reasons.join("; ") })));
    const nothing = { kind: "scores" as const, entries: [], source: request.source };
    const { why, seenResultHash } = request;
    return sendCreated(c, await proposeFacts(content ?? nothing, { why, seenResultHash }, personOf(c), wiring()), wiring());
  });
}

/** What was sent: a CSV file, or entries. */
async function fileOf(c: HttpContext): Promise<{ readonly file: ScoresFile; readonly newStores: readonly string[] | undefined }> {
  const query = readQuery(c, previewScoresQuery);
  if (mediaTypeOf(c) === "application/json") {
    const request = await readBody(c, previewScoresRequest);
    return { file: asFile(request), newStores: request.newStores };
  }
  const { bytes, fileName, encoding } = await readUpload(c, query);
  return { file: assertReadable(readScoresFile(bytes, fileName, encoding)), newStores: query.newStores?.split(",") };
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

import type * as z from "zod";
import { HR } from "../../../shared/access/groups.ts";
import { under } from "../../../shared/base/issues/issue.ts";
import { isWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { proposeChange } from "../../../shared/proposals/steps/propose.ts";
import { readScoresFile, type ScoresFile } from "../../../shared/scores/model/parse-file.ts";
import { previewScores, type ScoresPreview } from "../../../shared/scores/steps/preview-scores.ts";
import { decodeScoresUpload } from "../../../shared/scores/steps/uploaded-scores.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { toRowErrors, toSource } from "../../_platform/api/issues.ts";
import {
  assertReadable,
  BACKGROUND_NOTE,
  readUpload,
  sendUpload,
  sendUploadPreview,
  uploadBody,
  uploadSchema,
} from "../../_platform/api/read-upload.ts";
import { mediaTypeOf, readBody } from "../../_platform/api/request-context.ts";
import { unprocessable } from "../../_platform/http/problem.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { createdReply, SAVED, scoresUploadQuery } from "../proposals/mapping.ts";
import { proposalSchema } from "../proposals/schema.response.ts";
import { toRestatement } from "../restatement-schema.response.ts";
import { type ScoresPreviewResource, scoresPreviewSchema } from "./schema.response.ts";
import { previewScoresQuery, previewScoresRequest, saveScoresRequest } from "./schema.ts";

/** The import of scores. */
export const scoreEndpoints = tagged("Scores", [
  endpoint({
    id: "hrApi.previewScores",
    route: "POST /v1/hr/scores/preview",
    access: HR,
    summary: "What saving scores would change",
    response: scoresPreviewSchema,
    query: previewScoresQuery,
    files: () => ({
      "application/json": previewScoresRequest,
      ...uploadBody("advisorId or storeId, month, and a column for each score"),
    }),
    pendingResponse: uploadSchema,
    description: `Of entries, or of a file. Changes nothing. ${BACKGROUND_NOTE}`,
    handle: async ({ c, query, deps }) => {
      if (mediaTypeOf(c) === "application/json") {
        const request = await readBody(c, previewScoresRequest);
        return previewOf(asFile(request), deps, request.newStores);
      }
      const upload = await readUpload(c, query);
      const { bytes, fileName, encoding } = upload;
      if (isWorkbook(bytes)) return sendUpload(c, "scores", upload, deps);
      return previewOf(assertReadable(readScoresFile(bytes, fileName, encoding)), deps, query.newStores?.split(","));
    },
  }),

  endpoint({
    id: "hrApi.scoresUpload",
    route: "GET /v1/hr/scores/previews/:uploadId",
    access: HR,
    summary: "What saving a workbook of scores would change",
    response: scoresPreviewSchema,
    query: scoresUploadQuery,
    pendingResponse: uploadSchema,
    description: "Of what you uploaded, once it was read.",
    handle: ({ c, query, deps }) =>
      sendUploadPreview(c, "scores", deps, (parsed) => previewOf(decodeScoresUpload(parsed), deps, query.newStores?.split(","))),
  }),

  endpoint({
    id: "hrApi.saveScores",
    route: "POST /v1/hr/scores",
    access: HR,
    summary: "Save scores",
    response: proposalSchema,
    body: saveScoresRequest,
    status: 201,
    description: `Send the \`entries\` that the preview answered with. ${SAVED}`,
    handle: async ({ body, person, deps }) => {
      const { content, wrong } = await previewScores(asFile(body), deps, body.newStores);
      if (wrong.length > 0)
        throw unprocessable(wrong.flatMap(({ line, issues }) => issues.map((each) => under(`entries[${line - 1}]`, each))));
      const nothing = { kind: "scores" as const, entries: [], source: body.source };
      const { comment, expectedResultHash } = body;
      return createdReply(await proposeChange(content ?? nothing, { comment, expectedResultHash }, person, deps), person, deps);
    },
  }),
]);

const previewOf = async (file: ScoresFile, deps: Wiring, newStores?: readonly string[]) =>
  toScoresPreview(await previewScores(file, deps, newStores));

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

/** What saving scores would change. */
const toScoresPreview = ({ source, counts, cells, wrong, restatement, ...preview }: ScoresPreview): ScoresPreviewResource => ({
  ...preview,
  source: preview.fileName,
  ...toSource([source]),
  counts: { ...counts, rowErrors: counts.wrong },
  cells: cells.map((cell) => ({ ...cell, ...cell.subject })),
  rowErrors: toRowErrors(wrong),
  entries: preview.content?.entries ?? [],
  restatement: restatement && toRestatement(restatement),
});

import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { readAdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { listAdjustments, type PublishedAdjustment } from "../../../shared/adjustments/steps/list-adjustments.ts";
import { counterAdjustment, previewAdjustments, proposeAdjustments } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { decodeAdjustmentsUpload } from "../../../shared/adjustments/steps/uploaded-adjustments.ts";
import { isWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { minorOf } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import {
  assertReadable,
  BACKGROUND_NOTE,
  readUpload,
  sendUpload,
  sendUploadPreview,
  uploadBody,
  uploadQuery,
  uploadSchema,
} from "../../_platform/api/read-upload.ts";
import { adjustmentsRequest, reversalRequest } from "../../_platform/requests/adjustments.ts";
import { APPROVED_BY_ANOTHER, proposalReply } from "../proposed.ts";
import { proposedSchema } from "../proposed-schema.response.ts";
import { toAdjustment, toAdjustmentsPreview } from "./mapping.ts";
import { adjustmentListSchema, adjustmentsPreviewSchema } from "./schema.response.ts";

const fileQuery = uploadQuery("file.csv");

/** Manual adjustments: proposed here, approved where proposals stand. */
export const adjustmentEndpoints = tagged("Adjustments", [
  endpoint({
    id: "financeApi.adjustments",
    route: "GET /v1/finance/adjustments",
    access: STAFF,
    summary: "Adjustments of open months",
    response: adjustmentListSchema,
    query: pagingSchema,
    handle: async ({ query, deps }) => {
      const { published } = await listAdjustments(deps);
      const latestFirst = [...published].sort((left, right) => (placeOf(left).join("\n") < placeOf(right).join("\n") ? 1 : -1));
      const page = pageOf(latestFirst, { url: "/v1/finance/adjustments", query, placeOf, descending: true });
      return { ...page, data: page.data.map((each) => toAdjustment(each)) };
    },
  }),

  endpoint({
    id: "financeApi.previewAdjustments",
    route: "POST /v1/finance/adjustments/preview",
    access: HR_OR_FINANCE,
    summary: "What a file of adjustments would propose",
    response: adjustmentsPreviewSchema,
    query: fileQuery,
    files: () => uploadBody("advisorId, month, amount, reason, evidence, and kind where one writes a debt off"),
    pendingResponse: uploadSchema,
    description: `With its control totals. Changes nothing. ${BACKGROUND_NOTE}`,
    handle: async ({ c, query, deps }) => {
      const upload = await readUpload(c, query);
      const { bytes, fileName, encoding } = upload;
      if (isWorkbook(bytes)) return sendUpload(c, "adjustments", upload, deps);
      const file = assertReadable(readAdjustmentsFile(bytes, fileName, deps.agency.currency, encoding));
      return toAdjustmentsPreview(await previewAdjustments(file, deps));
    },
  }),

  endpoint({
    id: "financeApi.adjustmentsUpload",
    route: "GET /v1/finance/adjustments/previews/:uploadId",
    access: HR_OR_FINANCE,
    summary: "What a workbook of adjustments would propose",
    response: adjustmentsPreviewSchema,
    pendingResponse: uploadSchema,
    description: "Of what you uploaded, once it was read.",
    handle: ({ c, deps }) =>
      sendUploadPreview(c, "adjustments", deps, async (parsed) =>
        toAdjustmentsPreview(await previewAdjustments(decodeAdjustmentsUpload(parsed), deps)),
      ),
  }),

  endpoint({
    id: "financeApi.proposeAdjustments",
    route: "POST /v1/finance/adjustments",
    access: HR_OR_FINANCE,
    summary: "Propose adjustments",
    response: proposedSchema,
    body: adjustmentsRequest,
    status: 201,
    description: APPROVED_BY_ANOTHER,
    handle: async ({ body: { entries, source, comment }, person, deps }) =>
      proposalReply(
        await proposeAdjustments(
          {
            kind: "adjustments",
            entries: entries.map((each, index) => ({ ...each, amount: minorOf(each.amount, deps.agency, `entries[${index}].amount`) })),
            source,
          },
          comment,
          person,
          deps,
        ),
        deps,
      ),
  }),

  endpoint({
    id: "financeApi.reverseAdjustment",
    route: "POST /v1/finance/adjustments/:adjustmentId/reversal",
    access: HR_OR_FINANCE,
    summary: "Propose the opposite of an adjustment",
    response: proposedSchema,
    body: reversalRequest,
    status: 201,
    description: `Nothing else undoes one. ${APPROVED_BY_ANOTHER}`,
    handle: async ({ params, body, person, deps }) =>
      proposalReply(await counterAdjustment({ adjustmentId: params.adjustmentId, ...body }, person, deps), deps),
  }),
]);

const placeOf = ({ publishedAt, adjustmentId }: PublishedAdjustment): [string, string] => [publishedAt, adjustmentId];

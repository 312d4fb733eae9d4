import { HR_OR_FINANCE } from "../../../shared/access/groups.ts";
import { readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import { type PayeesPreview, previewPayees, proposePayee, proposePayees } from "../../../shared/payees/steps/propose-payees.ts";
import { toAccountSharedWith } from "../../_platform/api/account-shared-with.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { toRowErrors, toSource } from "../../_platform/api/issues.ts";
import { assertReadable, readUpload, uploadBody, uploadQuery } from "../../_platform/api/read-upload.ts";
import { payeeRequest, payeesRequest } from "../../_platform/requests/payees.ts";
import { APPROVED_BY_ANOTHER, proposalReply } from "../proposed.ts";
import { proposedSchema } from "../proposed-schema.response.ts";
import { type PayeesPreviewResource, payeesPreviewSchema } from "./schema.response.ts";

const fileQuery = uploadQuery("file.csv");

/** Where advisors are paid to: proposed here, one by one or from a file, and approved where proposals stand. */
export const payeeEndpoints = tagged("Payees", [
  endpoint({
    id: "financeApi.previewPayees",
    route: "POST /v1/finance/payees/preview",
    access: HR_OR_FINANCE,
    summary: "What a file of payees would change",
    response: payeesPreviewSchema,
    query: fileQuery,
    files: () => uploadBody("advisorId, holder, account, bankCode, and bankName where there is one"),
    description: "Accounts are sealed at once and kept under `previewId`; they never come back.",
    handle: async ({ c, query, person, deps }) => {
      const { bytes, fileName, encoding } = await readUpload(c, query);
      const file = assertReadable(readPayeesFile(bytes, fileName, encoding));
      return toPayeesPreview(await previewPayees(file, person, deps));
    },
  }),

  endpoint({
    id: "financeApi.proposePayees",
    route: "POST /v1/finance/payees",
    access: HR_OR_FINANCE,
    summary: "Propose payees that you previewed",
    response: proposedSchema,
    body: payeesRequest,
    status: 201,
    description: APPROVED_BY_ANOTHER,
    handle: async ({ body, person, deps }) =>
      proposalReply(await proposePayees({ previewId: body.previewId, comment: body.comment }, person, deps), deps),
  }),

  endpoint({
    id: "financeApi.proposePayee",
    route: "POST /v1/finance/advisors/:advisorId/payee",
    access: HR_OR_FINANCE,
    summary: "Propose where an advisor is paid to",
    response: proposedSchema,
    body: payeeRequest,
    status: 201,
    description: `${APPROVED_BY_ANOTHER} Then the security hold begins, in which the advisor is not paid.`,
    handle: async ({ params, body: { comment, ...typed }, person, deps }) =>
      proposalReply(await proposePayee({ advisorId: params.advisorId, typed, source: "API", comment }, person, deps), deps),
  }),
]);

function toPayeesPreview({ previewId, fileName, source, lines, wrong, shared, counts }: PayeesPreview): PayeesPreviewResource {
  const sharedOf = new Map(shared.map((each) => [each.advisorId, each]));
  return {
    previewId,
    fileName,
    ...toSource(source && [source]),
    entries: lines.map((line) => ({
      ...line,
      currentAccountLast4: line.before,
      accountSharedWith: toAccountSharedWith(sharedOf.get(line.advisorId)),
    })),
    rowErrors: toRowErrors(wrong),
    counts: { new: counts.first, changed: counts.changed, rowErrors: counts.wrong },
  };
}

import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { earliness } from "../../../shared/closing/model/early-close.ts";
import { closeProgress, closingMonth } from "../../../shared/closing/steps/close-progress.ts";
import { closeChecks } from "../../../shared/closing/steps/pre-close-checks.ts";
import { readPreview, requestPreview } from "../../../shared/closing/steps/request-preview.ts";
import { startClose } from "../../../shared/closing/steps/start-close.ts";
import { endpoint, Reply, tagged } from "../../_platform/api/endpoint.ts";
import { monthOf } from "../../_platform/api/request-context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { startCloseRequest } from "../../_platform/requests/closing.ts";
import { toCloseChecks, toClosePreview, toCloseProgress, toClosing } from "./mapping.ts";
import { closeChecksSchema, closePreviewSchema, closeProgressSchema, closingSchema } from "./schema.response.ts";

/** How a month is closed: what is open, what it is expected to come to, the close itself, and how far it is. */
export const closingEndpoints = tagged("Closing", [
  endpoint({
    id: "financeApi.nextClose",
    route: "GET /v1/finance/closes/next",
    access: STAFF,
    summary: "Which month is to be closed",
    response: closingSchema,
    handle: async ({ deps }) => {
      const closing = await closingMonth(deps);
      return toClosing(closing, earliness(closing.month, deps));
    },
  }),

  endpoint({
    id: "financeApi.close",
    route: "GET /v1/finance/closes/:month",
    access: STAFF,
    summary: "How far a close is",
    response: closeProgressSchema,
    handle: async ({ c, deps }) => toCloseProgress(await closeProgress(monthOf(c), deps)),
  }),

  endpoint({
    id: "financeApi.startClose",
    route: "POST /v1/finance/closes/:month",
    access: FINANCE,
    summary: "Close a month",
    response: closeProgressSchema,
    body: startCloseRequest,
    continues: true,
    description:
      "Or go on with a close that stopped. Closing again changes nothing. Earlier than the agency's days after the month's end it asks for a reason.",
    handle: async ({ c, body, person, deps }) => {
      const progress = await startClose({ month: monthOf(c), ...body }, person, deps);
      return new Reply(toCloseProgress(progress), { status: progress.status === "closed" ? 200 : 202 });
    },
  }),

  endpoint({
    id: "financeApi.checks",
    route: "GET /v1/finance/closes/:month/checks",
    access: STAFF,
    summary: "What is still open before a close",
    response: closeChecksSchema,
    handle: async ({ c, deps }) => toCloseChecks(await closeChecks(monthOf(c), deps)),
  }),

  endpoint({
    id: "financeApi.preview",
    route: "GET /v1/finance/closes/:month/preview",
    access: STAFF,
    summary: "What a close is expected to come to",
    response: closePreviewSchema,
    handle: async ({ c, deps }) => {
      const found = await readPreview(monthOf(c), deps);
      if (found === undefined) throw notFound("No preview of this month was asked for: POST here to have one computed.");
      return toClosePreview(found.preview, found.result);
    },
  }),

  endpoint({
    id: "financeApi.createPreview",
    route: "POST /v1/finance/closes/:month/preview",
    access: FINANCE,
    summary: "Compute what a close is expected to come to",
    response: closePreviewSchema,
    continues: true,
    description: "By the close's own rule, from the facts as they stand now. A later preview takes the place of an earlier one.",
    handle: async ({ c, person, deps }) => {
      const month = monthOf(c);
      const begun = await requestPreview(month, person, deps);
      const found = (await readPreview(month, deps)) ?? { preview: begun, result: undefined };
      return new Reply(toClosePreview(found.preview, found.result), { status: found.result === undefined ? 202 : 200 });
    },
  }),
]);

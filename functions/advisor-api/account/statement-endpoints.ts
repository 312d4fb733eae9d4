import * as z from "zod";
import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import { getSellerCredits } from "../../../shared/account/steps/read-seller-credits.ts";
import { getStatement, getStatementText } from "../../../shared/account/steps/read-statement.ts";
import { creditsFileText } from "../../../shared/engine/statement/seller-parts.ts";
import { monthSchema } from "../../_platform/api/common-schemas.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { monthOf } from "../../_platform/api/request-context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { HttpContext } from "../../_platform/http/route.ts";
import { accountOf, rootUrl } from "../account-context.ts";
import { toClose, toStatement, toSummary } from "./statement-mapping.ts";
import {
  closeListSchema,
  closeSchema,
  creditsFileSchema,
  statementFileSchema,
  statementListSchema,
  statementSchema,
} from "./statement-schema.response.ts";

/** Statements, and the closes that made them. */
export const statementEndpoints = tagged("Statements", [
  endpoint({
    id: "api.statements",
    route: "GET /v1/:whose/statements",
    access: OWN_OR_STAFF,
    summary: "All statements",
    response: statementListSchema,
    query: pagingSchema,
    handle: async ({ c, query, deps }) => {
      await accountOf(c, deps);
      const url = statementsUrl(c);
      const issued = await deps.accounts.statements(c.get("advisorId"));
      const page = pageOf(issued, { url, query, placeOf: ({ statement }) => [statement.month], descending: true });
      return { ...page, data: page.data.map((each) => toSummary(each, url)) };
    },
  }),

  endpoint({
    id: "api.statement",
    route: "GET /v1/:whose/statements/:month",
    access: OWN_OR_STAFF,
    summary: "A statement and what explains it",
    response: statementSchema,
    handle: async ({ c, deps }) => {
      const month = monthOf(c);
      const file = await getStatement(c.get("advisorId"), month, deps);
      if (file === undefined) throw noStatement();
      return toStatement(file, statementsUrl(c));
    },
  }),

  endpoint({
    id: "api.statementFile",
    route: "GET /v1/:whose/statements/:month/file",
    access: OWN_OR_STAFF,
    summary: "The file that verifies a statement",
    response: statementFileSchema,
    description: "The statement with all facts that it is computed from. Verify it offline with `npm run verify -- statement.json`.",
    handle: async ({ c, deps }) => {
      const month = monthOf(c);
      const text = await getStatementText(c.get("advisorId"), month, deps);
      if (text === undefined) throw noStatement();
      const headers = { "content-type": "application/json", "content-disposition": `attachment; filename="statement-${month}.json"` };
      return c.body(text, 200, headers);
    },
  }),

  endpoint({
    id: "api.sellerCredits",
    route: "GET /v1/:whose/statements/:month/sellers/:sellerId/credits",
    access: OWN_OR_STAFF,
    summary: "The credits behind a statement's line for a seller",
    response: creditsFileSchema,
    query: z.object({ of: monthSchema.optional().describe("The adjusted month; the statement's own by default.") }),
    description:
      "Made anew from the seller's credit log. Verify the statement with it: `npm run verify -- statement.json --with credits.json`.",
    handle: async ({ c, query, deps }) => {
      const month = monthOf(c);
      const file = await getStatement(c.get("advisorId"), month, deps);
      const found = file && (await getSellerCredits(file, c.req.param("sellerId") ?? "", query.of ?? month, deps));
      if (found === undefined) throw notFound("There is no such line on a statement of this month.");
      const text = creditsFileText({ ...found.line, advisorId: c.get("advisorId"), credits: found.credits });
      const headers = { "content-type": "application/json", "content-disposition": `attachment; filename="credits-${month}.json"` };
      return c.body(text, 200, headers);
    },
  }),

  endpoint({
    id: "api.closes",
    route: "GET /v1/closes",
    access: "public",
    summary: "All closes",
    tag: "Published closes",
    response: closeListSchema,
    query: pagingSchema,
    handle: async ({ c, query, deps }) => {
      const closes = await deps.accounts.closes();
      const page = pageOf(closes, { url: "/v1/closes", query, placeOf: ({ month }) => [month], descending: true });
      c.header("cache-control", PUBLISHED);
      return { ...page, data: page.data.map(toClose) };
    },
  }),

  endpoint({
    id: "api.close",
    route: "GET /v1/closes/:month",
    access: "public",
    summary: "A close and its root",
    tag: "Published closes",
    response: closeSchema,
    handle: async ({ c, deps }) => {
      const month = monthOf(c);
      const found = (await deps.accounts.closes()).find((each) => each.month === month);
      if (found === undefined) throw notFound("No close of this month is through.");
      c.header("cache-control", PUBLISHED);
      return toClose(found);
    },
  }),
]);

const statementsUrl = (context: HttpContext): string => `${rootUrl(context)}/statements`;

const noStatement = () => notFound("There is no statement of this month.");

/** What anyone may read, anyone may keep for a while. */
const PUBLISHED = "public, max-age=300";

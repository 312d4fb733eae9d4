import * as z from "zod";
import type { RouteId } from "../../shared/access/policy.ts";
import { pagingSchema } from "../_platform/api/pagination.ts";
import type { Described } from "../_platform/http/endpoint.ts";
import { creditListSchema, orderSchema } from "./account/earnings-schema.ts";
import { accountSchema, equitySchema, forecastSchema, monthOutlookSchema, quoteSchema, yearsSchema } from "./account/schema.ts";
import { closeListSchema, closeSchema, statementFileSchema, statementListSchema, statementSchema } from "./account/statement-schema.ts";
import { quoteQuerySchema } from "./account-context.ts";
import { paymentListSchema } from "./payments/schema.ts";

type ApiRoute = Extract<RouteId, `api.${string}`>;
/** Pages and files about the API are no part of it. */
type Resource = Exclude<ApiRoute, "api.openapi" | "api.docs" | "api.docsAsset">;

const quoteQuery = quoteQuerySchema.extend({
  facets: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: "Other facets of the order, as `facets[NAME]=VALUE`.", param: { style: "deepObject", explode: true } }),
});

/** Each resource of the advisors' API by its route. */
export const ADVISOR_RESOURCES: Readonly<Record<Resource, Described>> = {
  "api.account": { summary: "The account", tag: "Account", schema: accountSchema },
  "api.month": {
    summary: "A month as it stands",
    tag: "Earnings",
    schema: monthOutlookSchema,
    description: "The month may be `current`: the calendar month that it is now.",
  },
  "api.credits": {
    summary: "The credits behind a component",
    tag: "Earnings",
    schema: creditListSchema,
    query: pagingSchema,
    description: "Each with its part; the parts of all pages sum to the component, to the fen.",
  },
  "api.order": { summary: "An order, from its price down to the fen", tag: "Earnings", schema: orderSchema },
  "api.forecast": { summary: "Trips booked and not yet travelled", tag: "Earnings", schema: forecastSchema },
  "api.years": { summary: "This and last year", tag: "Earnings", schema: yearsSchema },
  "api.quote": { summary: "What one more order would add", tag: "Earnings", schema: quoteSchema, query: quoteQuery },
  "api.statements": { summary: "All statements", tag: "Statements", schema: statementListSchema, query: pagingSchema },
  "api.statement": { summary: "A statement and what explains it", tag: "Statements", schema: statementSchema },
  "api.statementFile": {
    summary: "The file that verifies a statement",
    tag: "Statements",
    schema: statementFileSchema,
    description: "The statement with all facts that it is computed from. Verify it offline with `npm run verify -- statement.json`.",
  },
  "api.payments": {
    summary: "Payments, and where all that is payable is",
    tag: "Account",
    schema: paymentListSchema,
    query: pagingSchema,
    description: "What was rejected or returned is owed again, and comes with the next payout.",
  },
  "api.equity": { summary: "Progress towards equity", tag: "Account", schema: equitySchema },
  "api.closes": { summary: "All closes", tag: "Published closes", schema: closeListSchema, query: pagingSchema },
  "api.close": { summary: "A close and its root", tag: "Published closes", schema: closeSchema },
};

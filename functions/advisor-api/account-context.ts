import * as z from "zod";
import { type OpenAccount, openAccount } from "../../shared/account/steps/open-account.ts";
import { code, issue, under } from "../../shared/base/issues/issue.ts";
import { parse } from "../../shared/base/issues/parse.ts";
import { facetValue } from "../../shared/engine/facts/fields.ts";
import { monthSchema } from "../_platform/api/common-schemas.ts";
import { monthOf } from "../_platform/api/request-context.ts";
import { pathSegment } from "../_platform/http/own-path.ts";
import { notFound, unprocessable } from "../_platform/http/problem.ts";
import type { HttpContext } from "../_platform/http/route.ts";
import type { Wiring } from "../_platform/wiring.ts";

/** The account that a request is about. @throws HttpProblem where there is no such advisor. */
export async function accountOf(context: HttpContext, wiring: Wiring): Promise<OpenAccount> {
  const account = await openAccount(context.get("advisorId"), wiring);
  if (account === undefined) throw notFound("There is no such advisor.");
  return account;
}

/** Where an account's resources stand, as the request named it. */
export function rootUrl(context: HttpContext): string {
  const asked = context.req.param("advisorId");
  return asked === undefined ? "/v1/me" : `/v1/advisors/${pathSegment(asked)}`;
}

/** The month that the path names, where `current` stands for the calendar month that it is now. */
export const monthOrCurrent = (context: HttpContext, { thisMonth }: OpenAccount): string =>
  context.req.param("month") === "current" ? thisMonth : monthOf(context);

/** The same, for its description. */
export const monthParameter = () => ({
  month: z.union([z.literal("current"), monthSchema]).meta({ description: "A month, or `current`." }),
});

/** What an order estimate is of. `priceMinor` in minor units; other facets as `facets[NAME]`. */
export const orderEstimateQuery = z.object({
  product: facetValue.describe("As orders name it, such as `hotel`."),
  priceMinor: z
    .string(code("price-expected"))
    .regex(/^\d{1,15}$/, code("price-expected"))
    .describe("The price in minor units (fen)."),
  facets: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: "Other facets of the order, as `facets[NAME]=VALUE`.", param: { style: "deepObject", explode: true } }),
});

/** The facets that a query names, checked against those that the agency's plans may ask for. */
export function facetsOf(context: HttpContext, known: readonly string[]): Record<string, string> {
  const facets: Record<string, string> = {};
  for (const [field, value] of Object.entries(context.req.query())) {
    if (field === "product" || field === "priceMinor") continue;
    const name = /^facets\[(.+)\]$/.exec(field)?.[1];
    if (name === undefined || !known.includes(name)) throw unprocessable([issue(field, "unknown-field")]);
    const parsed = parse(facetValue, value);
    if (!parsed.ok) throw unprocessable(parsed.issues.map((each) => under(field, each)));
    facets[name] = value;
  }
  return facets;
}

import * as z from "zod";
import { type OpenAccount, openAccount } from "../../shared/account/steps/open-account.ts";
import { facetValue } from "../../shared/engine/facts/fields.ts";
import { monthOf } from "../_platform/api/parse-request.ts";
import type { HttpContext } from "../_platform/http/context.ts";
import { pathSegment } from "../_platform/http/path-segment.ts";
import { notFound, unprocessable } from "../_platform/http/problem.ts";
import type { Wiring } from "../_platform/wiring.ts";

/** The account that a request is about. @throws HttpProblem where there is no such advisor. */
export async function accountOf(c: HttpContext, wiring: Wiring): Promise<OpenAccount> {
  const account = await openAccount(c.get("advisorId"), wiring);
  if (account === undefined) throw notFound("There is no such advisor.");
  return account;
}

/** Where an account's resources stand, as the request named it. */
export function rootUrl(c: HttpContext): string {
  const asked = c.req.param("advisorId");
  return asked === undefined ? "/v1/me" : `/v1/advisors/${pathSegment(asked)}`;
}

/** The month that the path names, where `current` stands for the calendar month that it is now. */
export const monthOrCurrent = (c: HttpContext, { thisMonth }: OpenAccount): string =>
  c.req.param("month") === "current" ? thisMonth : monthOf(c);

/** What a quote asks. `price` in minor units; other facets as `facets[NAME]`. */
export const quoteQuerySchema = z.object({
  product: facetValue.describe("As orders name it, such as `hotel`."),
  price: z
    .string("expected the price in minor units: digits alone")
    .regex(/^\d{1,15}$/, "expected the price in minor units: at most 15 digits")
    .describe("The price in minor units (fen)."),
});

/** The facets that a query names, checked against those that the agency's plans may ask for. */
export function facetsOf(c: HttpContext, known: readonly string[]): Record<string, string> {
  const facets: Record<string, string> = {};
  for (const [field, value] of Object.entries(c.req.query())) {
    if (field === "product" || field === "price") continue;
    const name = /^facets\[(.+)\]$/.exec(field)?.[1];
    if (name === undefined || !known.includes(name)) throw unprocessable([{ field, message: "is not known here" }]);
    const { success } = facetValue.safeParse(value);
    if (!success) throw unprocessable([{ field, message: "expected 1 to 128 characters" }]);
    facets[name] = value;
  }
  return facets;
}

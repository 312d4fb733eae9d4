import * as z from "zod";
import { code, issue } from "../../../shared/base/issues/issue.ts";
import { unprocessable } from "../http/problem.ts";
import type { MoneyResource } from "./common-schemas.ts";

/** Money as it is sent: in the form in which it is told. */
export const moneyRequest = z.strictObject({
  amountMinor: z.int(code("minor-units-expected")).describe("Minor units of the currency (fen)."),
  currency: z.string().describe("ISO 4217: the agency's currency."),
});

/** Minor units of what was sent. @throws HttpProblem where it is of another currency than the agency's. */
export function minorOf(
  { amountMinor, currency }: z.output<typeof moneyRequest>,
  agency: { readonly currency: string },
  path: string,
): number {
  if (currency === agency.currency) return amountMinor;
  throw unprocessable([issue(`${path}.currency`, "currency-differs", { currency, expected: agency.currency })]);
}

/** Writes amounts of one currency. */
export type Pay = (amountMinor: bigint) => MoneyResource;

export const payIn =
  (currency: string): Pay =>
  (amountMinor) => ({ amountMinor: whole(amountMinor), currency });

/** An integer as JSON can carry it: beyond 2^53 - 1 many readers would round it, so it is a text there. */
export const whole = (value: bigint): number | string =>
  value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER ? Number(value) : value.toString();

import * as z from "zod";
import { addIssue, code } from "../../base/issues/issue.ts";
import { DECIMAL_PATTERN, ONE, parseDecimal } from "../../base/money/money.ts";

/** The fields that several facts share. Their messages are codes: texts stand in the catalogues. */

/** An id: up to 128 characters, none of them a control character, with no space at either end. */
export const id = z
  .string()
  .min(1, { abort: true })
  .max(128)
  .regex(/^[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$/u, code("hidden-character"));

/** A revision or version: an integer from 1. */
export const revision = z.int().min(1);

/** An amount in minor units (fen) that is not negative. */
export const amount = z.int(code("minor-units-expected")).min(0, { error: code("negative"), abort: true });

/** An amount in minor units (fen) of either sign. */
export const signedAmount = z.int(code("minor-units-expected"));

/** A day, YYYY-MM-DD. */
export const day = z.iso.date(code("day-expected"));

/** A month, YYYY-MM. */
export const month = z.string(code("month-expected")).regex(/^\d{4}-(0[1-9]|1[0-2])$/, code("month-expected"));

/** An instant, ISO 8601 with offset, of the years in which every local day has four digits. */
export const instant = z.iso
  .datetime({ offset: true, error: code("instant-expected"), abort: true })
  .refine((text) => text >= "0002" && text < "9999", code("instant-out-of-range"));

/** A decimal string of either sign, at most 9 decimals. What is malformed is not checked any further. */
export const decimal = z.string(code("decimal-expected")).regex(DECIMAL_PATTERN, { error: code("decimal-expected"), abort: true });

/** A decimal string that is not negative. */
export const rate = decimal.refine((text) => parseDecimal(text) >= 0n, { error: code("negative"), abort: true });

/** A share: a decimal string above 0 and at most 1. */
export const share = decimal.refine((text) => parseDecimal(text) > 0n && parseDecimal(text) <= ONE, {
  error: code("share-out-of-range"),
  abort: true,
});

/** Facets that are set by us and may not be sent. */
export const OWN_FACETS = ["product", "role", "afterLeaving"] as const;

/** A facet's or product's value. */
export const facetValue = z.string().min(1).max(128);

const facetName = z
  .string()
  .min(1)
  .max(64)
  .superRefine((name, context) => {
    if ((OWN_FACETS as readonly string[]).includes(name)) addIssue(context, [], "facet-reserved", { facet: name });
  });

/** Facets as sent with an order or line: name to value. */
export const facets = z.record(facetName, facetValue);

/** The name of a discount or attribute. */
export const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, code("name-expected"));

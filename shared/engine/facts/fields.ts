import * as z from "zod";
import { DECIMAL_PATTERN, ONE, parseDecimal } from "../../base/money/decimal.ts";

/** The fields that several facts share, each with a message that says what is expected. */

/** An id: up to 128 characters, none of them a control character, with no space at either end. */
export const id = z
  .string("expected a text")
  .min(1, "expected at least one character")
  .max(128, "expected at most 128 characters")
  .regex(/^[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$/u, "expected no control character, and no space at either end");

/** A revision or version: an integer from 1. */
export const revision = z.int("expected an integer from 1").min(1, "expected an integer from 1");

/** An amount in minor units (fen) that is not negative. */
export const amount = z
  .int("expected an integer of minor units (fen), at most 2^53 - 1: no fractions, no text")
  .min(0, { error: "expected an amount that is not negative", abort: true });

/** An amount in minor units (fen) of either sign. */
export const signedAmount = z.int("expected an integer of minor units (fen), at most 2^53 - 1 in size: no fractions, no text");

/** A day, YYYY-MM-DD. */
export const day = z.iso.date("expected a day as YYYY-MM-DD");

/** A month, YYYY-MM. */
export const month = z.string("expected a month as YYYY-MM").regex(/^\d{4}-(0[1-9]|1[0-2])$/, "expected a month as YYYY-MM");

/** An instant, ISO 8601 with offset, of the years in which every local day has four digits. */
export const instant = z.iso
  .datetime({ offset: true, error: "expected an instant in ISO 8601 with its offset, such as 2026-10-08T09:00:00+08:00", abort: true })
  .refine((text) => text >= "0002" && text < "9999", "expected an instant of the years 2 to 9998");

/** A decimal string of either sign, at most 9 decimals. What is malformed is not checked any further. */
export const decimal = z
  .string('expected a decimal in quotes, such as "0.06"')
  .regex(DECIMAL_PATTERN, { error: 'expected a decimal with at most 9 places, such as "0.06"', abort: true });

/** A decimal string that is not negative. */
export const rate = decimal.refine((text) => parseDecimal(text) >= 0n, { error: "expected a decimal that is not negative", abort: true });

/** A share: a decimal string above 0 and at most 1. */
export const share = decimal.refine((text) => parseDecimal(text) > 0n && parseDecimal(text) <= ONE, {
  error: "expected a share above 0 and at most 1",
  abort: true,
});

/** Facets that are set by us and may not be sent. */
export const OWN_FACETS = ["product", "role", "afterLeaving"] as const;

/** A facet's or product's value. */
export const facetValue = z.string("expected a text").min(1, "expected at least one character").max(128, "expected at most 128 characters");

const facetName = z
  .string()
  .min(1)
  .max(64)
  .refine((name) => !(OWN_FACETS as readonly string[]).includes(name), {
    error: (issue) => `"${String(issue.input)}" is set by Fenrun and may not be sent as a facet`,
  });

/** Facets as sent with an order or line: name to value. */
export const facets = z.record(facetName, facetValue);

/** The name of a discount or attribute. */
export const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, "expected a name of letters, digits, _ and -, beginning with a letter");

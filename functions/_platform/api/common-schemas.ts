import * as z from "zod";
import { month } from "../../../shared/engine/facts/fields.ts";

/** What every resource is made of. */

export const moneySchema = z
  .object({
    amountMinor: z
      .union([z.int(), z.string().regex(/^-?\d+$/)])
      .describe("Minor units of the currency (fen): an integer, or its digits as a text where it lies beyond 2^53 - 1."),
    currency: z.string().describe("ISO 4217."),
  })
  .meta({ id: "Money", description: "An amount of money, exact.", examples: [{ amountMinor: 128_050, currency: "CNY" }] });
export type MoneyResource = z.output<typeof moneySchema>;

/** Money, with what it is the money of. */
export const money = (description: string) => moneySchema.describe(description);

/** An integer that may lie beyond 2^53. */
export const wholeSchema = z.union([z.int(), z.string().regex(/^-?\d+$/)]);

export const monthSchema = month.meta({ description: "A calendar month in the agency's time zone.", examples: ["2026-06"] });
export const daySchema = z.iso.date().meta({ description: "A day in the agency's time zone.", examples: ["2026-06-18"] });
export const instantSchema = z.iso.datetime().meta({ description: "An instant, UTC.", examples: ["2026-06-18T02:00:00.000Z"] });
/** An exact decimal as text; "n/d" where only a fraction is exact. */
export const decimalSchema = z
  .string()
  .meta({ description: 'An exact decimal as a text; "n/d" where only a fraction is exact.', examples: ["0.06"] });
export const urlSchema = z.string().meta({ description: "A path of this API.", examples: ["/v1/me/months/2026-06"] });
export const hashSchema = z.string().meta({ description: "SHA-256, 64 hexadecimal digits." });
export const monthStateSchema = z.enum(["closed", "current", "later"]).describe("`current` is closed next; `later` comes after it.");

/** A list of resources. */
export const listOf = <Item extends z.ZodType>(item: Item, description: string) =>
  z
    .object({
      object: z.literal("list"),
      url: urlSchema,
      data: z.array(item),
      hasMore: z.boolean().describe("Whether more comes after these."),
      nextCursor: z.string().nullable().describe("Where the next page begins: send it as `cursor`. Null on the last one."),
    })
    .describe(description);

/** How an uploaded file was read. */
export const sourceFields = {
  encoding: z.string().nullable().describe("The encoding that the file was read in; null where it can't be read as a whole."),
  ignoredColumns: z.array(z.string()).describe("Columns with a name that has no meaning here."),
};

export const refusalSchema = z
  .object({
    code: z.string().describe("What is refused: a name that stays."),
    about: z.record(z.string(), z.union([z.string(), z.number()])),
    message: z.string().describe("The same in English, with what to do."),
  })
  .meta({ id: "Refusal", description: "Why a step is refused." });
export type RefusalResource = z.output<typeof refusalSchema>;

export const problemSchema = z
  .object({
    type: z.string().describe("What kind of problem it is: a name that stays."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What went wrong here, and what to do."),
    requestId: z.string().describe("By this id the log knows the request."),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe("By field, where the request can't be read."),
    refusals: z.array(refusalSchema).optional().describe("One by one, where a step is refused."),
  })
  .meta({ id: "Problem", description: "What every error is answered with (RFC 9457)." });

export const wrongSchema = z.array(z.object({ line: z.int(), reasons: z.array(z.string()) })).describe("Lines that are left out, and why.");

export const text = (atMost: number) => z.string("expected a text").max(atMost, `expected at most ${atMost} characters`);

export const why = text(2000).regex(/\S/, "expected a reason").describe("Why: it stands in the trail.");

export const edition = z
  .int("expected the edition that you read, a whole number")
  .min(0, "expected the edition that you read, a whole number")
  .optional()
  .describe("The edition that you read; or send its ETag as `If-Match`.");

export const needed = (schema: z.ZodString) => schema.regex(/\S/, "expected a reason");

export const seenResultHash = z
  .string("expected the resultHash that the preview showed")
  .regex(/^[0-9a-f]{32,64}$/, "expected the resultHash that the preview showed")
  .describe("The `resultHash` of the restatement that the preview showed: what is saved is what was seen.");

import * as z from "zod";
import { code } from "../../../shared/base/issues/issue.ts";
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
export const issueSchema = z
  .object({
    path: z.string().describe("Where it is, as one writes it: `lines[0].price`; empty where it is about the whole."),
    code: z.string().describe("What is wrong: a name that stays."),
    params: z.record(z.string(), z.union([z.string(), z.number()])).describe("What the message names: limits, ids, months."),
    message: z.string().describe("The same in English, with what to do."),
  })
  .meta({ id: "Issue", description: "What is wrong, and where." });
export type IssueResource = z.output<typeof issueSchema>;
export const issuesSchema = z.array(issueSchema);

export const sourceFields = {
  encoding: z
    .string()
    .nullable()
    .describe("The encoding that the file was read in, `xlsx` of a workbook; null where it can't be read as a whole."),
  ignoredColumns: z.array(z.string()).describe("Columns with a name that has no meaning here."),
  skippedSheets: z
    .array(z.object({ sheet: z.string(), issue: issueSchema }))
    .describe("Sheets of a workbook that aren't read though their header is nearly right, and what is wrong with it."),
};

/** The sheet of a row. */
export const sheetField = z.string().nullable().describe("The row's sheet; null where one sheet is read, or none.");

export const problemSchema = z
  .object({
    type: z.string().describe("What kind of problem it is: a name that stays."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What went wrong here, and what to do."),
    requestId: z.string().describe("By this id the log knows the request."),
    issues: issuesSchema.optional().describe("One by one: by field where the request can't be read, else why it is refused."),
  })
  .meta({ id: "Problem", description: "What every error is answered with (RFC 9457)." });

export const rowErrorsSchema = z.array(z.object({ line: z.int(), issues: issuesSchema })).describe("Rows that are excluded, and why.");

export const text = (atMost: number) => z.string().max(atMost);

export const comment = text(2000).regex(/\S/, code("reason-missing")).describe("Why: it is recorded in the activity log.");

export const lockVersion = z.int().min(0).optional().describe("The lock version that you read; or send its ETag as `If-Match`.");

export const expectedResultHash = z
  .string(code("result-hash-expected"))
  .regex(/^[0-9a-f]{32,64}$/, code("result-hash-expected"))
  .describe("The `resultHash` of the restatement that the preview showed: what is saved is what was seen.");

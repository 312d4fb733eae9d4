import * as z from "zod";
import { sum } from "../../shared/base/money/money.ts";
import type { Restatement } from "../../shared/simulations/restatement/restatement.ts";
import { hashSchema, money, monthSchema } from "../_platform/api/common-schemas.ts";
import type { Source } from "../_platform/api/encode-response.ts";

/** What a change of facts makes of closed months. */

export const hashOf = (what: string) => hashSchema.describe(`Of ${what}: hexadecimal digits.`);

export const restatementSchema = z
  .object({
    reaches: z.boolean().describe("Whether it reaches into closed months: someone else then has to approve it."),
    advisors: z.int().describe("How many advisors' closed months it changes."),
    total: money("What all of them are owed more, or less."),
    inputHash: hashOf("the facts that it was computed from"),
    resultHash: hashOf("the result: send it as `expectedResultHash` when you save"),
    lines: z.array(
      z.object({
        advisorId: z.string(),
        name: z.string(),
        change: money("Of all months."),
        months: z.array(z.object({ month: monthSchema, before: money("As the facts stand."), after: money("With the change.") })),
      }),
    ),
  })
  .meta({ id: "Restatement", description: "The adjustments that a change of facts will cause, by advisor and month." });

export type RestatementResource = Source<typeof restatementSchema>;

/** The adjustments that a change will cause. */
export const toRestatement = ({ lines, ...restatement }: Restatement): RestatementResource => ({
  ...restatement,
  lines: lines.map((line) => ({ ...line, change: sum(line.months.map(({ before, after }) => after - before)) })),
});

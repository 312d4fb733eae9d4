import * as z from "zod";
import { amount, id } from "../../facts/fields.ts";
import type { ComponentKind, Matcher, MonthTerms } from "./component-kind.ts";
import { where } from "./fields.ts";

export const bonusSchema = z.strictObject({
  id,
  kind: z.literal("bonus"),
  amount,
  when: z
    .strictObject({
      measure: z.enum(["earnings", "sales", "units"], "expected earnings, sales or units"),
      of: where.optional(),
      atLeast: z.int("expected an integer above 0").min(1, "expected an integer above 0"),
    })
    .refine(({ measure, of }) => measure !== "earnings" || of === undefined, {
      path: ["of"],
      error: "earnings are measured whole: leave it out",
    }),
});

export interface CompiledBonus extends MonthTerms {
  readonly kind: "bonus";
  readonly measure: Exclude<MonthTerms["measure"], "standing">;
  readonly of: Matcher;
  readonly atLeast: bigint;
}

/** An amount for reaching something. */
export const bonus: ComponentKind<z.infer<typeof bonusSchema>, CompiledBonus> = {
  compile: ({ id, amount, when }, { matcher }) => ({
    kind: "bonus",
    id,
    amount: BigInt(amount),
    measure: when.measure,
    of: matcher(when.of),
    atLeast: BigInt(when.atLeast),
  }),
  conditions: ({ when }) => [{ field: "when.of", where: when.of }],
  takeApart({ id: _id, kind: _kind, amount, when, ...rest }) {
    const { of, ...threshold } = when;
    return { amount, of, rest: { ...rest, when: threshold } };
  },
  needsCredits: true,
};

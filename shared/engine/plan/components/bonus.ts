import * as z from "zod";
import { code } from "../../../base/issues/issue.ts";
import { type Decimal, parseDecimal } from "../../../base/money/money.ts";
import { amount, decimal } from "../../facts/fields.ts";
import { basis, target } from "./attainment.ts";
import type { Matcher } from "./compile-context.ts";
import type { ComponentKind, MonthTerms } from "./component-kind.ts";
import { identity, where } from "./fields.ts";

const when = z.discriminatedUnion("measure", [
  z
    .strictObject({
      measure: z.enum(["earnings", "sales", "units"]),
      of: where.optional(),
      atLeast: z.int().min(1),
    })
    .refine(({ measure, of }) => measure !== "earnings" || of === undefined, {
      path: ["of"],
      error: code("earnings-not-filtered"),
    }),
  z.strictObject({
    measure: z.literal("attainment"),
    basis,
    target,
    of: where.optional(),
    atLeast: decimal
      .refine((text) => parseDecimal(text) > 0n, code("decimal-not-positive"))
      .describe('of the target: "1" is all of it; without a target the bonus is not reached'),
  }),
]);

export const bonusSchema = z.strictObject({ ...identity, kind: z.literal("bonus"), amount, when });

export interface CompiledBonus extends MonthTerms {
  readonly kind: "bonus";
  readonly measure: Exclude<MonthTerms["measure"], "standing">;
  readonly of: Matcher;
  /** Minor units or units; of a target billionths. */
  readonly atLeast: Decimal;
  /** The attribute against which it is measured. */
  readonly target: string | undefined;
}

/** An amount for reaching something. */
export const bonus: ComponentKind<z.infer<typeof bonusSchema>, CompiledBonus> = {
  compile({ id, amount, when }, { matcher }) {
    const common = { kind: "bonus", id, amount: BigInt(amount), of: matcher(when.of) } as const;
    return when.measure === "attainment"
      ? { ...common, measure: when.basis, target: when.target, atLeast: parseDecimal(when.atLeast) }
      : { ...common, measure: when.measure, target: undefined, atLeast: BigInt(when.atLeast) };
  },
  conditions: ({ when }) => [{ field: "when.of", where: when.of }],
  targets: ({ when }) => (when.measure === "attainment" ? [when.target] : []),
  salesTargets: ({ when }) => (when.measure === "attainment" && when.basis === "sales" ? [when.target] : []),
  takeApart({ id: _id, kind: _kind, amount, when, ...rest }) {
    const { of, ...threshold } = when;
    return { amount, of, rest: { ...rest, when: threshold } };
  },
  needsCredits: true,
};

import * as z from "zod";
import { addIssue } from "../../../base/issues/issue.ts";
import { type Decimal, parseDecimal } from "../../../base/money/money.ts";
import { amount, decimal, rate } from "../../facts/fields.ts";
import { basis, target } from "./attainment.ts";
import type { CompileContext, Matcher } from "./compile-context.ts";
import { checkRising, type Where, where } from "./fields.ts";

const common = {
  mode: z.enum(["whole", "marginal"]),
  of: where.optional().describe("what is measured; default the component's own where"),
  period: z.enum(["month", "year"]).default("month"),
};

/** Steps that rise from 0. @param numberOf what can be compared of a step's beginning. */
function stepsFrom<From extends z.ZodType<number | string>>(from: From, numberOf: (from: z.infer<From>) => bigint) {
  return z
    .array(z.strictObject({ from, rate }))
    .min(1)
    .superRefine((steps, context) => {
      const froms = steps.map((step) => numberOf((step as { from: z.infer<From> }).from));
      if (froms[0] !== undefined && froms[0] !== 0n) addIssue(context, [0, "from"], "first-step-not-zero");
      checkRising(froms, context);
    });
}

export const tiers = z.discriminatedUnion("measure", [
  z.strictObject({
    ...common,
    measure: z.enum(["sales", "units"]).optional().default("sales"),
    steps: stepsFrom(amount.describe("minor units, or units"), BigInt),
  }),
  z.strictObject({
    ...common,
    measure: z.literal("attainment"),
    basis,
    target,
    steps: stepsFrom(decimal.describe('of the target: "1" is all of it'), parseDecimal),
  }),
]);

/** The tiers of a share. */
export type Tiers = z.infer<typeof tiers>;

/** A ladder's step: `from` in minor units or units, or as a part of the target; its rate, and where the next begins. */
export interface CompiledStep {
  readonly from: bigint;
  readonly rate: Decimal;
  /** Where the next step begins; none for the last. */
  readonly to: bigint | undefined;
}

export interface CompiledLadder {
  readonly mode: "whole" | "marginal";
  readonly measure: "sales" | "units";
  /** The attribute against which it is measured: then the steps begin at decimals of it. */
  readonly target: string | undefined;
  readonly period: "month" | "year";
  readonly of: Matcher;
  readonly steps: readonly CompiledStep[];
}

/** @param own what the component pays for: it is measured where the tiers name nothing else. */
export function compileTiers(terms: Tiers, own: Where, { matcher }: CompileContext): CompiledLadder {
  const { mode, period, of } = terms;
  const measured =
    terms.measure === "attainment" ? { measure: terms.basis, target: terms.target } : { measure: terms.measure, target: undefined };
  return { mode, ...measured, period, of: matcher(of ?? own), steps: compileSteps(terms) };
}

/** Steps with their numbers read, each with where the next begins. */
export function compileSteps(terms: Pick<Tiers, "steps">): CompiledStep[] {
  const read = terms.steps.map(({ from, rate }) => ({
    from: typeof from === "number" ? BigInt(from) : parseDecimal(from),
    rate: parseDecimal(rate),
  }));
  return read.map((step, index) => ({ ...step, to: read[index + 1]?.from }));
}

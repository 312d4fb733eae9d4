import * as z from "zod";
import { type Decimal, parseDecimal } from "../../../base/money/decimal.ts";
import { amount, rate } from "../../facts/fields.ts";
import type { CompileContext, Matcher } from "./component-kind.ts";
import { checkRising, type Where, where } from "./fields.ts";

export const tiers = z.strictObject({
  mode: z.enum(["whole", "marginal"], "expected whole or marginal"),
  measure: z.enum(["sales", "units"], "expected sales or units").default("sales"),
  of: where.optional().describe("what is measured; default the component's own where"),
  period: z.enum(["month", "year"], "expected month or year").default("month"),
  steps: z
    .array(z.strictObject({ from: amount.describe("minor units, or units"), rate }))
    .min(1, "expected at least one step")
    .superRefine((steps, context) => {
      if (steps[0] !== undefined && steps[0].from !== 0)
        context.addIssue({ code: "custom", path: [0, "from"], message: "expected the first step to begin at 0" });
      checkRising(
        steps.map(({ from }) => BigInt(from)),
        context,
      );
    }),
});

/** The tiers of a share. */
export type Tiers = z.infer<typeof tiers>;

/** A ladder's step: `from` in minor units or units, its rate, and where the next begins. */
export interface CompiledStep {
  readonly from: bigint;
  readonly rate: Decimal;
  /** Where the next step begins; none for the last. */
  readonly to: bigint | undefined;
}

export interface CompiledLadder {
  readonly mode: "whole" | "marginal";
  readonly measure: "sales" | "units";
  readonly period: "month" | "year";
  readonly of: Matcher;
  readonly steps: readonly CompiledStep[];
}

/** @param own what the component pays for: it is measured where the tiers name nothing else. */
export function compileTiers({ mode, measure, period, of, steps }: Tiers, own: Where, { matcher }: CompileContext): CompiledLadder {
  return { mode, measure, period, of: matcher(of ?? own), steps: compileSteps(steps) };
}

/** Steps of a ladder with their numbers read, each with where the next begins. */
export function compileSteps(steps: Tiers["steps"]): CompiledStep[] {
  return steps.map(({ from, rate }, index) => {
    const next = steps[index + 1];
    return { from: BigInt(from), rate: parseDecimal(rate), to: next === undefined ? undefined : BigInt(next.from) };
  });
}

import type { CompiledBonus } from "../../plan/components/bonus.ts";
import type { MonthKind } from "./component-kind.ts";

export const bonus: MonthKind<CompiledBonus> = {
  effect({ measure, of, atLeast, amount }, { paid }, measures) {
    const measured = measure === "earnings" ? paid : measures.measure(measure, of);
    return { measured, amount: measured >= atLeast ? amount : 0n };
  },
  limit: ({ atLeast }) => atLeast,
  unrounded: ({ amount }, soFar, one) => soFar + amount * one,
};

import type { CompiledGuarantee } from "../../plan/components/guarantee.ts";
import type { MonthKind } from "./component-kind.ts";

export const guarantee: MonthKind<CompiledGuarantee> = {
  effect({ amount, months }, { soFar }, measures) {
    if (soFar >= amount || !measures.isAmongFirst(months)) return undefined;
    return { measured: soFar, limit: amount, amount: amount - soFar };
  },
  unrounded: ({ amount }, _soFar, one) => amount * one,
};

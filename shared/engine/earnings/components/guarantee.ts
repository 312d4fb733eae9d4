import type { CompiledGuarantee } from "../../plan/components/guarantee.ts";
import type { MonthKind } from "./component-kind.ts";

export const guarantee: MonthKind<CompiledGuarantee> = {
  effect({ amount, months }, { soFar }, measures) {
    const lifts = soFar < amount && measures.isAmongFirst(months);
    return { measured: soFar, amount: lifts ? amount - soFar : 0n };
  },
  limit: ({ amount }) => amount,
  unrounded: ({ amount }, _soFar, one) => amount * one,
};

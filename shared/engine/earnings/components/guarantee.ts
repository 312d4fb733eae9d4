import type { CompiledGuarantee } from "../../plan/components/guarantee.ts";
import { isAmongFirst } from "../attribute-lookup.ts";
import type { MonthKind } from "./component-kind.ts";

export const guarantee: MonthKind<CompiledGuarantee> = {
  effect({ amount, months }, { soFar }, { books, month }) {
    if (soFar >= amount || !isAmongFirst(books.advisor, month, months)) return undefined;
    return { measured: soFar, limit: amount, amount: amount - soFar };
  },
  unrounded: ({ amount }, _soFar, one) => amount * one,
};

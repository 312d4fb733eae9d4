import type { CompiledFlat } from "../../plan/components/flat.ts";
import type { PaidKind } from "./component-kind.ts";

export const flat: PaidKind<CompiledFlat> = {
  rate: ({ amount }) => ({ rate: { numerator: amount, denominator: 1n } }),
  explainRate: ({ amount }) => ({ kind: "amount", amount }),
};

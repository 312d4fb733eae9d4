import type { CompiledCap } from "../../plan/components/cap.ts";
import type { MonthKind } from "./component-kind.ts";

export const cap: MonthKind<CompiledCap> = {
  effect: ({ amount }, { soFar }) => (soFar > amount ? { measured: soFar, limit: amount, amount: amount - soFar } : undefined),
  unrounded: ({ amount }, _soFar, one) => amount * one,
};

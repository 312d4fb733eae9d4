import type { CompiledCap } from "../../plan/components/cap.ts";
import type { MonthKind } from "./component-kind.ts";

export const cap: MonthKind<CompiledCap> = {
  effect: ({ amount }, { soFar }) => ({ measured: soFar, amount: soFar > amount ? amount - soFar : 0n }),
  limit: ({ amount }) => amount,
  unrounded: ({ amount }, _soFar, one) => amount * one,
};

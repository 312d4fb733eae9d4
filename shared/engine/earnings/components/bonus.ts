import { ONE } from "../../../base/money/money.ts";
import type { CompiledBonus } from "../../plan/components/bonus.ts";
import { reachedAt } from "../tiers.ts";
import type { MonthKind } from "./component-kind.ts";

export const bonus: MonthKind<CompiledBonus> = {
  effect({ measure, of, atLeast, target: by, amount }, { paid }, measures) {
    const measured = measure === "earnings" ? paid : measures.measure(measure, of);
    if (by === undefined) return measured < atLeast ? undefined : { measured, limit: atLeast, amount };
    const target = measures.target(by, "month");
    if (target === undefined || measured * ONE * ONE < atLeast * target.value) return undefined;
    return { measured, limit: reachedAt(atLeast, target), amount, attainment: { by, target, atLeast } };
  },
  unrounded: ({ amount }, soFar, one) => soFar + amount * one,
};

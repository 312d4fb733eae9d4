import { formatDecimal } from "../../../base/money/decimal.ts";
import { formatRatio, ratioOf } from "../../../base/money/ratio.ts";
import type { CompiledShare } from "../../plan/components/share.ts";
import type { PaidKind } from "./component-kind.ts";

export const share: PaidKind<CompiledShare> = {
  rate({ rate, ladder }, measures) {
    if (ladder === undefined) return { rate: ratioOf(rate) };
    const climbed = measures.climb(ladder);
    return { rate: climbed.rate, ladder: climbed };
  },
  explainRate(part, pay) {
    if (part.ladder === undefined || pay.ladder === undefined) return { kind: "rate", rate: formatDecimal(part.rate) };
    const { mode, measure, period } = part.ladder;
    const { climbedFrom, measured, step, stretches, rate } = pay.ladder;
    return {
      kind: "ladder",
      mode,
      measure,
      period,
      climbedFrom,
      measured,
      step: { from: step.from, rate: formatDecimal(step.rate) },
      stretches: stretches.map(({ from, to, step: { rate } }) => ({ from, to, rate: formatDecimal(rate) })),
      rate: formatRatio(rate),
    };
  },
};

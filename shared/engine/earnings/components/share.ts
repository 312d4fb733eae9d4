import { formatDecimal, formatRatio, ratioOf } from "../../../base/money/money.ts";
import type { CompiledShare } from "../../plan/components/share.ts";
import { explainTarget } from "../explained.ts";
import type { PaidKind } from "./component-kind.ts";

export const share: PaidKind<CompiledShare> = {
  rate({ rate, ladder }, measures) {
    if (ladder === undefined) return { rate: ratioOf(rate) };
    const climbed = measures.climbTiers(ladder);
    return { rate: climbed.rate, ladder: climbed };
  },
  explainRate(part, pay) {
    if (part.ladder === undefined || pay.ladder === undefined) return { kind: "rate", rate: formatDecimal(part.rate) };
    const { mode, measure, period, target } = part.ladder;
    const { climbedFrom, measured, step, stretches, partsOfOne, rate } = pay.ladder;
    const exact = (parts: bigint) => (target === undefined ? parts : formatRatio({ numerator: parts, denominator: partsOfOne }));
    return {
      kind: "ladder",
      mode,
      measure: target === undefined ? measure : "attainment",
      ...(target === undefined ? {} : { basis: measure, target: explainTarget(target, pay.ladder.target) }),
      period,
      climbedFrom,
      measured,
      step: { from: target === undefined ? step.from : formatDecimal(step.from), rate: formatDecimal(step.rate) },
      stretches: stretches.map(({ from, to, step: { rate } }) => ({ from: exact(from), to: exact(to), rate: formatDecimal(rate) })),
      rate: formatRatio(rate),
    };
  },
};

import type { Ratio } from "../../base/money/ratio.ts";
import type { ExplainedRate } from "../../engine/earnings/explained.ts";
import { readRatio } from "../../ui/format.ts";

/** A rate that tiers gave. */
export type ClimbedRate = Extract<ExplainedRate, { kind: "ladder" }>;

/** What is measured: sales or units, also against a target. */
export const basisOf = ({ measure, basis }: Pick<ClimbedRate, "measure" | "basis">): "sales" | "units" =>
  measure === "attainment" ? (basis ?? "sales") : measure;

/** A bound of a stretch, exactly. */
const exactOf = (bound: bigint | string): Ratio => (typeof bound === "bigint" ? { numerator: bound, denominator: 1n } : readRatio(bound));

/** How long a stretch is, exactly: minor units or units. */
export function lengthOf({ from, to }: ClimbedRate["stretches"][number]): Ratio {
  const [start, end] = [exactOf(from), exactOf(to)];
  return {
    numerator: end.numerator * start.denominator - start.numerator * end.denominator,
    denominator: end.denominator * start.denominator,
  };
}

import { sum } from "../../shared/base/money/rounding.ts";
import type { Restatement } from "../../shared/simulations/restatement/restatement.ts";
import type { RestatementResource } from "./restatement-schema.response.ts";

/** The adjustments that a change will cause. */
export const toRestatement = ({ lines, ...restatement }: Restatement): RestatementResource => ({
  ...restatement,
  lines: lines.map((line) => ({ ...line, change: sum(line.months.map(({ before, after }) => after - before)) })),
});

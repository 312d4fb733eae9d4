import { sum } from "../../shared/base/money/rounding.ts";
import type { Restatement } from "../../shared/simulations/restatement/restatement.ts";
import type { Pay } from "../_platform/api/money.ts";
import type { RestatementResource } from "./restatement-schema.response.ts";

/** The adjustments that a change will cause. */
export function toRestatement({ reaches, advisors, total, inputHash, resultHash, lines }: Restatement, pay: Pay): RestatementResource {
  return {
    reaches,
    advisors,
    total: pay(total),
    inputHash,
    resultHash,
    lines: lines.map(({ advisorId, name, months }) => ({
      advisorId,
      name,
      change: pay(sum(months.map(({ before, after }) => after - before))),
      months: months.map(({ month, before, after }) => ({ month, before: pay(before), after: pay(after) })),
    })),
  };
}

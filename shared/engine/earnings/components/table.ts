import { formatDecimal, ONE } from "../../../base/money/money.ts";
import type { CompiledTable } from "../../plan/components/table.ts";
import type { PaidKind } from "./component-kind.ts";

export const table: PaidKind<CompiledTable> = {
  // Each row's rate is its weight, in billionths.
  rate: () => ({ rate: { numerator: 1n, denominator: ONE } }),
  explainRate: ({ rows }, { sums }) => ({
    kind: "table",
    rows: rows.flatMap(({ where, rate }, row) => {
      const sum = sums[row];
      return sum === undefined ? [] : [{ ...(where === undefined ? {} : { where }), rate: formatDecimal(rate), base: sum.base }];
    }),
  }),
  rateOfCredit: ({ rows }, row) => formatDecimal(rows[row]?.rate ?? 0n),
};

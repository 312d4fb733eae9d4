import { sum } from "../../base/money/rounding.ts";
import type { ExplainedComponent } from "../../engine/earnings/explained.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { paysFor } from "../../engine/plan/components/index.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { TableBlock } from "../../ui/view.ts";
import { EMPTY, figureColumn, textColumn } from "../../ui/writer.ts";
import type { AccountWriter } from "../messages.ts";
import { componentPath } from "./month-source.ts";

/** A line of a month's earnings, minor units; base and units where it pays for credits. */
export type ComponentRow = Pick<ExplainedComponent, "id" | "planId" | "version" | "amount"> & {
  readonly base?: bigint;
  readonly units?: bigint;
  readonly kind: ExplainedComponent["kind"];
};

/** Earnings by component, each leading to its reasons where there is a place for them; the last row is their sum. */
export function componentTable(
  rows: readonly ComponentRow[],
  plans: readonly Plan[],
  base: string | undefined,
  caption: string,
  writer: AccountWriter,
): TableBlock {
  const { words } = writer;
  return {
    kind: "table",
    id: "components",
    caption,
    columns: [textColumn(words.component), figureColumn(words.base, true), figureColumn(words.amount)],
    rows: [
      ...rows.map((row) => {
        const to = base === undefined ? {} : { to: componentPath(base, row) };
        const paidFor =
          paysFor(row.kind) === "base" && row.base !== undefined
            ? writer.amount(row.base)
            : paysFor(row.kind) === "units" && row.units !== undefined
              ? writer.text(words.unitCount(`${row.units}`))
              : EMPTY;
        return {
          cells: [
            writer.text(writer.title(row.id, labelOf(plans, row)), { ...to, note: `${row.id} · ${words.plan(row.planId, row.version)}` }),
            paidFor,
            writer.amount(row.amount, to),
          ],
        };
      }),
      { kind: "total", cells: [writer.text(words.total), EMPTY, writer.amount(sum(rows.map(({ amount }) => amount)))] },
    ],
  };
}

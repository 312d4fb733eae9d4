import type { ExplainedComponent } from "../../engine/earnings/explained.ts";
import { labelOf } from "../../engine/plan/component-label.ts";
import { paysFor } from "../../engine/plan/components/index.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { col, num, OPTIONAL, summed, table } from "../../ui/table.ts";
import type { Cell, TableBlock } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import type { AccountWriter } from "../messages.ts";
import { componentPath } from "./month-source.ts";

/** A line of a month's earnings, minor units; base and units where it pays for credits. */
type ComponentRow = Pick<ExplainedComponent, "id" | "planId" | "version" | "amount"> & {
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
  const toOf = (row: ComponentRow) => (base === undefined ? undefined : componentPath(base, row));
  return table({ id: "components", caption }, rows, [
    col(
      words.component,
      (row) =>
        writer.text(writer.title(row.id, labelOf(plans, row)), {
          to: toOf(row),
          note: `${row.id} · ${words.plan(row.planId, row.version)}`,
        }),
      { total: writer.text(words.total) },
    ),
    num(words.base, (row) => paidForCell(row, writer), OPTIONAL),
    summed(words.amount, ({ amount }) => amount, writer.amount, { toOf }),
  ]);
}

function paidForCell({ kind, base, units }: ComponentRow, writer: AccountWriter): Cell {
  if (paysFor(kind) === "base" && base !== undefined) return writer.amount(base);
  return paysFor(kind) === "units" && units !== undefined ? writer.text(writer.words.unitCount(`${units}`)) : EMPTY;
}

import { parseDecimal } from "../../../base/money/money.ts";
import type { ComponentOf } from "../../../engine/plan/components/index.ts";
import { formatPercent } from "../../../ui/format.ts";
import { col, num, table as tableBlock } from "../../../ui/table.ts";
import { figure } from "../../../ui/writer.ts";
import type { PlanWriter } from "../plan-writer.ts";
import { type ComponentView, paidFigures } from "./component-view.ts";

export const table: ComponentView<ComponentOf<"table">> = {
  text: tableText,
  blocks(part, writer) {
    const { terms } = writer.plans;
    const others = writer.text(part.otherwise === undefined ? terms.otherwiseNone : terms.otherwise);
    return [
      paidFigures(part, [figure(terms.table, writer.text(tableText(part, writer)))], writer),
      tableBlock(
        {
          id: `table-${part.id}`,
          caption: terms.table,
          rest: [{ cells: [others, part.otherwise === undefined ? writer.text("") : writer.percent(part.otherwise)] }],
        },
        part.rows,
        [col(terms.row, ({ where }) => writer.text(writer.condition(where))), num(writer.words.rate, ({ rate }) => writer.percent(rate))],
      ),
    ];
  },
};

function tableText({ rows, otherwise }: ComponentOf<"table">, writer: PlanWriter): string {
  const rates = [...rows.map(({ rate }) => rate), ...(otherwise === undefined ? [] : [otherwise])];
  const sorted = rates.toSorted((left, right) => (parseDecimal(left) < parseDecimal(right) ? -1 : 1));
  const [lowest, highest] = [sorted[0] ?? "0", sorted.at(-1) ?? "0"];
  return writer.plans.terms.tableText(formatPercent(lowest), formatPercent(highest), String(rows.length));
}

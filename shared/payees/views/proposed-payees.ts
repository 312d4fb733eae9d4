import type { PlanWriter } from "../../plans/views/plan-writer.ts";
import { MOST_SHOWN } from "../../proposals/model/limits.ts";
import type { Block, Row } from "../../ui/view.ts";
import { figureColumn, textColumn } from "../../ui/writer.ts";
import type { PayeesContent } from "../model/content.ts";

export function payeesTable({ entries }: PayeesContent, writer: PlanWriter): Block {
  const words = writer.plans.proposal;
  const rows = entries.slice(0, MOST_SHOWN).map(
    ({ advisorId, version, last4, holder }): Row => ({
      cells: [
        writer.text(advisorId),
        writer.text(holder.isAdvisor ? words.holderIsAdvisor : holder.masked),
        writer.count(version),
        writer.text(`…${last4}`),
      ],
    }),
  );
  const columns = [textColumn(words.who), textColumn(words.holder), figureColumn(words.version), textColumn(words.account)];
  return { kind: "table", id: "payees", caption: words.payees, columns, rows };
}

import { sum } from "../../../base/money/money.ts";
import { fileOf } from "../../../ui/links.ts";
import { col, num, table } from "../../../ui/table.ts";
import { type Block, paragraph, type Row, type TableBlock } from "../../../ui/view.ts";
import type { Writer } from "../../../ui/writer.ts";
import { simulationMessagesIn } from "../../messages.ts";
import type { RestatedMonth, Restatement } from "../restatement.ts";

/** What a change of facts makes of closed months: whether somebody else has to approve it, and every adjustment that it causes. */
export function restatementBlocks(restatement: Restatement, writer: Writer): Block[] {
  const words = simulationMessagesIn(writer.language).restates;
  const { lines, advisors, total, reaches } = restatement;
  if (!reaches) return [paragraph(words.none)];
  if (lines.length === 0) return [paragraph(words.reachesOnly, "warning")];
  const items = lines.flatMap(({ months, ...who }) => months.map((month, place) => ({ ...who, ...month, isFirst: place === 0 })));
  return [
    paragraph(words.reaches(String(advisors), writer.changeOf(total)), "warning"),
    // Said in each row, as rows stand alone where there is little room.
    restatedTable(items, words, { of: items, linked: ({ isFirst }) => isFirst }, writer),
    paragraph(words.openMonth, "note"),
  ];
}

/** A month of an advisor's that changes; minor units. */
interface RestatedItem extends RestatedMonth {
  readonly advisorId: string;
  readonly name: string;
}

/**
 * Adjustments of closed months: a row for each advisor and month, and the total.
 * @param whole all months that the total is of, more than the rows where some are left out; and which rows lead to the advisor.
 */
export function restatedTable<Item extends RestatedItem>(
  items: readonly Item[],
  words: { readonly caption: string; readonly before: string; readonly after: string; readonly difference: string },
  { of, linked = () => true, rest = [] }: { of: readonly RestatedMonth[]; linked?: (item: Item) => boolean; rest?: readonly Row[] },
  writer: Writer,
): TableBlock {
  const { before, after } = sumsOf(of);
  const { advisor, month: monthTitle, total } = writer.words;
  return table({ id: "restated", caption: words.caption, rest }, items, [
    col(advisor, (item) => writer.text(item.name, linked(item) ? { to: fileOf(item.advisorId), note: item.advisorId } : {}), {
      total: writer.text(total),
    }),
    col(monthTitle, ({ month }) => writer.text(writer.month(month))),
    num(words.before, (item) => writer.amount(item.before), { total: writer.amount(before) }),
    num(words.after, (item) => writer.amount(item.after), { total: writer.amount(after) }),
    num(words.difference, (item) => writer.change(item.after - item.before), { total: writer.change(after - before) }),
  ]);
}

/** What months come to before and after, minor units. */
export const sumsOf = (months: readonly RestatedMonth[]) => ({
  before: sum(months.map(({ before }) => before)),
  after: sum(months.map(({ after }) => after)),
});

import { sum } from "../../base/money/rounding.ts";
import type { AdvisorLine } from "../../simulations/model/simulation.ts";
import type { Block, Row } from "../../ui/view.ts";
import { EMPTY, figureColumn, textColumn } from "../../ui/writer.ts";
import type { PlanWriter } from "./plan-writer.ts";

/** More advisors than this are listed by the trial alone. */
const MOST_RESTATED = 200;

/** The adjustments of a restatement: a row for each advisor and month that changes, and their total. */
export function restatedBlocks(lines: readonly Pick<AdvisorLine, "advisorId" | "name" | "months">[], writer: PlanWriter): Block[] {
  const words = writer.plans.proposal;
  const changed = lines
    .map((line) => ({ ...line, months: line.months.filter(({ before, after }) => before !== after) }))
    .filter(({ months }) => months.length > 0);
  if (changed.length === 0) return [{ kind: "paragraph", text: words.restatementNone }];
  const months = changed.flatMap((line) => line.months);
  const [before, after] = [sum(months.map((month) => month.before)), sum(months.map((month) => month.after))];
  const shown = changed.slice(0, MOST_RESTATED);
  const rows: Row[] = shown.flatMap(({ advisorId, name, months: each }) =>
    each.map((month) => ({
      cells: [
        writer.text(name, { to: `advisors/${encodeURIComponent(advisorId)}`, note: advisorId }),
        writer.text(writer.month(month.month)),
        writer.amount(month.before),
        writer.amount(month.after),
        writer.change(month.after - month.before),
      ],
    })),
  );
  const left = changed.slice(MOST_RESTATED).flatMap((line) => line.months);
  const rest = { before: sum(left.map((month) => month.before)), after: sum(left.map((month) => month.after)) };
  const more: Row[] =
    left.length === 0
      ? []
      : [
          {
            kind: "carried",
            cells: [
              writer.text(words.more(String(changed.length - shown.length))),
              EMPTY,
              writer.amount(rest.before),
              writer.amount(rest.after),
              writer.change(rest.after - rest.before),
            ],
          },
        ];
  const total: Row = {
    kind: "total",
    cells: [writer.text(words.total), EMPTY, writer.amount(before), writer.amount(after), writer.change(after - before)],
  };
  return [
    { kind: "paragraph", text: words.restatementNote },
    {
      kind: "table",
      id: "restated",
      caption: words.restatement,
      columns: [
        textColumn(writer.words.advisor),
        textColumn(words.month),
        figureColumn(words.before),
        figureColumn(words.after),
        figureColumn(words.difference),
      ],
      rows: [...rows, ...more, total],
    },
    ...(left.length === 0 ? [] : [{ kind: "paragraph" as const, text: words.restatementLarge(String(changed.length)) }]),
  ];
}

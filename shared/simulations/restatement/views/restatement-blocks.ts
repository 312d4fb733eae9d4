import { sum } from "../../../base/money/rounding.ts";
import { fileOf } from "../../../ui/links.ts";
import type { Block, Row } from "../../../ui/view.ts";
import { EMPTY, figureColumn, textColumn, type Writer } from "../../../ui/writer.ts";
import { trialWordsIn } from "../../messages.ts";
import type { RestatedLine, Restatement } from "../restatement.ts";

/** What a change of facts makes of closed months: whether somebody else has to approve it, and every adjustment that it causes. */
export function restatementBlocks(restatement: Restatement, writer: Writer): Block[] {
  const words = trialWordsIn(writer.language).restates;
  const { lines, advisors, total, reaches } = restatement;
  if (!reaches) return [{ kind: "paragraph", text: words.none }];
  if (lines.length === 0) return [{ kind: "paragraph", text: words.reachesOnly, tone: "warning" }];
  return [
    { kind: "paragraph", text: words.reaches(String(advisors), writer.changeOf(total)), tone: "warning" },
    {
      kind: "table",
      id: "restated",
      caption: words.caption,
      columns: [
        textColumn(words.advisor),
        textColumn(words.month),
        figureColumn(words.before),
        figureColumn(words.after),
        figureColumn(words.difference),
      ],
      rows: [...lines.flatMap((line) => rowsOf(line, writer)), totalRow(lines, total, writer)],
    },
    { kind: "paragraph", text: words.openMonth, tone: "note" },
  ];
}

function rowsOf({ advisorId, name, months }: RestatedLine, writer: Writer): Row[] {
  const who = writer.text(name, { to: fileOf(advisorId), note: advisorId });
  return months.map(({ month, before, after }, place) => ({
    cells: [
      // Said in each row, as rows stand alone where there is little room.
      place === 0 ? who : writer.text(name),
      writer.text(writer.month(month)),
      writer.amount(before),
      writer.amount(after),
      writer.change(after - before),
    ],
  }));
}

function totalRow(lines: readonly RestatedLine[], total: bigint, writer: Writer): Row {
  const months = lines.flatMap((line) => line.months);
  return {
    kind: "total",
    cells: [
      writer.text(trialWordsIn(writer.language).restates.total),
      EMPTY,
      writer.amount(sum(months.map(({ before }) => before))),
      writer.amount(sum(months.map(({ after }) => after))),
      writer.change(total),
    ],
  };
}

import type { Month } from "../../base/calendar/month.ts";
import type { RowError } from "../../base/csv/parse-table.ts";
import { fileOf } from "../../ui/links.ts";
import { rowErrorsBlocks } from "../../ui/row-errors.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, type Cell, paragraph } from "../../ui/view.ts";
import { EMPTY, type IssueWriter, type Writer } from "../../ui/writer.ts";
import { scoresWordsOf } from "../messages.ts";
import type { ScoreCell } from "../steps/preview-scores.ts";

/** What saving would change, value by value. `given` says whether lines are a file's. */
export function scoreCellsTable(cells: readonly ScoreCell[], writer: Writer): Block {
  const words = scoresWordsOf(writer.language);
  if (cells.length === 0) return paragraph(words.empty);
  return table({ id: "score-cells", caption: words.details }, cells, [
    col(words.who, (cell) => subjectCell(cell, writer)),
    col(writer.words.month, (cell) => writer.text(writer.month(cell.month))),
    col(words.attribute, (cell) => writer.text(writer.title(cell.attribute))),
    num(words.before, (cell) => (cell.before === undefined ? EMPTY : writer.number(cell.before))),
    num(words.after, (cell) => writer.number(cell.after)),
    col(words.note, (cell) => writer.text(words.states[cell.state], { note: noteOf(cell, writer) })),
  ]);
}

/** Where it stands in the file, and what is odd about it. */
function noteOf({ line, sheet, warnings }: ScoreCell, writer: Writer): string {
  const words = scoresWordsOf(writer.language);
  return [...(sheet === undefined ? [] : [sheet]), words.ofRow(String(line)), ...warnings.map((warning) => words.warnings[warning])].join(
    writer.words.joins.list,
  );
}

function subjectCell({ subject, name }: ScoreCell, writer: Writer): Cell {
  if ("storeId" in subject) return writer.text(subject.storeId, { note: scoresWordsOf(writer.language).store });
  const { advisorId } = subject;
  return writer.text(name ?? advisorId, { to: fileOf(advisorId), note: name === undefined ? undefined : advisorId });
}

/** The lines that are left out, each with what is wrong and where. */
export const scoreErrorsBlocks = (errors: readonly RowError[], writer: Writer & IssueWriter): Block[] => {
  const words = scoresWordsOf(writer.language);
  const attributes = errors.flatMap(({ issues }) => issues.map(({ path }) => [path, writer.title(path)] as const));
  const labels = { ...Object.fromEntries(attributes), advisorId: words.id, storeId: words.id, month: writer.words.month };
  return rowErrorsBlocks(errors, labels, writer);
};

/** The lines of a template for a month: a header, and a line for each advisor. */
export function templateRows(advisorIds: readonly string[], month: Month, attributes: readonly string[]): string[][] {
  return [["advisorId", "month", ...attributes], ...advisorIds.map((advisorId) => [advisorId, month, ...attributes.map(() => "")])];
}

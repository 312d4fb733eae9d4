import type { Month } from "../../base/calendar/month.ts";
import { reasonText } from "../../base/issues/messages.zh.ts";
import { fileOf } from "../../ui/links.ts";
import type { Block, Cell } from "../../ui/view.ts";
import { EMPTY, figureColumn, textColumn, type Writer } from "../../ui/writer.ts";
import { scoresWordsOf } from "../messages.ts";

/** A value of a file, and what becomes of it. */
export interface ScoreCellShown {
  readonly line: number;
  readonly subject: { readonly advisorId: string } | { readonly storeId: string };
  /** The advisor's. */
  readonly name?: string;
  readonly month: Month;
  readonly attribute: string;
  readonly state: "new" | "changed" | "same";
  readonly before?: string;
  readonly after: string;
  readonly warnings: readonly ("no-advisors" | "future")[];
}

/** A line that is left out, and why. */
interface WrongShown {
  readonly line: number;
  readonly reasons: readonly string[];
}

/** What saving would change, value by value. `given` says whether lines are a file's. */
export function scoreCellsTable(cells: readonly ScoreCellShown[], writer: Writer): Block {
  const words = scoresWordsOf(writer.language);
  if (cells.length === 0) return { kind: "paragraph", text: words.empty };
  return {
    kind: "table",
    id: "score-cells",
    caption: words.counts,
    columns: [
      textColumn(words.subject),
      textColumn(words.month),
      textColumn(words.attribute),
      figureColumn(words.before),
      figureColumn(words.after),
      textColumn(words.note),
    ],
    rows: cells.map((cell) => ({
      cells: [
        subjectCell(cell, writer),
        writer.text(writer.month(cell.month)),
        writer.text(writer.title(cell.attribute)),
        cell.before === undefined ? EMPTY : writer.number(cell.before),
        writer.number(cell.after),
        writer.text(words.states[cell.state], { note: noteOf(cell, writer) }),
      ],
    })),
  };
}

/** Where it stands in the file, and what is odd about it. */
function noteOf({ line, warnings }: ScoreCellShown, writer: Writer): string {
  const words = scoresWordsOf(writer.language);
  return [words.ofLine(String(line)), ...warnings.map((warning) => words.warnings[warning])].join(writer.words.joins.list);
}

function subjectCell({ subject, name }: ScoreCellShown, writer: Writer): Cell {
  if ("storeId" in subject) return writer.text(subject.storeId, { note: scoresWordsOf(writer.language).store });
  const { advisorId } = subject;
  return writer.text(name ?? advisorId, { to: fileOf(advisorId), note: name === undefined ? undefined : advisorId });
}

/** The lines that are left out, each with what is wrong and where. */
export function wrongLinesBlocks(wrong: readonly WrongShown[], writer: Writer): Block[] {
  const words = scoresWordsOf(writer.language);
  return [
    { kind: "paragraph", text: words.wrongIntro },
    {
      kind: "table",
      id: "wrong-lines",
      caption: words.wrongTitle,
      columns: [figureColumn(words.line), textColumn(words.wrongReason)],
      rows: wrong.map(({ line, reasons }) => ({
        cells: [
          writer.count(line),
          writer.text(reasons.map((reason) => reasonText(reason, writer, (field) => labelOf(field, writer))).join(writer.words.joins.list)),
        ],
      })),
    },
  ];
}

/** What a field of a line is called. */
function labelOf(field: string, writer: Writer): string {
  const words = scoresWordsOf(writer.language);
  const labels = new Map([
    ["header", words.header],
    ["advisorId", words.subjectId],
    ["storeId", words.subjectId],
    ["month", words.month],
  ]);
  return labels.get(field) ?? writer.title(field);
}

/** The lines of a template for a month: a header, and a line for each advisor. */
export function templateRows(advisorIds: readonly string[], month: Month, attributes: readonly string[]): string[][] {
  return [["advisorId", "month", ...attributes], ...advisorIds.map((advisorId) => [advisorId, month, ...attributes.map(() => "")])];
}

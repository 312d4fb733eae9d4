import type { Language } from "../../../../shared/base/language.ts";
import { formatCount, formatMinor } from "../../../../shared/ui/format.ts";
import type { Cell, Row, TableBlock } from "../../../../shared/ui/view.ts";
import { COLOURS, type Sheet, type TextOptions, WIDTH } from "./sheet.ts";

/** A longer table is cut: who needs all of its rows calculates with them, and takes the CSV. */
const MAX_ROWS = 1_000;
/** Columns are as wide as the texts of so many rows ask for. */
const ROWS_MEASURED = 200;
const GAP = 10;
const SIZE = 8.5;
const LEADING = 5;

/** Writes a table: its head again on every page, totals ruled, figures on the right. */
export function writeTable(
  sheet: Sheet,
  { caption, columns, rows }: TableBlock,
  { language, currency, showCaption }: { readonly language: Language; readonly currency: string; readonly showCaption: boolean },
): void {
  const shown = rows.length <= MAX_ROWS ? rows : cut(rows, language, currency);
  const widths = widthsOf(sheet, columns, rows);
  if (showCaption) sheet.text("Caption", caption, { size: 8, colour: COLOURS.quiet }, 2);
  const { doc } = sheet;
  const table = doc.struct("Table");
  sheet.add(table);
  const head = () => {
    const height = heightOfRow(
      sheet,
      columns.map(({ title }) => title),
      widths,
      { size: 7.5 },
    );
    sheet.need(height + 40);
    writeRow(
      sheet,
      table,
      "TH",
      columns.map(({ title }) => title),
      columns,
      widths,
      { size: 7.5, colour: COLOURS.quiet },
    );
    sheet.rule(sheet.y - 2, COLOURS.strongRule, 0.7);
    sheet.y += 2;
  };
  head();
  for (const row of shown) {
    const texts = row.cells.map(textOf);
    const setting: TextOptions = { size: SIZE, ...(row.kind === undefined ? {} : { font: row.kind === "carried" ? "regular" : "strong" }) };
    if (heightOfRow(sheet, texts, widths, setting) + LEADING > sheet.left) {
      sheet.need(10_000);
      head();
    }
    if (row.kind === "total") {
      sheet.rule(sheet.y - 1, COLOURS.strongRule, 0.7);
      sheet.y += 2;
    }
    writeRow(sheet, table, "TD", texts, columns, widths, setting);
    if (row.kind === undefined) sheet.rule(sheet.y - 2);
  }
  table.end();
  sheet.y += 6;
  if (shown !== rows)
    sheet.text("P", cutNote(language, rows.filter(({ kind }) => kind !== "total").length), { size: 8, colour: COLOURS.quiet });
}

/** The first rows, one row for all the others, and the totals: what is shown still sums to them. */
function cut(rows: readonly Row[], language: Language, currency: string): Row[] {
  const totals = rows.filter(({ kind }) => kind === "total");
  const others = rows.filter(({ kind }) => kind !== "total");
  const left = others.slice(MAX_ROWS);
  const count = formatCount(left.length);
  const label = { zh: `其余 ${count} 行`, en: `The other ${count} rows` }[language];
  const cells = (totals[0]?.cells ?? []).map((total, column): Cell => {
    if (column === 0) return { kind: "text", text: label };
    if (total.kind !== "money") return { kind: "text", text: "" };
    // A group's amount is the sum of the rows below it.
    const parts = left.map(({ kind, cells }) => (kind === "group" ? undefined : cells[column]));
    const minor = parts.reduce((sum, cell) => sum + (cell?.kind === "money" ? cell.minor : 0n), 0n);
    return { kind: "money", minor, text: formatMinor(minor, currency) };
  });
  return [...others.slice(0, MAX_ROWS), ...(cells.length === 0 ? [] : [{ kind: "carried" as const, cells }]), ...totals];
}

function cutNote(language: Language, rows: number): string {
  const [shown, all] = [formatCount(MAX_ROWS), formatCount(rows)];
  return language === "zh"
    ? `此处列出 ${all} 行中的前 ${shown} 行；全部明细见同一结算单的 CSV 与 JSON。合计包含所有行。`
    : `The first ${shown} of ${all} rows; all of them are in the CSV and the JSON of the same statement. Totals are of all rows.`;
}

function writeRow(
  sheet: Sheet,
  table: PDFKit.PDFStructureElement,
  tag: "TH" | "TD",
  texts: readonly string[],
  columns: TableBlock["columns"],
  widths: readonly number[],
  setting: TextOptions,
): void {
  const { doc } = sheet;
  const row = doc.struct("TR");
  table.add(row);
  const y = sheet.y;
  let x = 0;
  for (const [index, text] of texts.entries()) {
    const width = widths[index] ?? 0;
    const at = x;
    const align = columns[index]?.align === "end" ? "right" : "left";
    row.add(doc.struct(tag, {}, () => sheet.set(text, y, { ...setting, align, width, x: at })));
    x += width + GAP;
  }
  row.end();
  sheet.y += heightOfRow(sheet, texts, widths, setting) + LEADING;
}

function heightOfRow(sheet: Sheet, texts: readonly string[], widths: readonly number[], setting: TextOptions): number {
  return Math.max(...texts.map((text, index) => sheet.heightOf(text === "" ? " " : text, { ...setting, width: widths[index] ?? 0 })));
}

/** Figures get what they need; texts share what is left. */
function widthsOf(sheet: Sheet, columns: TableBlock["columns"], rows: readonly Row[]): number[] {
  const sample = [...rows.slice(0, ROWS_MEASURED), ...rows.filter(({ kind }) => kind === "total")];
  const wanted = columns.map(
    ({ title }, index) =>
      Math.max(
        sheet.widthOf(title, { size: 7.5 }),
        ...sample.map(({ cells, kind }) => {
          const cell = cells[index];
          return cell === undefined ? 0 : sheet.widthOf(textOf(cell), { size: SIZE, font: kind === undefined ? "regular" : "strong" });
        }),
      ) + 1,
  );
  const pageContext = WIDTH - GAP * (columns.length - 1);
  const isText = (index: number) => columns[index]?.align === "start";
  const figures = wanted.reduce((total, width, index) => total + (isText(index) ? 0 : width), 0);
  const texts = wanted.reduce((total, width, index) => total + (isText(index) ? width : 0), 0);
  if (texts === 0) return wanted.map((width) => (width * pageContext) / Math.max(figures, 1));
  const scale = (pageContext - figures) / texts;
  return wanted.map((width, index) => (isText(index) ? Math.max(24, width * scale) : width));
}

/** A cell's text, with its note. */
function textOf(cell: Cell): string {
  return cell.note === undefined ? cell.text : `${cell.text}\n${cell.note}`;
}

import { SaxesParser } from "saxes";
import { dayOfSerial, isDateFormat, numberText } from "./cell-text.ts";
import { unzipParts, WorkbookError } from "./unzip-parts.ts";

/** A sheet's rows that are not empty, as texts: numbers by their digits, dates as days. `line` is the row's number, from 1. */
export interface SheetRows {
  readonly name: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const MAX_CELLS = 300_000;
const MAX_COLUMNS = 256;
/** What a formula gave that has no value, or 0 where a program has left it to Excel to compute (`fullCalcOnLoad`). */
const NO_VALUE = "#VALUE!";

/** Whether a file is a ZIP, as XLSX workbooks are. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Whether a file is an XLSX workbook, and not another ZIP. Nothing is unpacked. */
export function isWorkbook(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  const names = new Set<string>();
  try {
    unzipParts(bytes, (name) => {
      names.add(name);
      return false;
    });
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
  }
  return names.has("xl/workbook.xml");
}

/** Whether a file is in the older container of Excel 97, or of a workbook with a password. */
export const isOldWorkbook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;

/**
 * Reads an XLSX workbook's visible sheets. What its formulas gave is taken from where Excel keeps it; nothing is computed.
 * @throws WorkbookError where it is none, is damaged, or is larger than it may be.
 */
export function parseWorkbook(bytes: Uint8Array, maxCells: number = MAX_CELLS): SheetRows[] {
  const parts = unzipParts(bytes, (name) =>
    /^xl\/(workbook|sharedStrings|styles|_rels\/workbook\.xml|worksheets\/[^/]+)\.(xml|rels)$/.test(name),
  );
  const workbook = parts.get("xl/workbook.xml");
  if (workbook === undefined) throw new WorkbookError("workbook-expected", {});
  const { sheets, is1904, isUncomputed } = parseSheetList(workbook);
  const targets = parseRelations(parts.get("xl/_rels/workbook.xml.rels"));
  const shared = parseSharedStrings(parts.get("xl/sharedStrings.xml"));
  const dateStyles = parseDateStyles(parts.get("xl/styles.xml"));
  let cells = 0;
  const count = () => {
    cells += 1;
    if (cells > maxCells) throw new WorkbookError("workbook-too-many-cells", { maximum: maxCells });
  };
  return sheets.flatMap(({ name, relation }) => {
    const target = targets.get(relation)?.replace(/^\/?(xl\/)?/, "xl/");
    // A sheet may be a chart, which has no rows.
    if (target?.startsWith("xl/worksheets/") !== true) return [];
    const part = parts.get(target);
    if (part === undefined) throw new WorkbookError("workbook-damaged", { part: "ZIP" });
    return [{ name, rows: parseRows(part, { shared, dateStyles, is1904, isUncomputed, count }) }];
  });
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Walks through XML. Names come without their prefix. */
function walk(part: Uint8Array, handle: { open(element: Element): void; close?(name: string): void; text?(text: string): void }): void {
  const parser = new SaxesParser();
  const bare = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("opentag", ({ name, attributes }) => handle.open({ name: bare(name), attributes: attributes as Record<string, string> }));
  parser.on("closetag", ({ name }) => handle.close?.(bare(name)));
  parser.on("text", (text) => handle.text?.(text));
  parser.on("error", () => {
    throw new WorkbookError("workbook-damaged", { part: "XML" });
  });
  parser.write(new TextDecoder().decode(part)).close();
}

function parseSheetList(part: Uint8Array) {
  const sheets: { readonly name: string; readonly relation: string }[] = [];
  let is1904 = false;
  let isUncomputed = false;
  const isSet = (flag = "") => ["1", "true"].includes(flag);
  walk(part, {
    open: ({ name, attributes }) => {
      if (name === "workbookPr") is1904 = isSet(attributes.date1904);
      if (name === "calcPr") isUncomputed = isSet(attributes.fullCalcOnLoad);
      if (name !== "sheet" || (attributes.state ?? "visible") !== "visible") return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1];
      if (relation !== undefined) sheets.push({ name: attributes.name ?? "", relation });
    },
  });
  return { sheets, is1904, isUncomputed };
}

function parseRelations(part: Uint8Array | undefined): Map<string, string> {
  const targets = new Map<string, string>();
  if (part === undefined) return targets;
  walk(part, { open: ({ attributes }) => attributes.Id !== undefined && targets.set(attributes.Id, attributes.Target ?? "") });
  return targets;
}

/** The texts that cells name by number. How a word is read aloud (rPh) is left out. */
function parseSharedStrings(part: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (part === undefined) return strings;
  let text = "";
  let isText = false;
  let phonetic = 0;
  walk(part, {
    open: ({ name }) => {
      if (name === "si") text = "";
      if (name === "rPh") phonetic += 1;
      isText = name === "t" && phonetic === 0;
    },
    close: (name) => {
      isText = false;
      if (name === "rPh") phonetic -= 1;
      if (name === "si") strings.push(unescaped(text));
    },
    text: (piece) => {
      if (isText) text += piece;
    },
  });
  return strings;
}

/** Indexes of the cell styles that show dates. */
function parseDateStyles(part: Uint8Array | undefined): Set<number> {
  const dates = new Set<number>();
  if (part === undefined) return dates;
  const codes = new Map<number, string>();
  let isCellStyles = false;
  let index = 0;
  walk(part, {
    open: ({ name, attributes }) => {
      if (name === "numFmt") codes.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      if (name === "cellXfs") isCellStyles = true;
      if (name !== "xf" || !isCellStyles) return;
      const id = Number(attributes.numFmtId ?? 0);
      if (isDateFormat(id, codes.get(id))) dates.add(index);
      index += 1;
    },
    close: (name) => {
      if (name === "cellXfs") isCellStyles = false;
    },
  });
  return dates;
}

interface Values {
  readonly shared: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
  /** Whether nobody has computed its formulas yet. */
  readonly isUncomputed: boolean;
  readonly count: () => void;
}

function parseRows(part: Uint8Array, values: Values): SheetRows["rows"] {
  const rows: { line: number; cells: string[] }[] = [];
  let row = { line: 0, cells: [] as string[] };
  /** Where a cell stands that says no place: right of the one before it, which may be empty. */
  let next = 0;
  let cell = cellOf({}, next);
  let text = "";
  let isText = false;
  let phonetic = 0;
  walk(part, {
    open: ({ name, attributes }) => {
      if (name === "rPh") phonetic += 1;
      if (name === "row") {
        row = { line: Number(attributes.r ?? row.line + 1), cells: [] };
        next = 0;
      }
      if (name === "c") {
        cell = cellOf(attributes, next);
        next = cell.column + 1;
        text = "";
      }
      if (name === "f") cell.hasFormula = true;
      isText = (name === "v" || name === "t") && phonetic === 0;
    },
    close: (name) => {
      isText = false;
      if (name === "rPh") phonetic -= 1;
      if (name === "c") {
        const shown = cellText(text, cell, values).trim();
        if (shown === "") return;
        values.count();
        if (cell.column >= MAX_COLUMNS) throw new WorkbookError("workbook-too-many-columns", { maximum: MAX_COLUMNS });
        while (row.cells.length <= cell.column) row.cells.push("");
        row.cells[cell.column] = shown;
      }
      if (name === "row" && row.cells.length > 0) rows.push(row);
    },
    text: (piece) => {
      if (isText) text += piece;
    },
  });
  return rows;
}

/** @param next the column of a cell that says no place. */
function cellOf({ r, t, s }: Element["attributes"], next: number) {
  return { column: r === undefined ? next : columnOf(r), type: t ?? "n", style: Number(s ?? 0), hasFormula: false };
}

function cellText(
  text: string,
  { type, style, hasFormula }: { readonly type: string; readonly style: number; readonly hasFormula: boolean },
  { shared, dateStyles, is1904, isUncomputed }: Values,
): string {
  if (type === "s") {
    const known = text === "" ? "" : shared[Number(text)];
    if (known === undefined) throw new WorkbookError("workbook-damaged", { part: "sharedStrings.xml" });
    return known;
  }
  if (hasFormula && (text === "" || (isUncomputed && text === "0"))) return NO_VALUE;
  if (type === "b") return text === "1" ? "TRUE" : "FALSE";
  if (type !== "n") return unescaped(text);
  return (dateStyles.has(style) ? dayOfSerial(text, is1904) : undefined) ?? numberText(text);
}

/** Characters that XML lacks stand as _x000D_, the first half of Windows' line end; the text _x000D_ itself as _x005F_x000D_. */
const unescaped = (text: string): string =>
  text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, "\n")
    .toWellFormed();

/** The column of a cell such as AB12, from 0. */
function columnOf(cell: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(cell)?.[0] ?? "A") column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

export { WorkbookError };

import { escapeXml } from "../../../../shared/payouts/bank-files/pain001.ts";
import { columnName, STYLES, type Style } from "./cells.ts";
import { type ZipEntry, zip } from "./zip.ts";

/** A sheet of a workbook: its rows as XML are asked for when their turn comes. */
export interface Sheet {
  readonly name: string;
  /** Of the columns, in characters. */
  readonly widths: readonly number[];
  /** The row of the column titles, from 1: it stays in sight, and its columns can be filtered down to the last row. */
  readonly header?: { readonly row: number; readonly lastRow: number };
  readonly rows: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A workbook (ECMA-376), piece by piece. @param decimals of the currency. */
export function workbook(sheets: readonly Sheet[], decimals: number): AsyncGenerator<Uint8Array, void> {
  return zip([
    part("[Content_Types].xml", contentTypes(sheets.length)),
    part("_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])),
    part("xl/workbook.xml", workbookXml(sheets)),
    part(
      "xl/_rels/workbook.xml.rels",
      relations([...sheets.map((_, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const), ["styles", "styles.xml"]]),
    ),
    part("xl/styles.xml", stylesXml(decimals)),
    ...sheets.map((sheet, index) => ({ path: `xl/worksheets/sheet${index + 1}.xml`, content: () => sheetXml(sheet) })),
  ]);
}

const part = (path: string, xml: string): ZipEntry => ({ path, content: () => [Buffer.from(HEAD + xml)] });

function contentTypes(sheets: number): string {
  const override = (path: string, kind: string) => `<Override PartName="/xl/${path}" ContentType="${SPREADSHEET}.${kind}+xml"/>`;
  const ofSheets = Array.from({ length: sheets }, (_, index) => override(`worksheets/sheet${index + 1}.xml`, "worksheet"));
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>';
  const all = [override("workbook.xml", "sheet.main"), override("styles.xml", "styles"), ...ofSheets];
  return `<Types xmlns="${PACKAGE}/content-types">${defaults}${all.join("")}</Types>`;
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const each = targets.map(
    ([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIPS}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`;
}

/** The ranges that are filtered are names of their sheets, as spreadsheets want them. */
function workbookXml(sheets: readonly Sheet[]): string {
  const listed = sheets.map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const filtered = sheets.map((sheet, index) => {
    if (sheet.header === undefined) return "";
    const range = `'${sheet.name.replaceAll("'", "''")}'!${absolute(sheet)}`;
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeXml(range)}</definedName>`;
  });
  const names = filtered.join("") === "" ? "" : `<definedNames>${filtered.join("")}</definedNames>`;
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${listed.join("")}</sheets>${names}</workbook>`;
}

function filterRange({ widths, header }: Sheet): readonly [string, number, string, number] {
  return ["A", header?.row ?? 1, columnName(widths.length - 1), header?.lastRow ?? 1];
}

function absolute(sheet: Sheet): string {
  const [from, first, to, last] = filterRange(sheet);
  return `$${from}$${first}:$${to}$${last}`;
}

async function* sheetXml(sheet: Sheet): AsyncGenerator<Uint8Array> {
  const { widths, header, rows } = sheet;
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
  const pane =
    header === undefined ? "" : `<pane ySplit="${header.row}" topLeftCell="A${header.row + 1}" activePane="bottomLeft" state="frozen"/>`;
  yield Buffer.from(
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
      `<cols>${columns.join("")}</cols><sheetData>`,
  );
  yield* rows();
  const [from, first, to, last] = filterRange(sheet);
  const filter = header === undefined ? "" : `<autoFilter ref="${from}${first}:${to}${last}"/>`;
  yield Buffer.from(`</sheetData>${filter}</worksheet>`);
}

/** Which font, fill, border and number format a style has, by their place below; 0 is the plain one. */
const FORMATS: Readonly<Record<Style, { readonly font: number; readonly fill: number; readonly border: number; readonly number: number }>> =
  {
    plain: { font: 0, fill: 0, border: 0, number: 0 },
    title: { font: 2, fill: 0, border: 0, number: 0 },
    header: { font: 1, fill: 2, border: 1, number: 0 },
    text: { font: 0, fill: 0, border: 0, number: 49 },
    money: { font: 0, fill: 0, border: 0, number: 164 },
    count: { font: 0, fill: 0, border: 0, number: 3 },
    "total-text": { font: 1, fill: 0, border: 2, number: 49 },
    "total-money": { font: 1, fill: 0, border: 2, number: 164 },
    "total-count": { font: 1, fill: 0, border: 2, number: 3 },
  };

function stylesXml(decimals: number): string {
  const fonts = ["", "<b/>", "<b/>"].map((bold, index) => `<font>${bold}<sz val="${index === 2 ? 14 : 11}"/><name val="Calibri"/></font>`);
  const fills = ['<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>', solid("FFE7ECF3")];
  const borders = ["", '<bottom style="thin"/>', '<top style="thin"/>'].map((side) =>
    side.startsWith("<top")
      ? `<border><left/><right/>${side}<bottom/><diagonal/></border>`
      : `<border><left/><right/><top/>${side || "<bottom/>"}<diagonal/></border>`,
  );
  const formats = STYLES.map((style) => {
    const { font, fill, border, number } = FORMATS[style];
    return `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/>`;
  });
  const money = `#,##0${decimals === 0 ? "" : `.${"0".repeat(decimals)}`}`;
  return (
    `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${money};[Red]\\-${money}"/></numFmts>` +
    counted("fonts", fonts) +
    counted(
      "fills",
      fills.map((fill) => `<fill>${fill}</fill>`),
    ) +
    counted("borders", borders) +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    counted("cellXfs", formats) +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

const solid = (color: string): string => `<patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill>`;
const counted = (name: string, each: readonly string[]): string => `<${name} count="${each.length}">${each.join("")}</${name}>`;

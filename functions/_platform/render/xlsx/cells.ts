import { plainAmount } from "../../../../shared/base/money/money.ts";
import { escapeXml } from "../../../../shared/payouts/bank-files/pain001.ts";

/** How a cell looks; the order is that of the workbook's formats. */
export const STYLES = ["plain", "title", "header", "text", "money", "count", "total-text", "total-money", "total-count"] as const;
export type Style = (typeof STYLES)[number];

/** A cell: a text, or a number as its digits say it, so that no amount passes through a binary float of ours. */
export interface XlsxCell {
  readonly style: Style;
  readonly text?: string;
  readonly digits?: string;
}

export const textCell = (text: string, style: Style = "text"): XlsxCell => ({ style, text });
/** An amount in the currency's own unit. */
export const moneyCell = (minor: bigint, decimals: number, style: Style = "money"): XlsxCell => ({
  style,
  digits: plainAmount(minor, decimals),
});
export const countCell = (count: number, style: Style = "count"): XlsxCell => ({ style, digits: String(count) });

/** A row of a sheet as XML. @param number of the row, from 1. */
export function rowXml(number: number, cells: readonly XlsxCell[]): string {
  let xml = `<row r="${number}">`;
  for (const [index, cell] of cells.entries()) xml += cellXml(`${columnName(index)}${number}`, cell);
  return `${xml}</row>`;
}

function cellXml(place: string, { style, text, digits }: XlsxCell): string {
  const format = `r="${place}" s="${STYLES.indexOf(style)}"`;
  if (digits !== undefined) return `<c ${format}><v>${digits}</v></c>`;
  if (text === undefined || text === "") return `<c ${format}/>`;
  return `<c ${format} t="inlineStr"><is><t xml:space="preserve">${escapeXml(unescaped(text))}</t></is></c>`;
}

/** Spreadsheets read _x0041_ as the character of that number: the first underscore is written so itself. */
const unescaped = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");

/** A, B, … Z, AA, … @param index from 0. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}

import type { Template } from "../../settings/model/template.ts";
import { BankFileError, type BankFileIssueCode } from "./bank-file-issue.ts";
import { TYPED } from "./template-values.ts";

/** Text as bytes of an encoding; undefined where the encoding has no such character. */
export type Encode = (text: string) => Uint8Array | undefined;

type Column = Template["columns"][number];

/** Spreadsheets take a text that begins so for a formula; full-width signs too. */
const FORMULA = /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/** How long each part of a fixed totals line is, and the word that it begins with. */
const TOTALS = { word: "TOTAL", count: 10, sum: 18 };

/** Writes the lines of a template's file. Nothing is ever cut off or replaced. */
export class LineWriter {
  readonly #template: Template;
  readonly #encode: Encode;
  readonly #lineEnd: string;

  constructor(template: Template, encode: Encode) {
    this.#template = template;
    this.#encode = encode;
    this.#lineEnd = template.lineEnd === "crlf" ? "\r\n" : "\n";
  }

  /** @param whose named where a value can't be written. */
  line(values: readonly string[], whose: string): Uint8Array {
    const cells = this.#template.columns.map((column, index) => this.#cell(column, oneLine(values[index] ?? ""), whose));
    return this.#bytes(cells.join(this.#template.form === "fixed" ? "" : this.#template.separator) + this.#lineEnd, whose, values);
  }

  header(): Uint8Array {
    return this.line(
      this.#template.columns.map(({ title }) => title),
      "the header",
    );
  }

  /** Tries the number of the last payment: it is the longest. */
  numbers(count: number): void {
    for (const column of this.#template.columns)
      if (column.value === "number") this.#cell(column, String(Math.max(count, 1)), `payment ${count}`);
  }

  /** The last line: a word, the count and the control sum; in a fixed file of 5, 10 and 18 characters, filled up to its width. */
  totals(count: number, sum: string): Uint8Array {
    const { form, separator, columns } = this.#template;
    const width = columns.reduce((total, column) => total + (column.width ?? 0), 0);
    if (form === "fixed" && (String(count).length > TOTALS.count || sum.length > TOTALS.sum))
      throw this.#error(undefined, "too-long", "the totals are longer than their line has room for: pay it in several payouts");
    const text =
      form === "fixed"
        ? (TOTALS.word + String(count).padStart(TOTALS.count, "0") + sum.padStart(TOTALS.sum, "0")).padEnd(width)
        : [TOTALS.word, count, sum].join(separator);
    return this.#bytes(text + this.#lineEnd, "the totals", []);
  }

  #cell(column: Column, value: string, whose: string): string {
    const { form, kind } = this.#template;
    if (form === "fixed") return this.#padded(column, value, whose);
    // A bank takes names as they are; people open payroll files in spreadsheets.
    const isFormula = kind === "payroll" && TYPED.has(column.value) && FORMULA.test(value);
    return this.#separable(column, isFormula ? `'${value}` : value, whose);
  }

  #padded({ title, width = 0, align, pad }: Column, value: string, whose: string): string {
    const length = this.#encode(value)?.length;
    // What can't be encoded is told with its column by whoever writes the line.
    if (length === undefined) return value;
    if (length > width) {
      throw this.#error(
        title,
        "too-long",
        `column "${title}" has room for ${width} bytes, and ${whose} takes ${length}: widen it in the template "${this.#template.id}", then make the file again`,
      );
    }
    const filling = pad.repeat(width - length);
    return align === "start" ? value + filling : filling + value;
  }

  /** Between commas quotes are understood everywhere, between other separators hardly anywhere. */
  #separable({ title }: Column, value: string, whose: string): string {
    const { id, separator } = this.#template;
    if (separator === ",") return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    if (!value.includes(separator)) return value;
    throw this.#error(
      title,
      "separator",
      `column "${title}" of ${whose} holds the separator of the template "${id}": choose another separator, then make the file again`,
    );
  }

  #bytes(text: string, whose: string, values: readonly string[]): Uint8Array {
    const bytes = this.#encode(text);
    if (bytes !== undefined) return bytes;
    const column = this.#template.columns.find((_, index) => this.#encode(values[index] ?? "") === undefined);
    throw this.#error(
      column?.title,
      "character",
      `column "${column?.title ?? ""}" of ${whose} has a character that ${this.#template.encoding} lacks: choose gb18030 or utf-8 in the template "${this.#template.id}", then make the file again`,
    );
  }

  #error(column: string | undefined, code: BankFileIssueCode, message: string): BankFileError {
    return new BankFileError(message, { format: this.#template.id, code, ...(column !== undefined && { column }) });
  }
}

/** A line break in a value would begin another payment. */
const oneLine = (value: string): string => value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");

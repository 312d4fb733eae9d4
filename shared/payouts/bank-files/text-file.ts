import { countOf, NOTHING, plus } from "../../base/money/count-and-amount.ts";
import { decimalsOf, plainAmount } from "../../base/money/format-amount.ts";
import type { Template } from "../../settings/model/template.ts";
import type { CountAndAmount } from "../model/payout.ts";
import { BankFileError, type ExportedPayout, type PaidLine } from "./payment-line.ts";
import { TYPED, VALUES } from "./template-values.ts";

/** Text as bytes of an encoding; undefined where the encoding has no such character. */
export type Encode = (text: string) => Uint8Array | undefined;

type Column = Template["columns"][number];

/**
 * A payout as a text file by an agency's template: bytes, piece by piece, the same for the same payout and template.
 * Nothing is ever cut off or replaced, since a bank would pay by what is left.
 * @param encode of the template's encoding.
 * @returns what its payments came to.
 * @throws BankFileError where something doesn't fit its column, or has a character that the encoding lacks.
 */
export async function* textFile(
  template: Template,
  payout: ExportedPayout,
  lines: AsyncIterable<readonly PaidLine[]>,
  { currency, encode }: { readonly currency: string; readonly encode: Encode },
): AsyncGenerator<Uint8Array, CountAndAmount> {
  const decimals = decimalsOf(currency);
  const writer = new LineWriter(template, encode);
  if (template.encoding === "utf-8-bom") yield Uint8Array.of(0xef, 0xbb, 0xbf);
  if (template.header)
    yield writer.line(
      template.columns.map(({ title }) => title),
      "the header",
    );
  let sums = NOTHING;
  for await (const batch of lines) {
    const written = batch.map((line, index) => {
      const source = { payout, line, number: sums.count + index + 1, currency, decimals };
      return writer.line(
        template.columns.map((column) => (column.value === "constant" ? (column.text ?? "") : VALUES[column.value](source))),
        line.advisorId,
      );
    });
    sums = plus(sums, countOf(batch));
    yield joined(written);
  }
  if (template.totals) yield writer.totals(sums.count, plainAmount(sums.amount, decimals));
  return sums;
}

/** Spreadsheets take a text that begins so for a formula; full-width signs too. */
const FORMULA = /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/** How long each part of a fixed totals line is, and the word that it begins with. */
const TOTALS = { word: "TOTAL", count: 10, sum: 18 };

class LineWriter {
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

  /** The last line: a word, the count and the control sum; in a fixed file of 5, 10 and 18 characters, filled up to its width. */
  totals(count: number, sum: string): Uint8Array {
    const { form, separator, columns } = this.#template;
    const width = columns.reduce((total, column) => total + (column.width ?? 0), 0);
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
      throw new BankFileError(
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
    throw new BankFileError(
      `column "${title}" of ${whose} holds the separator of the template "${id}": choose another separator, then make the file again`,
    );
  }

  #bytes(text: string, whose: string, values: readonly string[]): Uint8Array {
    const bytes = this.#encode(text);
    if (bytes !== undefined) return bytes;
    const column = this.#template.columns.find((_, index) => this.#encode(values[index] ?? "") === undefined);
    throw new BankFileError(
      `column "${column?.title ?? ""}" of ${whose} has a character that ${this.#template.encoding} lacks: choose gb18030 or utf-8 in the template "${this.#template.id}", then make the file again`,
    );
  }
}

/** A line break in a value would begin another payment. */
const oneLine = (value: string): string => value.replace(/\p{Cc}+/gu, " ");

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

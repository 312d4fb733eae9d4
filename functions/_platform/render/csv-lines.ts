import { stringify } from "csv-stringify/sync";

/** A text, or a number as it is to stand in the file. */
export type Value = string | Plain;

export class Plain {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

/** Lines as CSV: UTF-8 with a byte order mark. What could be taken for a formula is made a text; a plain number never is one. */
export function writeCsv(lines: readonly (readonly Value[])[]): string {
  return `\ufeff${writeCsvPart(lines)}`;
}

/** Lines of a CSV that is written part by part: without the mark, which stands before the first part alone. */
export function writeCsvPart(lines: readonly (readonly Value[])[]): string {
  return stringify(lines as Value[][], {
    escape_formulas: true,
    cast: { object: (value) => ({ value: String(value), escape_formulas: false }) },
  });
}

/** A column of a CSV: its title, what stands in it for a row, and in the row of sums. */
export interface CsvColumn<Row> {
  readonly title: string;
  cellOf(row: Row, index: number): Value;
  readonly total?: Value | undefined;
}

export const csvCol = <Row>(title: string, cellOf: CsvColumn<Row>["cellOf"], total?: Value): CsvColumn<Row> => ({
  title,
  cellOf,
  total,
});

/** Rows as CSV, with the titles of their columns above and the sums below. */
export function csvTable<Row>(rows: readonly Row[], columns: readonly CsvColumn<Row>[]): string {
  const lines = rows.map((row, index) => columns.map(({ cellOf }) => cellOf(row, index)));
  return writeCsv([columns.map(({ title }) => title), ...lines, columns.map(({ total = "" }) => total)]);
}

import { parse } from "csv-parse/sync";

/** A line of a CSV: its cells without white space around them, or what is wrong with its quotes. */
export type CsvLine = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly wrong: string };

/** The text of a file, and how it was encoded; none where it is in no encoding that Excel saves CSV in. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "gb18030";
}

/** Decodes a file: UTF-8 with or without a mark, UTF-16 with one, else GB18030, as Excel saves CSV in China. */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? (["utf-16le"] as const) : (["utf-8", "gb18030"] as const);
  for (const encoding of encodings) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return undefined;
}

/** What separates the cells of a header: what stands in it most often. */
export function separatorOf(header: string): "," | ";" | "\t" {
  const count = (separator: string) => header.split(separator).length;
  return ([",", ";", "\t"] as const).reduce((most, each) => (count(each) > count(most) ? each : most));
}

/** The lines of a CSV that are not empty, each read by itself, so that a quote left open spoils no other. */
export function csvLines(text: string, delimiter: string): CsvLine[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => content.trim() !== "")
    .map(({ line, content }) => {
      // Most lines have no quotes.
      if (!content.includes('"')) return { line, cells: content.split(delimiter).map((cell) => cell.trim()) };
      try {
        const [cells = []] = parse(content, { delimiter, trim: true, relax_column_count: true });
        return { line, cells };
      } catch (error) {
        return { line, wrong: `(whole): ${(error as Error).message}` };
      }
    });
}

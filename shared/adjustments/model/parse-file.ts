import { parseMonth } from "../../base/calendar/parse-day.ts";
import type { TextEncoding } from "../../base/csv/decode-text.ts";
import { type ColumnNames, type FileSource, type NamedLine, readColumns, type UnreadableFile } from "../../base/csv/parse-columns.ts";
import type { RowError } from "../../base/csv/parse-table.ts";
import { type Issue, issue } from "../../base/issues/issue.ts";
import { AMOUNT_ISSUES, parseAmount } from "../../base/money/parse-amount.ts";
import { entryIssues } from "../steps/check-adjustments.ts";
import type { AdjustmentEntry } from "./content.ts";

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
  readonly wrong: readonly RowError[];
  /** How the file was read; none where it can't be read as a whole. */
  readonly source?: FileSource;
  /** The encodings that a person has to choose from, where it can be read in two. */
  readonly choices?: UnreadableFile["choices"];
}

/** The columns of a file of adjustments. `amount` is in the currency's major unit, such as -1234.50. */
export const ADJUSTMENT_COLUMNS = {
  advisorId: { names: ["顾问编号", "编号", "advisor"] },
  month: { names: ["月份", "结算月份", "period"] },
  amount: { names: ["金额", "金额(元)", "调整金额"] },
  reason: { names: ["原因", "调整原因", "事由"] },
  evidence: { names: ["依据", "凭证"] },
  kind: { names: ["种类", "调整种类"], isOptional: true },
} as const satisfies Readonly<Record<keyof Omit<AdjustmentEntry, "counters">, ColumnNames>>;

type Column = keyof typeof ADJUSTMENT_COLUMNS;

/** Reads a CSV file of manual adjustments. Never throws. @param encoding as a person chose it. */
export function readAdjustmentsFile(bytes: Uint8Array, fileName: string, currency: string, encoding?: TextEncoding): AdjustmentsFile {
  const read = readColumns<Column>(bytes, ADJUSTMENT_COLUMNS, encoding);
  if ("issue" in read)
    return { fileName, lines: [], wrong: [{ line: read.line, issues: [read.issue] }], ...(read.choices && { choices: read.choices }) };
  const { lines: records, ...source } = read;
  const lines: AdjustmentsLine[] = [];
  const wrong: RowError[] = [];
  const given = new Map<string, number>();
  for (const each of records) {
    const { entry, issues } = readLine(each, currency);
    const twin = entry === undefined ? [] : twice(entry, each.line, given);
    if (entry === undefined || issues.length + twin.length > 0) wrong.push({ line: each.line, issues: [...issues, ...twin] });
    else lines.push({ line: each.line, entry });
  }
  return { fileName, lines, wrong, source };
}

function readLine(line: NamedLine<Column>, currency: string): { readonly entry?: AdjustmentEntry; readonly issues: readonly Issue[] } {
  if ("issue" in line) return { issues: [line.issue] };
  return readAdjustment(line.values, currency);
}

/** Reads an adjustment as it is typed into a form or stands in a file: all texts, the amount in the major unit. */
export function readAdjustment(
  typed: Readonly<Record<Exclude<Column, "kind">, string>> & { readonly kind?: string },
  currency: string,
): { readonly entry?: AdjustmentEntry; readonly issues: readonly Issue[] } {
  const [advisorId, month, reason, evidence] = [typed.advisorId, typed.month, typed.reason, typed.evidence].map((text) => text.trim());
  const kind = kindOf(typed.kind ?? "");
  const amount = parseAmount(typed.amount, currency);
  const entry = {
    advisorId: advisorId ?? "",
    month: parseMonth(month ?? "") ?? month ?? "",
    amount: Number(amount.ok ? amount.amount : 1n),
    reason: reason ?? "",
    evidence: evidence ?? "",
    ...(kind === "writeOff" ? { kind } : {}),
  };
  const issues = [
    ...entryIssues(entry),
    ...(kind === undefined ? [issue("kind", "not-a-choice", { values: "writeOff" })] : []),
    ...(amount.ok ? [] : [issue("amount", AMOUNT_ISSUES[amount.problem])]),
  ];
  return issues.length > 0 ? { issues } : { entry, issues };
}

/** An adjustment's kind as it is written in a file; empty for an ordinary one. */
function kindOf(text: string): "" | "writeOff" | undefined {
  const written = text.trim().toLowerCase();
  if (written === "") return "";
  return ["writeoff", "write-off", "核销", "核销欠款"].includes(written) ? "writeOff" : undefined;
}

/** Whether an earlier line says the same. */
function twice({ advisorId, month, amount, reason }: AdjustmentEntry, line: number, given: Map<string, number>): Issue[] {
  const key = JSON.stringify([advisorId, month, amount, reason]);
  const earlier = given.get(key);
  if (earlier === undefined) given.set(key, line);
  return earlier === undefined ? [] : [issue("", "adjustment-row-repeated", { line: earlier })];
}

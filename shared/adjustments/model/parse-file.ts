import { parseMonth } from "../../base/calendar/parse-day.ts";
import type { TextEncoding } from "../../base/csv/decode-text.ts";
import type { ParsedFile } from "../../base/csv/open-tables.ts";
import type { ColumnNames, LinePlace } from "../../base/csv/parse-columns.ts";
import { parseLines } from "../../base/csv/parse-lines.ts";
import { type Issue, issue } from "../../base/issues/issue.ts";
import { AMOUNT_ISSUES, parseAmount } from "../../base/money/parse-amount.ts";
import { entryIssues } from "../steps/check-adjustments.ts";
import type { AdjustmentEntry } from "./content.ts";

/** A line of a file that can be read. */
export interface AdjustmentsLine extends LinePlace {
  readonly entry: AdjustmentEntry;
}

export type AdjustmentsFile = ParsedFile<AdjustmentsLine>;

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

/** Reads a file of manual adjustments. Never throws. @param encoding as a person chose it. */
export const readAdjustmentsFile = (bytes: Uint8Array, fileName: string, currency: string, encoding?: TextEncoding): AdjustmentsFile =>
  parseLines<Column, { readonly entry: AdjustmentEntry }>(
    bytes,
    fileName,
    {
      columns: ADJUSTMENT_COLUMNS,
      parse(values) {
        const { entry, issues } = readAdjustment(values, currency);
        return entry === undefined ? { issues } : { line: { entry }, issues };
      },
      keyOf: ({ entry }) => entryKey(entry),
      repeated: (earlier) => issue("", "adjustment-row-repeated", { ...earlier }),
    },
    encoding,
  );

/** What two entries that say the same have alike. */
export const entryKey = ({ advisorId, month, amount, reason }: AdjustmentEntry): string =>
  JSON.stringify([advisorId, month, amount, reason]);

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
    ...(kind === undefined ? [issue("kind", "adjustment-kind-expected")] : []),
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

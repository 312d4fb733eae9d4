import type { TextEncoding } from "../../base/csv/decode-text.ts";
import { type ColumnNames, type FileSource, type NamedLine, readColumns, type UnreadableFile } from "../../base/csv/parse-columns.ts";
import type { RowError } from "../../base/csv/parse-table.ts";
import { issue } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { id } from "../../engine/facts/fields.ts";
import { type DetailsWarning, readDetails } from "./parse-details.ts";
import type { PayeeDetails, PayeeField } from "./payee.ts";

/** A line of a file that can be read. Accounts stand in it as they are: it is only ever in memory. */
export interface PayeesLine {
  /** As an editor counts them, from 1. */
  readonly line: number;
  readonly advisorId: string;
  readonly details: PayeeDetails;
  readonly last4: string;
  readonly warnings: readonly DetailsWarning[];
}

/** Payee details as a file has them. No reason holds anything of what the lines say. */
export interface PayeesFile {
  readonly fileName: string;
  readonly lines: readonly PayeesLine[];
  /** Lines that can't be read; the whole file's reasons stand at line 1. */
  readonly wrong: readonly RowError[];
  /** How the file was read; none where it can't be read as a whole. */
  readonly source?: FileSource;
  /** The encodings that a person has to choose from, where it can be read in two. */
  readonly choices?: UnreadableFile["choices"];
}

/** The columns of a file of payees. */
export const PAYEE_COLUMNS = {
  advisorId: { names: ["顾问编号", "编号", "advisor"] },
  holder: { names: ["户名", "收款人", "收款人姓名", "收款户名", "账户名称", "accountName", "accountHolder"] },
  account: { names: ["账号", "收款账号", "收款人账号", "银行账号", "卡号", "accountNumber", "IBAN"] },
  bankCode: { names: ["行号", "联行号", "收款行行号", "开户行行号", "BIC", "CNAPS", "SWIFT"] },
  bankName: { names: ["开户行", "开户银行", "收款行", "银行名称", "bank"], isOptional: true },
} as const satisfies Readonly<Record<"advisorId" | PayeeField, ColumnNames>>;

type Column = keyof typeof PAYEE_COLUMNS;

/** Reads a CSV file of payee details. Never throws. @param encoding as a person chose it. */
export function readPayeesFile(bytes: Uint8Array, fileName: string, encoding?: TextEncoding): PayeesFile {
  const read = readColumns<Column>(bytes, PAYEE_COLUMNS, encoding);
  if ("issue" in read)
    return { fileName, lines: [], wrong: [{ line: read.line, issues: [read.issue] }], ...(read.choices && { choices: read.choices }) };
  const { lines: records, ...source } = read;
  const lines: PayeesLine[] = [];
  const wrong: RowError[] = [];
  const given = new Map<string, number>();
  for (const each of records) {
    const line = readLine(each);
    const earlier = "advisorId" in line ? given.get(line.advisorId) : undefined;
    if ("issues" in line) wrong.push(line);
    else if (earlier !== undefined) wrong.push({ line: line.line, issues: [issue("advisorId", "row-repeated", { line: earlier })] });
    else {
      given.set(line.advisorId, line.line);
      lines.push(line);
    }
  }
  return { fileName, lines, wrong, source };
}

function readLine(line: NamedLine<Column>): PayeesLine | RowError {
  if ("issue" in line) return { line: line.line, issues: [line.issue] };
  const { advisorId, ...typed } = line.values;
  const read = readDetails(typed);
  const issues = [...(parse(id, advisorId).ok ? [] : [issue("advisorId", "payee-advisor-expected")]), ...(read.ok ? [] : read.issues)];
  if (!read.ok || issues.length > 0) return { line: line.line, issues };
  return { line: line.line, advisorId, details: read.details, last4: read.last4, warnings: read.warnings };
}

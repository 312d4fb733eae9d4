import type { TextEncoding } from "../../base/csv/decode-text.ts";
import type { ParsedFile } from "../../base/csv/open-tables.ts";
import type { ColumnNames, LinePlace } from "../../base/csv/parse-columns.ts";
import { type LineFormat, parseLines } from "../../base/csv/parse-lines.ts";
import { issue } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { id } from "../../engine/facts/fields.ts";
import { type DetailsWarning, readDetails } from "./parse-details.ts";
import type { PayeeDetails, PayeeField } from "./payee.ts";

/** A line of a file that can be read. Accounts stand in it as they are: it is only ever in memory. */
export interface PayeesLine extends LinePlace {
  readonly advisorId: string;
  readonly details: PayeeDetails;
  readonly accountLast4: string;
  readonly warnings: readonly DetailsWarning[];
}

/** Payee details as a file has them. No reason holds anything of what the lines say. */
export type PayeesFile = ParsedFile<PayeesLine>;

export const PAYEE_COLUMNS = {
  advisorId: { names: ["顾问编号", "编号", "advisor"] },
  holder: { names: ["户名", "收款人", "收款人姓名", "收款户名", "账户名称", "accountName", "accountHolder"] },
  account: { names: ["账号", "收款账号", "收款人账号", "银行账号", "卡号", "accountNumber", "IBAN"] },
  bankCode: { names: ["行号", "联行号", "收款行行号", "开户行行号", "BIC", "CNAPS", "SWIFT"] },
  bankName: { names: ["开户行", "开户银行", "收款行", "银行名称", "bank"], isOptional: true },
} as const satisfies Readonly<Record<"advisorId" | PayeeField, ColumnNames>>;

type Column = keyof typeof PAYEE_COLUMNS;

/** Reads a file of payee details. Never throws. @param encoding as a person chose it. */
export const readPayeesFile = (bytes: Uint8Array, fileName: string, encoding?: TextEncoding): PayeesFile =>
  parseLines<Column, Omit<PayeesLine, keyof LinePlace>>(bytes, fileName, FORMAT, encoding);

const FORMAT: LineFormat<Column, Omit<PayeesLine, keyof LinePlace>> = {
  columns: PAYEE_COLUMNS,
  parse({ advisorId, ...typed }) {
    const read = readDetails(typed);
    const issues = [...(parse(id, advisorId).ok ? [] : [issue("advisorId", "payee-advisor-expected")]), ...(read.ok ? [] : read.issues)];
    if (!read.ok || issues.length > 0) return { issues };
    return { line: { advisorId, details: read.details, accountLast4: read.accountLast4, warnings: read.warnings }, issues };
  },
  keyOf: ({ advisorId }) => advisorId,
  repeated: (earlier) => issue("advisorId", "row-repeated", { ...earlier }),
};

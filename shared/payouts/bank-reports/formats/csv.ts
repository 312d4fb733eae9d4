import { type ColumnNames, type NamedLine, readColumns } from "../../../base/csv/parse-columns.ts";
import { decimalsOf } from "../../../base/money/format-amount.ts";
import { readAmount } from "../../../base/money/parse-amount.ts";
import { day } from "../../../engine/facts/fields.ts";
import { toldText } from "./masked-text.ts";
import { AnswerError, type RawEntry } from "./message.ts";
import { kindOfStatus } from "./status-codes.ts";

/** The columns of an answer that people or a bank write as CSV. `amount` is in the currency's major unit. */
export const ANSWER_COLUMNS = {
  reference: { names: ["付款参考号", "参考号"] },
  outcome: { names: ["结果", "状态"] },
  amount: { names: ["金额"], isOptional: true },
  currency: { names: ["币种"], isOptional: true },
  date: { names: ["日期", "交易日期"], isOptional: true },
  code: { names: ["代码", "原因代码"], isOptional: true },
  note: { names: ["说明", "备注"], isOptional: true },
} as const satisfies Readonly<Record<string, ColumnNames>>;

type Column = keyof typeof ANSWER_COLUMNS;

/** What an outcome may be called; statuses of ISO 20022 too. */
const OUTCOMES: Readonly<Record<string, RawEntry["kind"]>> = {
  paid: "paid",
  rejected: "rejected",
  returned: "returned",
  accepted: "accepted",
  已付: "paid",
  已付款: "paid",
  付款成功: "paid",
  被拒: "rejected",
  已拒绝: "rejected",
  退回: "returned",
  已退回: "returned",
  已受理: "accepted",
};

/** As many reasons as one would read. */
const MOST_REASONS = 20;

/** Reads an answer from CSV. @throws AnswerError where it has no such columns, or a line can't be read: then none is taken. */
export function readAnswerCsv(bytes: Uint8Array, agencyCurrency: string): RawEntry[] {
  const read = readColumns<Column>(bytes, ANSWER_COLUMNS);
  if ("wrong" in read) throw new AnswerError(read.wrong);
  const lines = read.lines.map((line) => readLine(line, agencyCurrency));
  const reasons = lines.flatMap((line) => ("reason" in line ? [line.reason] : []));
  if (reasons.length > 0) {
    const more = reasons.length > MOST_REASONS ? [`and ${reasons.length - MOST_REASONS} more lines`] : [];
    throw new AnswerError([...reasons.slice(0, MOST_REASONS), ...more].join("\n"));
  }
  return lines.flatMap((line) => ("entry" in line ? [line.entry] : []));
}

function readLine(line: NamedLine<Column>, agencyCurrency: string): { readonly entry: RawEntry } | { readonly reason: string } {
  const wrong = (reason: string) => ({ reason: `line ${line.line}: ${reason}` });
  if ("wrong" in line) return wrong(line.wrong);
  const { reference, outcome, amount = "", currency = "", date = "", code = "", note = "" } = line.values;
  if (currency !== "" && !/^[A-Z]{3}$/.test(currency)) return wrong("currency: expected three letters, such as CNY");
  const amountMinor = amount === "" ? undefined : readAmount(amount, decimalsOf(currency === "" ? agencyCurrency : currency));
  if (amount !== "" && (amountMinor === undefined || amountMinor < 0n)) return wrong("amount: expected one such as 1234.50, above 0");
  if (date !== "" && !day.safeParse(date).success) return wrong(`date: "${toldText(date, 20)}" is none; expected a day as YYYY-MM-DD`);
  const status = outcome.normalize("NFKC");
  const kind = OUTCOMES[status.toLowerCase()] ?? kindOfStatus(status.toUpperCase());
  return {
    entry: {
      reference,
      isWhole: false,
      kind,
      ...(amountMinor !== undefined && { amount: amountMinor }),
      ...((amountMinor !== undefined || currency !== "") && { currency: currency === "" ? agencyCurrency : currency }),
      ...(date !== "" && { on: date }),
      code: kind === "unknown" ? [status, code].filter((each) => each !== "").join(" ") : code,
      note,
    },
  };
}

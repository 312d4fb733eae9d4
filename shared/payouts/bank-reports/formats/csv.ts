import { parseDay } from "../../../base/calendar/parse-day.ts";
import type { TextEncoding } from "../../../base/csv/decode-text.ts";
import type { FileSource } from "../../../base/csv/open-tables.ts";
import { type ColumnNames, type NamedLine, readColumns, sheetIssue } from "../../../base/csv/parse-columns.ts";
import { type Issue, issue } from "../../../base/issues/issue.ts";
import { AMOUNT_ISSUES, type ParsedAmount, parseAmount, parseCurrency } from "../../../base/money/parse-amount.ts";
import { isDuplicateReason } from "../../model/reason-codes.ts";
import { toldText } from "./masked-text.ts";
import { BankReportError, findReference, type RawEntry } from "./message.ts";
import { kindOfStatus } from "./status-codes.ts";

/** The columns of a report that people or a bank write as CSV. `amount` is in the currency's major unit. */
export const BANK_REPORT_COLUMNS = {
  reference: { names: ["付款参考号", "参考号", "客户参考号", "paymentReference", "endToEndId"] },
  outcome: { names: ["结果", "状态", "处理结果", "交易结果", "交易状态", "付款状态", "status", "result"] },
  amount: { names: ["金额", "金额(元)", "交易金额", "付款金额"], isOptional: true },
  currency: { names: ["币种", "币别", "货币"], isOptional: true },
  date: { names: ["日期", "交易日期", "处理日期", "付款日期"], isOptional: true },
  code: { names: ["代码", "原因代码", "失败代码", "reasonCode"], isOptional: true },
  note: {
    names: ["说明", "备注", "失败原因", "退汇原因", "附言", "摘要", "返回信息", "reason", "comment", "remark", "remarks"],
    isOptional: true,
  },
  /** What banks took off an amount that came back. */
  charges: { names: ["手续费", "扣费", "银行扣费", "银行手续费", "bankCharges"], isOptional: true },
} as const satisfies Readonly<Record<string, ColumnNames>>;

type Column = keyof typeof BANK_REPORT_COLUMNS;

/** What banks and people call an outcome; statuses of ISO 20022 are known too. */
const WORDS = {
  paid: [
    ...["paid", "success", "successful", "succeeded", "completed", "settled"],
    ...["成功", "已付", "已付款", "已支付", "已入账", "已完成", "付款成功", "支付成功", "交易成功", "处理成功", "转账成功", "入账成功"],
  ],
  rejected: [
    ...["rejected", "failed", "failure", "declined", "refused"],
    ...["失败", "被拒", "已拒绝", "拒绝", "银行拒付", "付款失败", "支付失败", "交易失败", "处理失败", "转账失败", "入账失败"],
  ],
  returned: ["returned", "退汇", "已退汇", "退回", "已退回", "退票", "已退票", "银行退汇", "退汇成功"],
  accepted: ["accepted", "pending", "processing", "已受理", "受理中", "处理中", "银行处理中", "银行已受理", "已提交"],
} as const satisfies Partial<Record<RawEntry["kind"], readonly string[]>>;

const OUTCOMES: ReadonlyMap<string, RawEntry["kind"]> = new Map(
  Object.entries(WORDS).flatMap(([kind, words]) => words.map((word) => [word, kind as keyof typeof WORDS] as const)),
);

/** As many issues as one would read. */
const MAX_ISSUES = 20;

/** Reads a report from CSV. @throws BankReportError where it has no such columns, or a line can't be read: then none is taken. */
export function readReportCsv(
  bytes: Uint8Array,
  agencyCurrency: string,
  encoding?: TextEncoding,
): { readonly entries: RawEntry[]; readonly source: FileSource } {
  const read = readColumns<Column>(bytes, BANK_REPORT_COLUMNS, encoding);
  if ("issue" in read) throw new BankReportError([read.issue], read.choices);
  const lines = read.lines.map((line) => ({ place: line, ...readLine(line, agencyCurrency) }));
  const issues = lines.flatMap((line) =>
    "issue" in line ? [...sheetIssue(line.place).map((each) => ({ ...each, line: line.place.line })), line.issue] : [],
  );
  if (issues.length > 0) {
    const more = issues.length > MAX_ISSUES ? [issue("", "more-rows", { count: issues.length - MAX_ISSUES })] : [];
    throw new BankReportError([...issues.slice(0, MAX_ISSUES), ...more]);
  }
  const { lines: _, ...source } = read;
  const entries = lines.flatMap((line) => {
    const { line: row, sheet } = line.place;
    return "entry" in line ? [{ ...line.entry, line: row, ...(sheet !== undefined && { sheet }) }] : [];
  });
  return { entries, source };
}

function readLine(line: NamedLine<Column>, agencyCurrency: string): { readonly entry: RawEntry } | { readonly issue: Issue } {
  const wrong = (found: Issue) => ({ issue: { ...found, line: line.line } });
  if ("issue" in line) return wrong(line.issue);
  const { reference, outcome, date = "", code = "", note = "" } = line.values;
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(reference)) return wrong(issue("reference", AMOUNT_ISSUES.rounded));
  const status = outcome.normalize("NFKC").replace(/\s/g, "");
  const kind = OUTCOMES.get(status.toLowerCase()) ?? kindOfStatus(status.toUpperCase());
  const money = readMoney(line.values, kind, agencyCurrency);
  if ("issue" in money) return wrong(money.issue);
  if (AMBIGUOUS_DATE.test(date)) return wrong(issue("date", "date-malformed", { given: toldText(date, 20) }));
  const on = parseDay(date);
  const found = findReference([reference], [note]);
  return {
    entry: {
      reference,
      ...(found?.isWhole === false && found),
      isWhole: false,
      kind,
      ...money,
      ...(on !== undefined && { on }),
      ...(on === undefined && !EMPTY_CELL.test(date) && { wrongDate: IMPOSSIBLE_DAY.test(date) ? date : toldText(date, 20) }),
      code: kind === "unknown" ? [status, code].filter((each) => each !== "").join(" ") : code,
      note,
      ...(isDuplicateReason(kind, code, note) && { isDuplicate: true as const }),
    },
  };
}

/** Of 10/11/2026 nobody can tell which is the month, and all lines may be written so. */
const AMBIGUOUS_DATE = /^\d{1,2}([./-])\d{1,2}\1(?:\d{2}|\d{4})$/;
/** Written as a day is, so it is no account number: 2026-13-01. */
const IMPOSSIBLE_DAY = /^(19|20)\d{2}([-./])\d{1,2}\2\d{1,2}$/;
/** Nothing, or what programs put where nothing is. */
const EMPTY_CELL = /^[-–—/]*$/;

/**
 * What a line says of money. What is no amount or currency is told, so that this entry is listed and the others apply; what
 * can be read in two ways, or was rounded by a program, may be so in every line, so such a file is to be written anew.
 */
function readMoney(
  { amount = "", charges: taken = "", currency: named = "" }: Readonly<Partial<Record<Column, string>>>,
  kind: RawEntry["kind"],
  agencyCurrency: string,
): Pick<RawEntry, "amount" | "currency" | "wrongAmount" | "charges"> | { readonly issue: Issue } {
  const currency = named === "" ? agencyCurrency : parseCurrency(named, agencyCurrency);
  const read = amount === "" ? undefined : parseAmount(amount, currency ?? agencyCurrency);
  const charges = kind !== "returned" || EMPTY_CELL.test(taken) ? undefined : parseAmount(taken, currency ?? agencyCurrency);
  for (const [path, parsed] of Object.entries({ amount: read, charges }))
    if (currency === agencyCurrency && parsed?.ok === false && (parsed.problem === "ambiguous" || parsed.problem === "rounded"))
      return { issue: issue(path, AMOUNT_ISSUES[parsed.problem]) };
  const isWrong = currency === undefined || isOdd(read) || isOdd(charges);
  const told = [amount, ...(isOdd(charges) ? [taken] : []), ...(currency === undefined ? [named] : [])];
  return {
    ...(read?.ok === true && !isWrong && { amount: read.amount }),
    ...(isWrong && { wrongAmount: toldText(told.join(" "), 30) }),
    ...(charges?.ok === true && charges.amount > 0n && { charges: charges.amount }),
    ...(currency !== undefined && (read !== undefined || named !== "") && { currency }),
  };
}

const isOdd = (parsed: ParsedAmount | undefined): boolean => parsed !== undefined && (!parsed.ok || parsed.amount < 0n);

import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { readAdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { adjustmentsUploadCodec, decodeAdjustmentsUpload } from "../../../shared/adjustments/steps/uploaded-adjustments.ts";
import { inFileOrder } from "../../../shared/base/csv/open-tables.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import { readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { readScoresFile } from "../../../shared/scores/model/parse-file.ts";
import { decodeScoresUpload, scoresUploadCodec } from "../../../shared/scores/steps/uploaded-scores.ts";

/** Workbooks of which several sheets are read: each counts its own rows. */
async function workbook(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows as string[][]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const inSheet = (sheet: string) => issue("", "in-sheet", { sheet });

test("sheets: a row that says the same as one of another sheet names both, in both languages", async () => {
  const rows = [
    ["advisorId", "month", "amount", "reason", "evidence"],
    ["li", "2026-06", "10", "prize", "T-1"],
  ];
  const { wrong } = readAdjustmentsFile(await workbook({ 一店: rows, 二店: rows }), "a.xlsx", "CNY");
  const repeated = issue("", "adjustment-row-repeated", { line: 2, sheet: "一店" });
  expect(wrong).toEqual([{ line: 2, issues: [inSheet("二店"), repeated] }]);
  expect(issueFormatIn("en")(repeated)).toContain('he same as row 2 of sheet "一店"');
  expect(issueFormatIn("zh")(repeated)).toContain("与工作表“一店”第 2 行相同");
  const payees = [
    ["advisorId", "holder", "account", "bankCode"],
    ["wang", "王伟", "DE89370400440532013000", "COBADEFFXXX"],
  ];
  expect(readPayeesFile(await workbook({ a: payees, b: payees }), "p.xlsx").wrong).toEqual([
    { line: 2, issues: [inSheet("b"), issue("advisorId", "row-repeated", { line: 2, sheet: "a" })] },
  ]);
});

test("sheets: a row that can be read keeps its sheet for later checks, also where a job reads the file; of one sheet there is none", async () => {
  const header = ["advisorId", "month", "amount", "reason", "evidence"];
  const rowOf = (amount: string) => ["li", "2026-06", amount, "prize", "T-1"];
  const file = readAdjustmentsFile(await workbook({ a: [header, rowOf("1")], b: [header, rowOf("2")] }), "a.xlsx", "CNY");
  expect(file.lines.map(({ line, sheet }) => [line, sheet])).toEqual([
    [2, "a"],
    [2, "b"],
  ]);
  expect(decodeAdjustmentsUpload(adjustmentsUploadCodec.encode(file))).toEqual(file);
  const single = readAdjustmentsFile(await workbook({ a: [header, rowOf("1")], notes: [["text"]] }), "a.xlsx", "CNY");
  expect(single.lines).toEqual([{ line: 2, entry: expect.anything() }]);
});

test("sheets: scores are read of all sheets that have them, each by its own header, and what is wrong names its sheet", async () => {
  const first = [
    ["advisorId", "month", "service", "备注"],
    ["li", "2026-05", "4.5", ""],
  ];
  const second = [
    ["月份", "advisorId", "safety", "service"],
    ["2026-05", "li", "3", "4.6"],
    ["2026-06", "bo", "high", ""],
    ["2026-06", "wu", "2", ""],
  ];
  const read = readScoresFile(await workbook({ 说明: [["text"]], 一店: first, 二店: second }), "s.xlsx");
  expect(read).toEqual({
    ...{ fileName: "s.xlsx", encoding: "xlsx", separator: ",", ignored: ["备注"], attributes: ["service", "safety"] },
    sheets: ["一店", "二店"],
    lines: [
      { line: 2, sheet: "一店", subject: { advisorId: "li" }, month: "2026-05", values: { service: "4.5" } },
      { line: 4, sheet: "二店", subject: { advisorId: "wu" }, month: "2026-06", values: { safety: "2" } },
    ],
    wrong: [
      { line: 2, issues: [inSheet("二店"), issue("service", "score-repeated", { line: 2, sheet: "一店" })] },
      { line: 3, issues: [inSheet("二店"), issue("safety", "score-decimal-expected")] },
    ],
  });
  const ofStore = [
    ["storeId", "month", "service"],
    ["s1", "2026-05", "4"],
  ];
  expect(readScoresFile(await workbook({ a: first, b: ofStore }), "s.xlsx")).toMatchObject({
    lines: [],
    wrong: [{ line: 1, issues: [issue("", "scores-sheets-mixed")] }],
  });
});

test("sheets: one whose header is nearly right is told with what it lacks, of every kind of file; others pass in silence", async () => {
  const of = async (sheets: Parameters<typeof workbook>[0]) => {
    const bytes = await workbook(sheets);
    const report = await parseBankReport(bytes, "r.xlsx", "CNY");
    return {
      adjustments: readAdjustmentsFile(bytes, "a.xlsx", "CNY").source,
      payees: readPayeesFile(bytes, "p.xlsx").source,
      scores: readScoresFile(bytes, "s.xlsx"),
      report: report.ok ? report.value : undefined,
    };
  };
  const adjustments = await of({
    a: [["advisorId", "month", "amount", "reason", "evidence"]],
    b: [["顾问编号", "月份", "金额", "原因"]],
    c: [["顾问编号", "姓名"]],
    d: [["advisorId", "month", "amount", "reason", "evidence", "原因"]],
  });
  expect(adjustments.adjustments?.skipped).toEqual([
    { sheet: "b", issue: issue("header", "columns-missing", { columns: "evidence (依据)" }) },
    { sheet: "d", issue: issue("header", "column-twice", { column: "reason" }) },
  ]);
  const payees = await of({ a: [["advisorId", "holder", "account", "bankCode"]], b: [["advisorId", "holder", "account"]] });
  expect(payees.payees?.skipped).toEqual([{ sheet: "b", issue: issue("header", "columns-missing", { columns: "bankCode (行号)" }) }]);
  const scores = await of({ a: [["advisorId", "month", "service"]], b: [["advisorId", "service"]], 说明: [["text"]] });
  expect(scores.scores.skipped).toEqual([{ sheet: "b", issue: issue("header", "scores-header-expected") }]);
  expect(decodeScoresUpload(scoresUploadCodec.encode(scores.scores))).toEqual(scores.scores);
  const paid = ["FR2026091Lc3c3c3c3c3c3", "paid"];
  const { report } = await of({ a: [["reference", "outcome"], paid], b: [["付款参考号", "金额"]], 合计: [["金额"]] });
  expect([report?.format, report?.sources[0]?.skipped]).toEqual([
    "xlsx",
    [{ sheet: "b", issue: issue("header", "columns-missing", { columns: "outcome (结果)" }) }],
  ]);
});

test("sheets: rows that are left out stand in the order of the sheets, then of the rows", () => {
  const at = (sheet: string, line: number) => ({ line, issues: [inSheet(sheet), issue("month", "month-malformed", { given: "x" })] });
  const rows = [at("二店", 2), at("一店", 9), at("二店", 11), at("一店", 10)];
  expect(inFileOrder(rows, { sheets: ["二店", "一店"] })).toEqual([rows[0], rows[2], rows[1], rows[3]]);
  const alone = { line: 3, issues: [] };
  expect(inFileOrder([{ line: 20, issues: [] }, alone])[0]).toBe(alone);
});

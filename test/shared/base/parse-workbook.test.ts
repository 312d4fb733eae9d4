import ExcelJS from "exceljs";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readAdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { openTables } from "../../../shared/base/csv/open-tables.ts";
import { dayOfSerial, numberText } from "../../../shared/base/xlsx/cell-text.ts";
import { parseWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { readScoresFile } from "../../../shared/scores/model/parse-file.ts";
import { briefs } from "../../support/issues.ts";

type Cells = readonly (string | number | Date | boolean | { formula: string; result?: string | number | undefined } | null)[];

/** A workbook as spreadsheets save it. */
async function workbook(
  sheets: Readonly<Record<string, readonly Cells[]>>,
  prepare?: (book: ExcelJS.Workbook) => void,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) for (const row of [book.addWorksheet(name)]) row.addRows(rows as unknown[][]);
  prepare?.(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A workbook with cells as they stand in its XML. */
const raw = (cells: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
        "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
        "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${cells}</sheetData></worksheet>`,
        ...more,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  );

test("cells come as texts: numbers by their digits, dates as days, what formulas gave; empty rows keep their numbers", async () => {
  const bytes = await workbook({
    第一页: [
      ["名称", "数", "日"],
      [],
      ["张伟", 1123.45, new Date("2026-10-13T00:00:00Z")],
      [{ formula: "B3*2", result: 2246.9 }, true, ""],
    ],
    Second: [["x"]],
  });
  expect(parseWorkbook(bytes)).toEqual([
    {
      name: "第一页",
      rows: [
        { line: 1, cells: ["名称", "数", "日"] },
        { line: 3, cells: ["张伟", "1123.45", "2026-10-13"] },
        { line: 4, cells: ["2246.9", "TRUE"] },
      ],
    },
    { name: "Second", rows: [{ line: 1, cells: ["x"] }] },
  ]);
});

test("parse workbook: hidden sheets, phonetic guides and rich texts are what people see of them", async () => {
  const bytes = await workbook({ a: [["1"]], b: [["2"]] }, (book) => {
    const hidden = book.getWorksheet("a");
    if (hidden) hidden.state = "hidden";
  });
  expect(parseWorkbook(bytes).map(({ name }) => name)).toEqual(["b"]);
  const shared = `<sst><si><r><t>王</t></r><r><t>芳</t></r><rPh><t>ワン</t></rPh></si></sst>`;
  const rows = `<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>x &amp; y</t></is></c></row>`;
  expect(parseWorkbook(raw(rows, { "xl/sharedStrings.xml": shared }))[0]?.rows).toEqual([{ line: 2, cells: ["", "王芳", "x & y"] }]);
});

test("parse workbook: a number's digits are those that Excel shows, never a double's", () => {
  const shown = {
    "1234.0999999999999": "1234.1",
    "0.30000000000000004": "0.3",
    "1E-3": "0.001",
    "-12.50": "-12.5",
    "999999999999999.9": "1000000000000000",
    "123456789012345": "123456789012345",
    "6222020200112233446": "6.22202E+18",
    "6.2220202001122335E+18": "6.22202E+18",
    "0": "0",
    "1E2": "100",
  };
  for (const [source, text] of Object.entries(shown)) expect(numberText(source), source).toBe(text);
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 2 }), (minor, decimals) => {
      const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, "0");
      const plain = `${digits.slice(0, digits.length - decimals)}${decimals === 0 ? "" : `.${digits.slice(-decimals)}`}`;
      const expected = plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
      expect(numberText(`${minor < 0n ? "-" : ""}${plain}`)).toBe(`${minor < 0n && expected !== "0" ? "-" : ""}${expected}`);
      // Whatever double a spreadsheet made of it, Excel shows the same.
      const ofDouble = numberText(String(Number(plain)));
      if (digits.length <= 15) expect(ofDouble).toBe(expected);
    }),
  );
  expect([dayOfSerial("46308", false), dayOfSerial("46308.75", false), dayOfSerial("44846", true), dayOfSerial("59", false)]).toEqual([
    "2026-10-13",
    "2026-10-13",
    "2026-10-13",
    undefined,
  ]);
});

test("parse workbook: what is no workbook, or is damaged, is refused with what to do", async () => {
  const good = await workbook({ a: [["advisorId"]] });
  const refused = {
    "a ZIP of something else": zipSync({ "a.txt": strToU8("x") }),
    "cut off": good.slice(0, good.length / 2),
    "its XML": raw("<row><c></row>"),
    "too many columns": raw(`<row r="1"><c r="ZZ1"><v>1</v></c></row>`),
    old: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
    empty: raw(""),
  };
  for (const [name, bytes] of Object.entries(refused)) {
    const tables = openTables(bytes);
    expect("issue" in tables ? tables.issue.path : undefined, name).toBe("");
  }
});

test("parse workbook: every subject takes a workbook as it takes a CSV", async () => {
  const payees = await workbook({
    收款: [
      ["顾问编号", "户名", "账号", "行号", "备注"],
      ["p1", "张伟", "6222021234567894", "102100099996", "x"],
      ["p2", "李娜", 6222021234567894, "102100099996", ""],
      ["p3", "王芳", { formula: "A1" }, "102100099996", ""],
      ["", "", "", "", "合计 3"],
    ],
  });
  const { lines, wrong, source } = readPayeesFile(payees, "p.xlsx");
  expect(lines.map(({ line, details }) => [line, details.holder, details.account])).toEqual([[2, "张伟", "6222021234567894"]]);
  expect(wrong.map(({ line, issues }) => [line, briefs(issues)[0]])).toEqual([
    [3, "account: number-rounded"],
    [4, "account: formula-without-value"],
  ]);
  expect(source).toEqual({ encoding: "xlsx", separator: ",", ignored: ["备注"] });

  const adjustments = await workbook({
    s: [
      ["advisorId", "month", "amount", "reason", "evidence"],
      ["li", new Date("2026-11-01T00:00:00Z"), -1234.1, "late fee", "T-1"],
    ],
  });
  expect(readAdjustmentsFile(adjustments, "a.xlsx", "CNY").lines.map(({ entry }) => entry)).toEqual([
    { advisorId: "li", month: "2026-11", amount: -123_410, reason: "late fee", evidence: "T-1" },
  ]);

  const scores = await workbook({
    s: [
      ["month", "advisorId", "serviceScore", "姓名"],
      ["2026-05", "li", 4.85, "李"],
    ],
  });
  expect(readScoresFile(scores, "s.xlsx")).toMatchObject({ ignored: ["姓名"], lines: [{ line: 2, values: { serviceScore: "4.85" } }] });

  const report = await workbook({
    汇总: [
      ["门店 Store", "金额 Amount"],
      ["a", 12],
    ],
    "a 店": [
      ["付款编号 Reference", "金额 Amount", "结果"],
      ["2026-09-2-SD5NCT6NHLBBHKQ7OEQQ", 1123.45, "成功"],
      ["", 1123.45, ""],
    ],
    "b 店": [
      ["付款编号 Reference", "金额 Amount", "结果"],
      ["2026-09-2-AAANCT6NHLBBHKQ7OEQQ", 1, "退汇"],
    ],
  });
  const answer = await parseBankReport(report, "payout.xlsx", "CNY");
  expect(answer.ok && answer.value.entries.map(({ reference, kind, amount }) => [reference.slice(10, 13), kind, amount])).toEqual([
    ["SD5", "paid", 112_345n],
    ["AAA", "returned", 100n],
  ]);
});

import ExcelJS from "exceljs";
import { strToU8, zipSync } from "fflate";
import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { decodeText } from "../../../shared/base/csv/decode-text.ts";
import { readColumns } from "../../../shared/base/csv/parse-columns.ts";
import { parseTable } from "../../../shared/base/csv/parse-table.ts";
import { isWorkbook, parseWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { hasZipEnd } from "../../../shared/base/zip-end.ts";
import { PAYEE_COLUMNS } from "../../../shared/payees/model/parse-file.ts";
import { unpack } from "../../../shared/payouts/bank-reports/formats/archive.ts";
import { readScoresFile } from "../../../shared/scores/model/parse-file.ts";

const TEXT = "advisorId,holder\nli,李娜\n";
const decoded = (bytes: Uint8Array) => {
  const result = decodeText(bytes);
  return result.kind === "refused" ? result.issue.code : result.kind;
};

test("decode text: UTF-32, whose mark begins as that of UTF-16, is no text", () => {
  expect(decoded(iconv.encode(TEXT, "utf-32le", { addBOM: true }))).toBe("zero-bytes");
  expect(decoded(iconv.encode(TEXT, "utf-32be", { addBOM: true }))).toBe("zero-bytes");
  expect(decoded(iconv.encode(`${TEXT}\0\0`, "utf-16le", { addBOM: true }))).toBe("decoded");
});

test("decode text: UTF-16 that was sent as text has lost its mark, and is refused as that", () => {
  expect(decoded(Buffer.from(iconv.encode("advisorId,holder\n", "utf-16le", { addBOM: true }).toString("utf-8")))).toBe("characters-lost");
});

test.each(["sep=;", "SEP=;", "sep = ;", "sep=; ", '"sep=;"', '"sep=;",,,', "sep=;;;;"])("parse table: %s names the separator", (first) => {
  const { separator, records } = parseTable(`${first}\r\na,b;c\r\n1,2;3\r\n`);
  expect(separator).toBe(";");
  expect(records).toEqual([
    { line: 2, cells: ["a,b", "c"] },
    { line: 3, cells: ["1,2", "3"] },
  ]);
});

test("parse table: a tab may be named as the separator, and a header may begin with sep", () => {
  expect(parseTable("sep=\t\na\tb\n")).toMatchObject({ separator: "\t", records: [{ line: 2, cells: ["a", "b"] }] });
  expect(parseTable("sep,b\n1,2\n").records).toHaveLength(2);
});

const HEADERS = [
  "advisorId (顾问编号),holder (户名),account (账号),bankCode (行号)",
  "顾问编号 Advisor ID,户名/Holder,账号 (Account),行号（Bank code）",
  "Advisor ID 顾问编号,Holder（户名）,Account/账号,Bank Code 行号",
  '"顾问编号\nAdvisor ID",户名 | Holder,账号Account 备注,行号',
] as const;
test.each(HEADERS)("columns: a name in both languages is understood: %s", (header) => {
  const read = readColumns(strToU8(`${header}\nli,李娜,6222021234567894,102100099996\n`), PAYEE_COLUMNS);
  if (header.includes("备注")) return expect(read).toMatchObject({ issue: { code: "columns-expected" } });
  expect(read).toMatchObject({ ignored: [], lines: [{ values: { advisorId: "li", holder: "李娜", account: "6222021234567894" } }] });
});

test("columns: what stands in brackets in the same language is no second name", () => {
  const read = readColumns(strToU8("advisorId,holder,Account (last four),bankCode\nli,李娜,7894,102100099996\n"), PAYEE_COLUMNS);
  expect(read).toMatchObject({ issue: { code: "columns-expected" } });
});

async function book(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const scores = (header: readonly string[]) =>
  book((workbook) => {
    const sheet = workbook.addWorksheet("a");
    sheet.addRow([...header]);
    sheet.addRow(["li", "2026-09", 0.95]);
    sheet.addRow(["wang", "2026-09", "95%"]);
  });

test("scores: headers in both languages, and an error in the words of a file", async () => {
  const read = readScoresFile(await scores(["顾问编号 Advisor ID", "月份 (Month)", "serviceScore"]), "a.xlsx");
  expect(read.lines).toMatchObject([{ line: 2, values: { serviceScore: "0.95" } }]);
  expect(read.wrong).toMatchObject([{ line: 3, issues: [{ path: "serviceScore", code: "score-decimal-expected" }] }]);
});

test("scores: a workbook whose header is wrong is told as a workbook", async () => {
  expect(readScoresFile(await scores(["who", "when", "serviceScore"]), "a.xlsx")).toMatchObject({ encoding: "xlsx", lines: [] });
});

const two = () =>
  book((workbook) => {
    for (const name of ["one", "two"]) workbook.addWorksheet(name).addRow([`text of ${name}`]);
  });

/** What a reader makes of a workbook: its rows, or the code of what is wrong. */
function rowsOf(bytes: Uint8Array): unknown {
  try {
    return parseWorkbook(bytes).map(({ rows }) => rows.length);
  } catch (error) {
    return (error as { issue?: { code: string } }).issue?.code;
  }
}

test("parse workbook: wherever one is cut off, it is refused and never read in part", async () => {
  const whole = await two();
  expect(rowsOf(whole)).toEqual([1, 1]);
  for (let length = whole.length - 1; length > 100; length -= 97) {
    const cut = whole.subarray(0, length);
    if (isWorkbook(cut)) expect(rowsOf(cut), `${length} bytes`).toBe("workbook-damaged");
  }
});

const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const parts = (sheet: string) => ({
  "xl/workbook.xml": strToU8(`<workbook xmlns:r="${RELATION}"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`),
  "xl/_rels/workbook.xml.rels": strToU8(`<Relationships><Relationship Id="r1" Target="${sheet}"/></Relationships>`),
});

test("parse workbook: a sheet or a text that it names and lacks is damage; a sheet that is a chart has no rows", () => {
  const cell = strToU8('<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>');
  expect(rowsOf(zipSync(parts("worksheets/sheet1.xml")))).toBe("workbook-damaged");
  expect(rowsOf(zipSync({ ...parts("worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml": cell }))).toBe("workbook-damaged");
  expect(rowsOf(zipSync(parts("chartsheets/sheet1.xml")))).toEqual([]);
});

test("bank reports: a ZIP that was cut off between two of its files is refused", async () => {
  const packed = zipSync({ "a.csv": strToU8("reference,outcome\n"), "b.csv": strToU8("reference,outcome\n") });
  const limits = { bytes: 10_000, files: 10, depth: 2 };
  const second = Buffer.from(packed).indexOf("PK\u0003\u0004", 4, "latin1");
  expect((await unpack({ name: "a.zip", bytes: packed }, limits)).map(({ name }) => name)).toEqual(["a.csv", "b.csv"]);
  await expect(unpack({ name: "a.zip", bytes: packed.subarray(0, second) }, limits)).rejects.toMatchObject({
    issues: [{ code: "zip-damaged" }],
  });
});

test("ZIP: its end may be followed by padding, and may name more entries than were found only by being refused", () => {
  const packed = zipSync({ a: strToU8("a"), b: strToU8("b") });
  expect([hasZipEnd(packed, 2), hasZipEnd(packed, 3), hasZipEnd(packed, 1)]).toEqual([true, true, false]);
  expect(hasZipEnd(new Uint8Array([...packed, ...new Uint8Array(512)]), 2)).toBe(true);
  expect(hasZipEnd(new Uint8Array(10), 0)).toBe(false);
});

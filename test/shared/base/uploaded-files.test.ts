import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { decodeText, nameOfEncoding, TEXT_ENCODINGS } from "../../../shared/base/csv/decode-text.ts";
import { fileSourceSchema, openTables } from "../../../shared/base/csv/open-tables.ts";
import { comparableName, damageOf, readColumns } from "../../../shared/base/csv/parse-columns.ts";
import { type LineFormat, parseLines } from "../../../shared/base/csv/parse-lines.ts";
import { parseTable, sourceOf } from "../../../shared/base/csv/parse-table.ts";
import { describeIssue, issue } from "../../../shared/base/issues/issue.ts";
import { dayOfSerial, isDateFormat, numberText } from "../../../shared/base/xlsx/cell-text.ts";
import { isOldWorkbook, isWorkbook, isZip, parseWorkbook } from "../../../shared/base/xlsx/parse-workbook.ts";
import { unzipParts } from "../../../shared/base/xlsx/unzip-parts.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A workbook of parts as they stand in its XML. */
const zipped = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
const BOOK = {
  "xl/workbook.xml": '<workbook><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
  "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
};
const bookOf = (rows: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipped({ ...BOOK, "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows}</sheetData></worksheet>`, ...more });
const rowsOf = (rows: string, more: Readonly<Record<string, string>> = {}) => parseWorkbook(bookOf(rows, more))[0]?.rows;
const cellsOf = (cells: string, more: Readonly<Record<string, string>> = {}) => rowsOf(`<row r="1">${cells}</row>`, more)?.[0]?.cells;

describe("a workbook's cells", () => {
  test("stand where they say, and without a place where the one before ends", () => {
    expect(
      rowsOf(
        '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c r="AB6"><v>5</v></c></row>',
      ),
    ).toEqual([
      { line: 1, cells: ["1", "2"] },
      { line: 5, cells: ["", "", "3", "4"] },
      { line: 6, cells: [...Array(27).fill(""), "5"] },
    ]);
    expect(cellsOf('<c r="IV1"><v>1</v></c>')).toHaveLength(256);
    expect(() => cellsOf('<c r="IW1"><v>1</v></c>')).toThrow("workbook-too-many-columns");
    // An empty one keeps its place, whether the next one names its own or not.
    expect(cellsOf("<c><v>1</v></c><c/><c><v>3</v></c>")).toEqual(["1", "", "3"]);
    expect(rowsOf('<row><c r="B1"/><c><v>3</v></c></row><row><c><v>1</v></c></row>')).toEqual([
      { line: 1, cells: ["", "", "3"] },
      { line: 2, cells: ["1"] },
    ]);
    expect(rowsOf('<row r="1"><c r="IW1"><v> </v></c></row>')).toEqual([]);
  });

  test("are what people see: shared and own texts, truth, errors, and what formulas gave", () => {
    const shared = {
      "xl/sharedStrings.xml":
        "<sst><si><t>zero</t></si><si><r><t>o</t></r><r><t>ne</t></r><rPh>no<t>x</t>no</rPh><rPh><t>y</t></rPh></si><si/><si>no<r>no<t>three</t>no</r></si></sst>",
    };
    const cell = (type: string, value: string) => `<c t="${type}"><v>${value}</v></c>`;
    expect(
      cellsOf(
        `${cell("s", "0")}${cell("s", "1")}${cell("s", "3")}<c t="inlineStr"><is><t>in</t></is></c>${cell("b", "1")}${cell("b", "0")}${cell("e", "#N/A")}`,
        shared,
      ),
    ).toEqual([...["zero", "one", "three", "in", "TRUE", "FALSE", "#N/A"]]);
    expect(cellsOf(`<c t="str"><f>A1</f><v>7E2</v></c><c><f>A1*2</f><v>2.50</v></c><c><f>A1</f></c>`)).toEqual(["7E2", "2.5", "#VALUE!"]);
    // What stands beside a value is none of it.
    expect(cellsOf("<c>no<v>1</v>no<x>no</x></c>no<c><f>no</f><v>2</v></c>")).toEqual(["1", "2"]);
    // A cell that names no text is empty, and the next one stays in its own column.
    expect(cellsOf(`<c t="s"/>${cell("n", "1")}`, shared)).toEqual(["", "1"]);
    expect(cellsOf(`<c><f>A1</f><v>1</v></c><c r="C1"><v/></c><c r="D1"><v>2</v></c>`)).toEqual(["1", "", "", "2"]);
  });

  test("are without how a word is read aloud, and with characters that XML lacks: Windows' line end is one", () => {
    const shared = { "xl/sharedStrings.xml": "<sst><si><t>账号_x000D_\nAccount_x000D_</t></si><si><t>_x005F_x000D_ _x0_</t></si></sst>" };
    const own = '<c t="inlineStr"><is><r><t>张</t></r><rPh><t>zhang</t></rPh><t>伟</t></is></c><c t="str"><v>a_x0009_b_xd83d_</v></c>';
    expect(cellsOf(`<c t="s"><v>0</v></c><c t="s"><v>1</v></c>${own}`, shared)).toEqual([
      "账号\nAccount",
      "_x000D_ _x0_",
      "张伟",
      "a\tb\ufffd",
    ]);
  });

  test("of formulas that a program has left to Excel to compute are told as without a value, not as 0", () => {
    const formulas = "<c><f>A9</f><v>0</v></c><c><f>A9</f><v>2.5</v></c><c><v>0</v></c>";
    const book = (flag: string) => ({ "xl/workbook.xml": BOOK["xl/workbook.xml"].replace("</sheets>", `</sheets><calcPr ${flag}/>`) });
    for (const flag of ['fullCalcOnLoad="1"', 'fullCalcOnLoad="true"'])
      expect(cellsOf(formulas, book(flag)), flag).toEqual(["#VALUE!", "2.5", "0"]);
    for (const flag of ["", 'fullCalcOnLoad="0"']) expect(cellsOf(formulas, book(flag)), flag).toEqual(["0", "2.5", "0"]);
  });

  test("are days where their style shows days, by the book's calendar", () => {
    const styles = {
      "xl/styles.xml":
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs><dxfs><xf numFmtId="14"/></dxfs></styleSheet>',
    };
    const cells = [0, 1, 2, 3, 4].map((style) => `<c s="${style}"><v>46308</v></c>`).join("");
    expect(cellsOf(`<c><v>46308</v></c>${cells}`, styles)).toEqual(["46308", "46308", "2026-10-13", "2026-10-13", "46308", "46308"]);
    expect(cellsOf('<c s="1"><v>59</v></c><c s="1" t="str"><v>46308</v></c>', styles)).toEqual(["59", "46308"]);
    for (const [date1904, day] of [
      ["1", "2030-10-14"],
      ["true", "2030-10-14"],
      ["0", "2026-10-13"],
    ]) {
      const book = {
        ...styles,
        "xl/workbook.xml": BOOK["xl/workbook.xml"].replace("<sheets>", `<workbookPr date1904="${date1904}"/><sheets>`),
      };
      expect(cellsOf('<c s="1"><v>46308</v></c>', book)).toEqual([day]);
    }
  });

  test("of sheets that are hidden or lie elsewhere are left out, wherever the others lie", () => {
    const sheet = (text: string) => `<worksheet><sheetData><row><c t="str"><v>${text}</v></c></row></sheetData></worksheet>`;
    const parts = {
      "xl/workbook.xml":
        '<x:workbook xmlns:x="u"><x:sheets><x:sheet name="a" r:id="r1"/><x:sheet name="b" state="hidden" r:id="r2"/><x:sheet state="visible" r:id="r3"/><x:sheet name="d" r:id="r9"/><x:sheet name="e"/></x:sheets><x:externalReference r:id="r1"/></x:workbook>',
      "xl/_rels/workbook.xml.rels":
        '<R><R Id="r1" Target="/xl/worksheets/one.xml"/><R Id="r2" Target="worksheets/two.xml"/><R Id="r3" Target="xl/worksheets/three.xml"/></R>',
      "xl/worksheets/one.xml": sheet("1"),
      "xl/worksheets/two.xml": sheet("2"),
      "xl/worksheets/three.xml": sheet("3"),
    };
    expect(parseWorkbook(zipped(parts)).map(({ name, rows }) => [name, rows[0]?.cells])).toEqual([
      ["a", ["1"]],
      ["", ["3"]],
    ]);
    expect(parseWorkbook(zipped({ "xl/workbook.xml": BOOK["xl/workbook.xml"] }))).toEqual([]);
  });
});

describe("a workbook's limits", () => {
  const cells = (count: number) => bookOf(`<row>${"<c><v>1</v></c>".repeat(count)}</row><row>${"<c/>".repeat(9)}</row>`);

  test("count the cells of all sheets together that hold something", () => {
    expect(parseWorkbook(cells(3), 3)[0]?.rows[0]?.cells).toEqual(["1", "1", "1"]);
    expect(() => parseWorkbook(cells(4), 3)).toThrow("workbook-too-many-cells");
    const sheet = "<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>";
    const two = {
      "xl/workbook.xml": '<workbook><sheets><sheet name="a" r:id="r1"/><sheet name="b" r:id="r2"/></sheets></workbook>',
      "xl/_rels/workbook.xml.rels": '<R><R Id="r1" Target="worksheets/1.xml"/><R Id="r2" Target="worksheets/2.xml"/></R>',
      "xl/worksheets/1.xml": sheet,
      "xl/worksheets/2.xml": sheet,
    };
    expect(parseWorkbook(zipped(two), 4)).toHaveLength(2);
    expect(() => parseWorkbook(zipped(two), 3)).toThrow("workbook-too-many-cells");
  });

  test("count what all its parts unpack to, as far as they are wanted", () => {
    const zip = zipped({ a: "x".repeat(60), b: "y".repeat(40), c: "z".repeat(500) });
    const wanted = (name: string) => name !== "c";
    expect(unzipParts(zip, wanted, 100).size).toBe(2);
    expect(() => unzipParts(zip, wanted, 99)).toThrow("unpacked-too-large");
  });
});

describe("what a file is", () => {
  test("is told by its name, cut, and by none that holds what may be an account number", () => {
    expect([sourceOf("scores.csv"), sourceOf("6222020200112233453.csv"), sourceOf("x".repeat(181))]).toEqual([
      "scores.csv",
      "…",
      "x".repeat(180),
    ]);
  });

  test("shows at its beginning: a ZIP, a workbook among them, an old workbook", () => {
    const book = bookOf("");
    expect([isZip(book), isZip(utf8("PK")), isZip(Uint8Array.of(0x50, 0x4b, 5, 6))]).toEqual([true, false, false]);
    for (const bytes of [
      [0, 0x4b, 3, 4],
      [0x50, 0, 3, 4],
      [0x50, 0x4b, 0, 4],
      [0x50, 0x4b, 3, 0],
    ])
      expect(isZip(Uint8Array.from(bytes))).toBe(false);
    expect([isWorkbook(book), isWorkbook(zipped({ "a.txt": "x" })), isWorkbook(utf8("x")), isWorkbook(book.slice(0, 30))]).toEqual([
      ...[true, false, false, false],
    ]);
    // Of parts without number nobody reads on: what stands before decides.
    const parts = Object.fromEntries(Array.from({ length: 1_001 }, (_, count) => [`p${count}`, ""]));
    expect([isWorkbook(zipped({ ...BOOK, ...parts })), isWorkbook(zipped({ ...parts, ...BOOK }))]).toEqual([true, false]);
    expect(isOldWorkbook(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toBe(true);
    for (const bytes of [[0xd0], [0, 0xcf, 0x11, 0xe0], [0xd0, 0, 0x11, 0xe0], [0xd0, 0xcf, 0, 0xe0], [0xd0, 0xcf, 0x11, 0]])
      expect(isOldWorkbook(Uint8Array.from(bytes))).toBe(false);
  });

  test("is told where it can't be read, with what to do", () => {
    const wrong = (bytes: Uint8Array) => {
      const tables = openTables(bytes);
      return "issue" in tables ? [tables.line, describeIssue(tables.issue)] : tables;
    };
    expect(wrong(new Uint8Array(5_000_001))).toEqual([1, "file-too-large (bytes 5000001, maximum 5000000)"]);
    expect(wrong(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toEqual([1, "workbook-old"]);
    // The largest that is looked into.
    const largest = new Uint8Array(5_000_000);
    largest.set([0xd0, 0xcf, 0x11, 0xe0]);
    expect(wrong(largest)).toEqual([1, "workbook-old"]);
    expect(wrong(zipped({ "a.txt": "x" }))).toEqual([1, "workbook-expected"]);
    expect(wrong(utf8("\n\n"))).toEqual([1, "file-empty"]);
    expect(wrong(bookOf(""))).toEqual([1, "file-empty"]);
    expect(wrong(bookOf("<row><c></row>"))).toEqual([1, "workbook-damaged (part XML)"]);
    expect(wrong(bookOf("<row><c><v>1</v></c></row>").slice(0, 300))).toEqual([1, "workbook-damaged (part ZIP)"]);
    expect(wrong(Uint8Array.of(0x61, 0xff, 0x62))).toEqual([1, "encoding-unknown"]);
    const yuan = Uint8Array.from([...utf8("holder\n"), 0xd4, 0xac, 0xce, 0xb0]);
    const two = openTables(Uint8Array.from([...yuan, 0x0a, 0xce, 0xb0]));
    expect("issue" in two && two.issue.params).toEqual({
      first: "UTF-8",
      firstSamples: "Ԭΰ, ΰ",
      second: "GB18030",
      secondSamples: "袁伟, 伟",
    });
    expect(wrong(yuan)).toEqual([1, "encoding: encoding-ambiguous (first UTF-8, firstSamples Ԭΰ, second GB18030, secondSamples 袁伟)"]);
    expect(openTables(yuan, "gb18030")).toEqual([
      { encoding: "gb18030", separator: ",", header: { line: 1, cells: ["holder"] }, records: [{ line: 2, cells: ["袁伟"] }] },
    ]);
  });

  test("is unpacked as far as it is wanted, whole across pieces, and not past a number of parts", () => {
    const text = Array.from({ length: 8_000 }, (_, count) => (count * 7_919).toString(36)).join(" ");
    const zip = zipSync({ a: strToU8(text), b: [strToU8(text), { level: 0 }], c: strToU8("c") });
    const parts = unzipParts(zip, (name) => name !== "c");
    expect([...parts.keys()]).toEqual(["a", "b"]);
    for (const part of parts.values()) expect(new TextDecoder().decode(part) === text).toBe(true);
    const many = (count: number) => zipped(Object.fromEntries(Array.from({ length: count }, (_, count) => [`p${count}`, ""])));
    expect(unzipParts(many(1_000), () => false).size).toBe(0);
    expect(() => unzipParts(many(1_001), () => false)).toThrow("workbook-too-many-parts");
    const stored = zipSync({ a: [strToU8("x".repeat(60)), { level: 0 }] });
    expect(() => unzipParts(stored.slice(0, 60), () => true)).toThrow("workbook-damaged");
    const spoiled = Uint8Array.from(zipSync({ a: strToU8(text) }));
    spoiled.fill(0xff, 40, 80);
    expect(() => unzipParts(spoiled, () => true)).toThrow("workbook-damaged");
  });
});

describe("numbers and days of spreadsheets", () => {
  test("have the digits that Excel shows, and no text becomes one", () => {
    const shown = {
      ...{ " 12.50 ": "12.5", "1.5E3": "1500", "1.5e+3": "1500", "12E-1": "1.2", "0.00": "0", "-0.0": "0", "00012": "12", "5E-60": "0" },
      ...{
        "100000000000000": "100000000000000",
        "1000000000000000": "1.00000E+15",
        "-1E+20": "-1.0E+20",
        "12345678901234567": "1.23456E+16",
      },
      ...{
        "0.1234567890123449": "0.123456789012345",
        "0.1234567890123444": "0.123456789012344",
        "0.1234567890123445": "0.123456789012345",
        "99999999999999.99": "100000000000000",
      },
      ...{
        "0.0009999999999999999": "0.001",
        "1E12345": "1E12345",
        abc: "abc",
        "1,5": "1,5",
        "1.": "1.",
        ".5": ".5",
        "--1": "--1",
        "1E": "1E",
      },
    };
    for (const [raw, text] of Object.entries(shown)) expect([raw, numberText(raw)]).toEqual([raw, text]);
  });

  test("of a calendar's serials are days between 1900 and 9999", () => {
    const days = ["61", "60", "2958465", "2958466", "46308.99", "x46308", "46308x", "-1", "46308.", "12345678"].map((raw) =>
      dayOfSerial(raw, false),
    );
    expect(days).toEqual(["1900-03-01", undefined, "9999-12-31", undefined, "2026-10-13", ...Array(5).fill(undefined)]);
    expect(dayOfSerial("61", true)).toBe("1904-03-02");
  });

  test("are days by format: those of Excel's own numbers, and codes with a year or a day outside of quotes", () => {
    const own = Array.from({ length: 60 }, (_, id) => id).filter((id) => isDateFormat(id, undefined));
    expect(own).toEqual([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
    for (const code of ["yyyy-mm-dd", "D/M", "[$-804]yyyy", 'd"x"']) expect(isDateFormat(0, code), code).toBe(true);
    for (const code of ["0.00", '0"day"', "[Red]0", "0\\d", "General", "h:mm", "", '"d""y"0'])
      expect(isDateFormat(14, code), code).toBe(false);
  });
});

describe("a table of text", () => {
  test("has its separator, by its first line or by what the header holds most of outside of quotes", () => {
    expect(parseTable("\n\na|b|c,d\n1|2|3").separator).toBe("|");
    expect(parseTable('"a,b,c";d').separator).toBe(";");
    expect(parseTable('"a "",,"" b";d').separator).toBe(";");
    expect(parseTable("a").separator).toBe(",");
    expect(parseTable("  \na;b").separator).toBe(";");
    expect(parseTable("").records).toEqual([]);
    expect(parseTable("sep=;").records).toEqual([]);
    expect(parseTable("xsep=;\na,b").records).toHaveLength(2);
    expect(parseTable("sep=;x\na,b").records).toHaveLength(2);
    expect(parseTable("a,b\nsep=;").records).toHaveLength(2);
  });

  test("counts its lines by any kind of line end, and leaves out what is blank", () => {
    expect(parseTable("a\rb\r\nc\nd\n  \n,,\n").records.map((record) => record.line)).toEqual([1, 2, 3, 4]);
    expect(parseTable(" a ,\tb ").records).toEqual([{ line: 1, cells: ["a", "b"] }]);
    expect(parseTable(' a , "b ""c""" ').records).toEqual([{ line: 1, cells: ["a", 'b "c"'] }]);
  });

  test("holds records of up to a hundred lines in quotes; one with more has a quote left open", () => {
    const record = (lines: number) => parseTable(`a,"${"x\n".repeat(lines - 1)}x",b\nc`).records;
    expect(record(100)).toMatchObject([{ line: 1, cells: ["a", expect.any(String), "b"] }, { line: 101 }]);
    expect(record(101)[0]).toEqual({ line: 1, issue: issue("", "quotes-unbalanced") });
    // Lines that make no record together stand for themselves.
    expect(parseTable('a,"b\nc" x,d\ne,f').records).toEqual([
      { line: 1, issue: issue("", "quotes-unbalanced") },
      { line: 2, issue: issue("", "quotes-unbalanced") },
      { line: 3, cells: ["e", "f"] },
    ]);
    expect(parseTable('a,"b" x\nc').records).toEqual([
      { line: 1, issue: issue("", "quotes-unbalanced") },
      { line: 2, cells: ["c"] },
    ]);
  });
});

describe("columns", () => {
  const COLUMNS = { name: { names: ["姓名", "full name"] }, amount: { names: ["金额"] }, note: { names: [], isOptional: true } };
  const read = (text: string) => readColumns(utf8(text), COLUMNS);
  const linesOf = (text: string) => {
    const result = read(text);
    return "lines" in result ? result.lines : result;
  };

  test("are found by names in one language or both, without case, spaces, hyphens and underscores", () => {
    for (const header of ["姓名 Name,金额 Amount", "姓名/Name,金额/AMOUNT", "FULL-name,a_mount", "姓名（员） name,金额"])
      expect([header, linesOf(`${header}\nli,5`)]).toEqual([header, [{ line: 2, values: { name: "li", amount: "5" } }]]);
    // The name in one language is enough, whatever stands in the other's place, but not in the midst of a word.
    for (const header of ["名 name,金额", "（必填）姓名 name,金额", "1姓 / name,金额"])
      expect([header, linesOf(`${header}\nli,5`)]).toEqual([header, [{ line: 2, values: { name: "li", amount: "5" } }]]);
    expect(linesOf("x姓名 name,金额\nli,5")).toMatchObject({ issue: { code: "columns-expected" } });
    expect(comparableName("Ａ b-C_d\t")).toBe("abcd");
    expect(linesOf("name,amount,Note\nli,5,x")).toEqual([{ line: 2, values: { name: "li", amount: "5", note: "x" } }]);
  });

  test("that are missing or stand twice refuse the file, by both names where there are two", () => {
    const expected = issue("header", "columns-expected", { columns: "name (姓名), amount (金额)" });
    expect(read("name\nli")).toEqual({ line: 1, issue: expected });
    expect(read("\n\nnote\nli")).toEqual({ line: 3, issue: expected });
    expect(read('"name,amount\nli,5')).toEqual({ line: 1, issue: expected });
    expect(read("name,amount,金额\nli,5,6")).toEqual({ line: 1, issue: issue("header", "column-twice", { column: "amount" }) });
    expect(read("name,toString\nli,5")).toEqual({ line: 1, issue: expected });
    // A column that is called one thing only is told by that.
    const { issue: own } = readColumns(utf8("other"), { id: { names: [] } }) as { readonly issue: unknown };
    expect(own).toEqual(issue("header", "columns-expected", { columns: "id" }));
  });

  test("of a file that can't be read are not looked for, and a line that can't be read keeps its place among the others", () => {
    expect(read("")).toEqual({ line: 1, issue: issue("", "file-empty") });
    expect(readColumns(Uint8Array.of(0x61, 0xff, 0x62), COLUMNS)).toEqual({ line: 1, issue: issue("", "encoding-unknown") });
    expect(linesOf('name,amount\nli,5\n"wu"x,6\nbo,7')).toEqual([
      { line: 2, values: { name: "li", amount: "5" } },
      { line: 3, issue: issue("", "quotes-unbalanced") },
      { line: 4, values: { name: "bo", amount: "7" } },
    ]);
  });

  test("that mean nothing here are ignored and told, cut, and never a number that may be an account's", () => {
    const long = "x".repeat(41);
    expect(read(`name,amount,${long},6222020200112233453,other\nli,5,1,2,3`)).toEqual({
      ...{ encoding: "utf-8", separator: ",", ignored: [long.slice(0, 40), "…", "other"] },
      lines: [{ line: 2, values: { name: "li", amount: "5" } }],
    });
  });

  test("that are needed and empty make a line that is left out, unless a value stands under no name", () => {
    expect(linesOf("name,amount,,note,other\nli,5,,,\n,,,sum,total\n,,x,,\nwu,,,,")).toEqual([
      { line: 2, values: { name: "li", amount: "5", note: "" } },
      { line: 4, issue: issue("", "column-unnamed", { column: 3 }) },
      { line: 5, values: { name: "wu", amount: "", note: "" } },
    ]);
    expect(linesOf(",name,amount\nx,li,5\n,wu,6")).toEqual([
      { line: 2, issue: issue("", "column-unnamed", { column: 1 }) },
      { line: 3, values: { name: "wu", amount: "6" } },
    ]);
    expect(linesOf("name,amount\nli,5,6\nli")).toEqual([
      { line: 2, issue: issue("", "column-unnamed", { column: 3 }) },
      { line: 3, values: { name: "li", amount: "" } },
    ]);
  });

  test("of a workbook are read from every sheet that has them, each ignored name once", () => {
    const sheet = (...rows: readonly (readonly string[])[]) =>
      `<worksheet><sheetData>${rows.map((cells) => `<row>${cells.map((text) => `<c t="str"><v>${text}</v></c>`).join("")}</row>`).join("")}</sheetData></worksheet>`;
    const ids = [1, 2, 3, 4];
    const parts = {
      "xl/workbook.xml": `<workbook><sheets>${ids.map((id) => `<sheet name="S${id}" r:id="r${id}"/>`).join("")}</sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `<R>${ids.map((id) => `<R Id="r${id}" Target="worksheets/${id}.xml"/>`).join("")}</R>`,
      "xl/worksheets/1.xml": sheet(["summary"], ["x"]),
      "xl/worksheets/2.xml": sheet(["name", "amount", "other"], ["li", "5"]),
      "xl/worksheets/3.xml": sheet(["amount", "other", "name"], ["6", "", "wu"]),
      "xl/worksheets/4.xml": sheet(),
    };
    expect(readColumns(zipped(parts), COLUMNS)).toEqual({
      ...{ encoding: "xlsx", separator: ",", ignored: ["other"], sheets: ["S2", "S3"] },
      lines: [
        { line: 2, sheet: "S2", values: { name: "li", amount: "5" } },
        { line: 2, sheet: "S3", values: { name: "wu", amount: "6" } },
      ],
    });
  });

  test("tell what a spreadsheet left around a value", () => {
    for (const cell of ['="0012"', '=""']) expect(damageOf(cell), cell).toBe("spreadsheet-formula");
    for (const cell of ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"])
      expect(damageOf(cell), cell).toBe("formula-without-value");
    for (const cell of ["'12", "\u20181", "\u20191", "`1"]) expect(damageOf(cell), cell).toBe("spreadsheet-apostrophe");
    for (const cell of ["", "=1+1", 'x="1"', '="1"x', '="a"b"', "x#N/A", "#N/A x", "#OTHER!", "'ab", "1'2"])
      expect(damageOf(cell), cell).toBeUndefined();
    expect(linesOf("name,amount\nli,#N/A")).toEqual([{ line: 2, issue: issue("amount", "formula-without-value") }]);
  });

  test("are kept with how their file was read", () => {
    const source = { encoding: "xlsx", separator: ";", ignored: ["a"] };
    expect(fileSourceSchema.parse(source)).toEqual(source);
    for (const encoding of TEXT_ENCODINGS) expect(fileSourceSchema.safeParse({ ...source, encoding }).success).toBe(true);
    for (const given of [{ encoding: "latin1" }, { separator: "/" }, { ignored: [1] }, { more: 1 }])
      expect(fileSourceSchema.safeParse({ ...source, ...given }).success).toBe(false);
    expect([...TEXT_ENCODINGS, "xlsx" as const].map(nameOfEncoding)).toEqual(["UTF-8", "UTF-16 LE", "UTF-16 BE", "GB18030", "XLSX"]);
    expect(nameOfEncoding("utf-16le")).toBe("UTF-16 LE");
  });
});

describe("encodings", () => {
  test("that a person chose are the only ones tried; a mark that says otherwise is told", () => {
    expect(decodeText(utf8("张伟"), "gb18030")).toMatchObject({ kind: "decoded", encoding: "gb18030" });
    expect(decodeText(Uint8Array.of(0x41, 0), "utf-16le")).toEqual({ kind: "decoded", text: "A", encoding: "utf-16le" });
    expect(decodeText(utf8("\ufeffa"), "utf-8")).toEqual({ kind: "decoded", text: "a", encoding: "utf-8" });
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x41, 0), "utf-8")).toEqual({
      kind: "refused",
      issue: issue("", "encoding-mark-differs", { marked: "UTF-16 LE", chosen: "UTF-8" }),
    });
    expect(decodeText(Uint8Array.of(0xff), "utf-8")).toEqual({
      kind: "refused",
      issue: issue("", "encoding-broken", { encoding: "UTF-8" }),
    });
  });

  test("that make control or private characters of the bytes are not meant", () => {
    // é in UTF-8 is a private character of GB18030's, or none of Chinese.
    expect(decodeText(Uint8Array.of(0x61, 0xc3, 0xa9, 0x2c))).toMatchObject({ kind: "ambiguous" });
    expect(decodeText(utf8("a\u0085b"))).toMatchObject({ kind: "decoded", encoding: "gb18030" });
    expect(decodeText(utf8("plain"))).toEqual({ kind: "decoded", text: "plain", encoding: "utf-8" });
    expect(decodeText(utf8("张伟\nü"))).toMatchObject({ kind: "decoded", encoding: "utf-8" });
  });

  test("of Chinese in UTF-8 are certain where GB18030 would make rare characters of a run with three bytes each", () => {
    /** A character of three bytes, with others around it. */
    const kindOf = (bytes: readonly number[]) => decodeText(Uint8Array.from(bytes)).kind;
    const hao = [0xe5, 0xa5, 0xbd];
    const following = (...bytes: number[]) => kindOf([...bytes, ...hao]);
    expect([0xa0, 0xaa, 0xaf].map((third) => following(0xe4, 0xbd, third))).toEqual(Array(3).fill("decoded"));
    expect([0xa1, 0xa9, 0xb0, 0xbf].map((third) => following(0xe4, 0xbd, third))).toEqual(Array(4).fill("ambiguous"));
    expect([following(0xe4, 0xa0, 0xb0), following(0xe4, 0xa1, 0xb0)]).toEqual(["decoded", "ambiguous"]);
    // Runs are apart where ASCII stands between them: one of two bytes that would be rare says nothing of another.
    const [long, rare] = [
      [0xe4, 0xbd, 0xb0, ...hao],
      [0xc3, 0xa0],
    ];
    expect([kindOf(rare), kindOf([...long, ...rare]), kindOf([...rare, ...long])]).toEqual(["ambiguous", "decoded", "decoded"]);
    expect([kindOf([...long, 0x2c, ...rare]), kindOf([...rare, 0x2c, ...long]), kindOf([...rare, 0x2c, ...long, 0x2c, ...rare])]).toEqual([
      ...Array(3).fill("ambiguous"),
    ]);
    expect(kindOf([...long, ...rare, 0x2c, ...rare])).toBe("decoded");
  });

  test("of other scripts and emoji in UTF-8 are certain too, where a long character begins the run", () => {
    for (const text of ["กก", "कक", "\u{1f600}", "a\u{1f600}b"])
      expect(decodeText(utf8(text)), text).toEqual({ kind: "decoded", text, encoding: "utf-8" });
  });

  test("of two bytes without a mark need a zero byte for twenty of ASCII: fewer are a damaged text", () => {
    /** A text in pairs of which some have a zero byte, and others are ASCII twice. */
    const pairs = (zeros: number, ascii: number) =>
      Uint8Array.from([...Array(zeros).fill([0x2c, 0]), ...Array(ascii).fill([0x61, 0x61])].flat());
    expect(decodeText(pairs(2, 19))).toMatchObject({ kind: "decoded", encoding: "utf-16le" });
    expect(decodeText(pairs(2, 20))).toMatchObject({ kind: "refused", issue: { code: "zero-bytes" } });
    // Chinese in UTF-16 has few zero bytes, and few of ASCII.
    const chinese = Uint8Array.from([0x2c, 0, ...Array(60).fill(0x99)]);
    expect(decodeText(chinese)).toEqual({ kind: "decoded", text: `,${"\u9999".repeat(30)}`, encoding: "utf-16le" });
  });

  test("have a mark only where all of its bytes stand", () => {
    const encodingOf = (...bytes: number[]) => {
      const decoded = decodeText(Uint8Array.from(bytes));
      return decoded.kind === "decoded" ? decoded.encoding : decoded.kind;
    };
    expect([encodingOf(0xef, 0xbb, 0xbf, 0x61), encodingOf(0xff, 0xfe, 0x61, 0), encodingOf(0xfe, 0xff, 0, 0x61)]).toEqual([
      ...["utf-8", "utf-16le", "utf-16be"],
    ]);
    // Chinese alone has no zero byte: the mark says it.
    for (const bytes of [
      [0xff, 0xfe, 0x20, 0x5f, 0x1f, 0x4f],
      [0xfe, 0xff, 0x5f, 0x20, 0x4f, 0x1f],
    ])
      expect(decodeText(Uint8Array.from(bytes))).toMatchObject({ kind: "decoded", text: "张伟" });
    // In GB18030 these are characters.
    expect([encodingOf(0xef, 0xbb, 0xb0, 0xa1), encodingOf(0xb0, 0xbb, 0xbf, 0xa1), encodingOf(0xef, 0xb0, 0xbf, 0xa1)]).toEqual([
      ...["gb18030", "gb18030", "gb18030"],
    ]);
    expect([encodingOf(0x61, 0xfe), encodingOf(0xfe, 0x61), encodingOf(0x61, 0xff)]).toEqual(["refused", "gb18030", "refused"]);
    expect([encodingOf(0x61, 0, 0), encodingOf(0, 0x61, 0, 0x62), encodingOf(0x61, 0, 0x62, 0, 0x63)]).toEqual([
      "utf-8",
      "utf-16be",
      "refused",
    ]);
  });

  test("to choose from are told by a few words, without digits, each once", () => {
    const words = ["äa", "öb 12", "üc", "äa", "éd", "èe", "êf", "ñg"].join("\n");
    const decoded = decodeText(utf8(words));
    expect(decoded.kind === "ambiguous" && decoded.choices[0]).toEqual({ encoding: "utf-8", samples: ["äa", "öb", "üc", "éd", "èe"] });
    const long = decodeText(utf8(`${"é".repeat(50)}`));
    expect(long.kind === "ambiguous" && long.choices.map(({ samples }) => samples[0]?.length)).toEqual([40, 40]);
  });
});

test("uploaded files: of a workbook of which two sheets are read, what is wrong with a line names its sheet; of one sheet it doesn't", () => {
  const sheet = (value: string) =>
    `<worksheet><sheetData><row r="1"><c t="str"><v>id</v></c></row><row r="2"><c t="str"><v>${value}</v></c></row></sheetData></worksheet>`;
  const rels = ["1", "2"].map((id) => `<Relationship Id="rId${id}" Target="worksheets/sheet${id}.xml"/>`);
  const book = (names: readonly string[]) =>
    zipped({
      "xl/workbook.xml": `<workbook><sheets>${names.map((name, index) => `<sheet name="${name}" r:id="rId${index + 1}"/>`).join("")}</sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `<Relationships>${rels.join("")}</Relationships>`,
      "xl/worksheets/sheet1.xml": sheet("good"),
      "xl/worksheets/sheet2.xml": sheet("bad"),
    });
  const format: LineFormat<"id", { readonly id: string }> = {
    columns: { id: { names: [] } },
    parse: ({ id }) => (id === "bad" ? { issues: [issue("id", "missing")] } : { line: { id }, issues: [] }),
    keyOf: ({ id }) => id,
    repeated: (earlier) => issue("", "row-repeated", { ...earlier }),
  };
  const wrongOf = (names: readonly string[]) => parseLines(book(names), "a.xlsx", format).wrong;
  expect(wrongOf(["一月", "二月"])).toEqual([{ line: 2, issues: [issue("", "in-sheet", { sheet: "二月" }), issue("id", "missing")] }]);
  expect(wrongOf(["一月", "6222021234567894"])[0]?.issues[0]).toEqual(issue("", "in-sheet", { sheet: "…" }));
  expect(wrongOf(["一月"])).toEqual([]);
});

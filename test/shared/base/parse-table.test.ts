import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readColumns } from "../../../shared/base/csv/parse-columns.ts";
import { parseTable } from "../../../shared/base/csv/parse-table.ts";
import { describeIssue, issue } from "../../../shared/base/issues/issue.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

test("parse table: records hold line breaks in quotes, and are numbered by the line that they begin in", () => {
  expect(parseTable('a,b\r\n1,"x\r\ny"\r\n\r\n"say ""hi"", you",2\r\n')).toEqual({
    separator: ",",
    records: [
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1", "x\ny"] },
      { line: 5, cells: ['say "hi", you', "2"] },
    ],
  });
});

test("parse table: a quote left open spoils its own line alone", () => {
  const { records } = parseTable('a,b\n1,"x\n2,y\n3,"z"\n4,w');
  expect(records.filter((record) => "issue" in record).map(({ line }) => line)).toEqual([2]);
  expect(records.filter((record) => "cells" in record).map(({ line }) => line)).toEqual([1, 3, 4, 5]);
});

test("parse table: Excel's first line names the separator, and else it is what the header holds most of", () => {
  for (const text of ["sep=;\na;b,c", '"sep=;"\r\na;b,c', "SEP=;\na;b,c"])
    expect(parseTable(text)).toMatchObject({ separator: ";", records: [{ line: 2, cells: ["a", "b,c"] }] });
  for (const separator of [",", ";", "\t", "|"]) expect(parseTable(["a", "b", "c"].join(separator)).separator).toBe(separator);
  expect(parseTable('"a;b;c;d",e\n').separator).toBe(",");
});

test("parse table: whatever csv-stringify writes comes back, with any separator", () => {
  const cell = fc
    .string({ unit: fc.constantFrom("a", "1", '"', ",", ";", "\n", " ", "张", "\t", "|") })
    .map((text) => text.trim().replace(/"\s+|\s+"/g, '"'));
  const rows = fc.array(fc.tuple(fc.constant("x"), cell, cell), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(rows, fc.constantFrom(",", ";", "\t", "|"), (written, delimiter) => {
      const text = `sep=${delimiter}\n${stringify(written, { delimiter, quoted: true })}`;
      expect(parseTable(text).records.map((record) => ("cells" in record ? record.cells : record))).toEqual(written);
    }),
  );
});

const COLUMNS = { name: { names: ["姓名"] }, amount: { names: ["金额", "金额(元)"], isOptional: true } };

test("parse table: columns are found in any order, by either language, whatever their width and case; others are ignored and told", () => {
  const read = readColumns(utf8("流水号,金额（元）,ＮＡＭＥ,备注\n1,2,li,x\n"), COLUMNS);
  expect(read).toEqual({
    encoding: "utf-8",
    separator: ",",
    ignored: ["流水号", "备注"],
    lines: [{ line: 2, values: { name: "li", amount: "2" } }],
  });
  expect(readColumns(utf8("_Name \nli"), COLUMNS)).toMatchObject({ lines: [{ values: { name: "li" } }] });
  expect(readColumns(utf8("姓名,name\nli,wang"), COLUMNS)).toEqual({ line: 1, issue: issue("header", "column-twice", { column: "name" }) });
  expect(readColumns(utf8("amount\n1"), COLUMNS)).toEqual({
    line: 1,
    issue: issue("header", "columns-expected", { columns: "name (姓名)" }),
  });
  expect(readColumns(utf8("6222020200112233446,name\nx,li"), COLUMNS)).toMatchObject({ ignored: ["…"] });
});

test("parse table: a cell more than the header has, and what a spreadsheet left around a value, are told by line", () => {
  const read = readColumns(utf8('name,amount\nli,1,234.50\n"=""0012""",1\n\'0012,1\nwang,2'), COLUMNS);
  const lines = "lines" in read ? read.lines : [];
  expect(lines.map((each) => [each.line, "issue" in each ? describeIssue(each.issue) : undefined])).toEqual([
    [2, "column-unnamed (column 3)"],
    [3, "name: spreadsheet-formula"],
    [4, "name: spreadsheet-apostrophe"],
    [5, undefined],
  ]);
});

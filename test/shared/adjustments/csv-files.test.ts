import { expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { readAdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import { readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import { briefs } from "../../support/issues.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("csv files: a file of adjustments is read by its columns' names, in any order and either language", () => {
  const english = "advisorId,month,amount,reason,evidence\nli,2026-06,-1234.50,late fee,T-1\n\n";
  const chinese = '﻿月份;金额;顾问编号;依据;原因\r\n2026-06;100;li;T-1;"奖励;春节"\r\n';
  expect(readAdjustmentsFile(bytes(english), "a.csv", "CNY")).toEqual({
    fileName: "a.csv",
    lines: [{ line: 2, entry: { advisorId: "li", month: "2026-06", amount: -123_450, reason: "late fee", evidence: "T-1" } }],
    wrong: [],
    source: { encoding: "utf-8", separator: ",", ignored: [] },
  });
  expect(readAdjustmentsFile(bytes(chinese), "b.csv", "CNY").lines.map(({ entry }) => entry)).toEqual([
    { advisorId: "li", month: "2026-06", amount: 10_000, reason: "奖励;春节", evidence: "T-1" },
  ]);
});

test("csv files: each wrong line of adjustments says what is wrong with it, in both languages, and the others are read", () => {
  const file = [
    "advisorId,month,amount,reason,evidence",
    "li,2026-06,10,prize,T-1",
    "li,2026-06,10.00,prize,T-2",
    "li,Jun-26,10,prize,T-1",
    "li,2026-06,0,prize,T-1",
    "li,2026-06,1.005,prize,T-1",
    "li,2026-06,5, ,T-1",
    "li,2026-06,5,prize,",
    "li,2026-06,6,pay to 4111 1111 1111 1111,T-1",
    ",2026-06,5,prize,T-1",
    "li,2026-06,5,prize,T-1,more",
    'li,2026-06,5,"prize,T-1',
  ].join("\n");
  const { lines, wrong } = readAdjustmentsFile(bytes(file), "a.csv", "CNY");
  expect(lines.map(({ line }) => line)).toEqual([2]);
  expect(wrong.map(({ line, issues }) => [line, briefs(issues)])).toEqual([
    [3, ["adjustment-row-repeated"]],
    [4, ["month: month-expected"]],
    [5, ["amount: amount-zero"]],
    [6, ["amount: amount-ambiguous"]],
    [7, ["reason: reason-missing"]],
    [8, ["evidence: evidence-missing"]],
    [9, ["reason: account-in-text"]],
    [10, ["advisorId: too-short"]],
    [11, ["column-unnamed"]],
    [12, ["quotes-unbalanced"]],
  ]);
  for (const issue of wrong.flatMap(({ issues }) => issues)) expect(issueFormatIn("zh")(issue)).toMatch(/\p{Script=Han}/u);
});

test("csv files: a file of payees is read; the numbers that spreadsheets rounded, and whoever stands in it twice, are told", () => {
  const file = [
    "advisorId,holder,account,bankCode,bankName",
    "li,李娜,6222 0202 0011 2233 440,102100099996,工商银行",
    "wang,王伟,DE89370400440532013000,COBADEFFXXX,",
    "zhao,赵敏,6.22202E+18,102100099996,",
    "li,李娜,6222020200112233440,102100099996,",
  ].join("\n");
  const { lines, wrong } = readPayeesFile(bytes(file), "p.csv");
  expect(lines.map(({ advisorId, accountLast4, details }) => [advisorId, accountLast4, details.account])).toEqual([
    ["li", "3440", "6222020200112233440"],
    ["wang", "3000", "DE89370400440532013000"],
  ]);
  expect(wrong.map(({ line }) => line)).toEqual([4, 5]);
  expect(wrong[1]?.issues).toEqual([issue("advisorId", "row-repeated", { line: 2 })]);
});

test("csv files: no reason of a file of payees holds anything that stood in it", () => {
  const ACCOUNT = "6217000010012345678";
  const spoiled = [
    `advisorId,holder,account,bankCode\nli,李娜,"${ACCOUNT}" x,1021`,
    `advisorId,holder,account,bankCode\nli,李娜,"${ACCOUNT},1021`,
    `advisorId,holder,account,bankCode\nli,李娜,DE88${ACCOUNT}99999999999999999,1021,${ACCOUNT}`,
    `advisorId,holder,account,${ACCOUNT}\nli,李娜,x,1021`,
    `${ACCOUNT}`,
    `advisorId,holder,account,bankCode\n${"7".repeat(200)}${ACCOUNT},李娜,${ACCOUNT}é,${ACCOUNT}`,
  ];
  for (const text of spoiled) {
    const { lines, wrong } = readPayeesFile(bytes(text), "p.csv");
    expect(lines).toEqual([]);
    expect(wrong.length).toBeGreaterThan(0);
    expect(JSON.stringify(wrong)).not.toContain(ACCOUNT.slice(0, 8));
    expect(JSON.stringify(wrong)).not.toContain("李娜");
    for (const each of wrong.flatMap(({ issues }) => issues)) expect(issueFormatIn("zh")(each)).toMatch(/\p{Script=Han}/u);
  }
});

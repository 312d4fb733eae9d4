import { expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import type { Language } from "../../../shared/base/language.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { bankReportWordsOf } from "../../../shared/payouts/bank-reports/messages.ts";
import {
  type BankReportEntry,
  ENTRY_MATCHES,
  type EntryMatch,
  matchedEntriesCodec,
  SETTLED_MATCHES,
} from "../../../shared/payouts/bank-reports/model/bank-report.ts";
import { entriesTable, recordedTable } from "../../../shared/payouts/bank-reports/views/bank-reports-view.ts";
import { momentWriterFor } from "../../../shared/ui/writer.ts";

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
const LANGUAGES = ["en", "zh"] as const satisfies readonly Language[];
const entry = (given: Partial<BankReportEntry>): BankReportEntry => ({
  number: 1,
  reference: "FENRUN-2026-10-1",
  isWhole: true,
  kind: "rejected",
  ...given,
});

/** What a table of one entry says, as one text. */
function told(given: Partial<BankReportEntry>, match: EntryMatch, language: Language, ours?: { count: number; amount: bigint }): string {
  const table = entriesTable(
    "t",
    [{ entry: entry(given), match, ...(ours && { ours }) }],
    momentWriterFor(AGENCY, language, issueFormatIn(language)),
  );
  if (table.kind !== "table") throw new Error("expected a table");
  return table.rows.flatMap(({ cells }) => cells.flatMap(({ text, note }) => [text, note ?? ""])).join(" | ");
}

test.each(LANGUAGES)("what needs a person says why and what to do (%s)", (language) => {
  const words = bankReportWordsOf(language);
  for (const match of ENTRY_MATCHES.filter((each) => !SETTLED_MATCHES.has(each))) {
    expect([match, words.advice[match]?.length ?? 0]).not.toEqual([match, 0]);
    expect(told({}, match, language)).toContain(words.matches[match]);
  }
});

test("bank reports view: an entry shows its level, its reason in words, and our count and sum beside the bank's", () => {
  const given = { level: "batch", code: "AM05", note: "sent before", amount: 36_001n, currency: "CNY", count: 2 } as const;
  const ours = { count: 3, amount: 36_000n };
  const en = told(given, "duplicate", "en", ours);
  for (const text of [
    "batch level",
    "received before by the bank: a duplicate (AM05)",
    "sent before",
    "the bank: 2 payments",
    "ours: 3 payments, ",
  ])
    expect(en).toContain(text);
  const zh = told(given, "count-differs", "zh", ours);
  for (const text of ["批次层", "银行已收到过，属重复提交（AM05）", "银行：2 笔", "我方：3 笔，"]) expect(zh).toContain(text);
  expect(told({ wrongAmount: "19888.830000001" }, "amount-differs", "en")).toContain("19888.830000001");
  expect(told({ kind: "unknown", code: "UNREAD", reference: "README.txt", isWhole: false }, "no-such-reference", "zh")).toContain(
    "不是银行回执",
  );
});

test("bank reports view: an entry of a table is told by its sheet and row, another one by its number", async () => {
  const csv = `reference,outcome\n\nFR-1,paid\n`;
  const read = await parseBankReport(new TextEncoder().encode(csv), "bank.csv", "CNY");
  expect(read.ok && read.value.entries).toMatchObject([{ number: 1, line: 3 }]);
  expect(told({ isWhole: false, number: 1, line: 3, sheet: "Shanghai" }, "applies", "en")).toContain("Shanghai; row 3");
  expect(told({ isWhole: false, number: 1, line: 3 }, "applies", "zh")).toContain("第 3 行");
  expect(told({ isWhole: false, number: 7 }, "applies", "zh")).toContain("序号 7");
});

test("bank reports view: what would be recorded is told by outcome, with its sum", () => {
  const nothing = { count: 0, amount: 0n };
  const recorded = { paid: { count: 2, amount: 100n }, rejected: { count: 1, amount: 50n }, returned: nothing };
  const table = recordedTable(recorded, momentWriterFor(AGENCY, "en", issueFormatIn("en")));
  if (table.kind !== "table") throw new Error("expected a table");
  expect(table.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ["Paid", "2", "1.00"],
    ["Rejected", "1", "0.50"],
    ["Total", "3", "1.50"],
  ]);
});

test("bank reports view: kept entries are read back as they were, and what isn't one is refused", () => {
  const matched = [
    {
      entry: entry({ amount: 5n, count: -1, charges: 1n, isGainsaid: true }),
      match: "levels-disagree" as const,
      ours: { count: 3, amount: 9n },
    },
  ];
  expect(matchedEntriesCodec.decode(matchedEntriesCodec.encode(matched))).toEqual(matched);
  for (const [from, to] of [
    ['"rejected"', '"constructor"'],
    ['"levels-disagree"', '"toString"'],
    ['"amount":5', '"amount":"5"'],
    ['"number":1', '"more":1'],
  ])
    expect(() => matchedEntriesCodec.decode(matchedEntriesCodec.encode(matched).replace(from ?? "", to ?? ""))).toThrow(
      /can't be read .*bring back what was stored/,
    );
});

test("bank reports view: why a file is refused is told in Chinese too", async () => {
  for (const bytes of [
    new TextEncoder().encode("<a/>"),
    new Uint8Array([0x1f, 0x8b, 1]),
    new Uint8Array([0x50, 0x4b, 3, 4, 9]),
    new Uint8Array(4_000_001),
  ]) {
    const read = await parseBankReport(bytes, "a", "CNY");
    expect(read.ok ? "" : read.issues.map((issue) => issueFormatIn("zh")(issue)).join()).toMatch(/[一-龥]/);
    const ofLine = { path: "amount", line: 7, code: "amount-too-large", params: {} } as const;
    expect(issueFormatIn("zh")(ofLine)).toBe("第 7 行：amount：金额过大；请检查");
  }
});

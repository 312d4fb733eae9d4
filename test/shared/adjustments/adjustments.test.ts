import { describe, expect, test } from "vitest";
import { adjustmentIdOf, counteredBy, counterIdOf, isAdjustmentsContent, originOf } from "../../../shared/adjustments/model/content.ts";
import { ADJUSTMENT_COLUMNS, readAdjustment, readAdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import { isPayeesContent } from "../../../shared/payees/model/content.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("an adjustment's id", () => {
  test("follows from its proposal and place, and says where it stems from", () => {
    expect(adjustmentIdOf("p-7", {}, 0)).toBe("m-p-7-1");
    expect(originOf("m-p-7-12")).toEqual({ proposalId: "p-7", number: 12 });
    expect([originOf("m-p-7-5")?.number, originOf("m-p-7-123")?.number]).toEqual([5, 123]);
    for (const id of ["m-p-7-0", "m-p-7-", "m--1x", "xm-p-7-1", "m-p-7-1-counter", "m-p-7-1x", "payroll-1"])
      expect(originOf(id), id).toBeUndefined();
  });

  test("of a counter-adjustment follows from the one that it undoes, so nothing is undone twice", () => {
    expect(adjustmentIdOf("p-7", { counters: "m-p-6-1" }, 3)).toBe("m-p-6-1-counter");
    expect(counterIdOf("x")).toBe("x-counter");
    expect([counteredBy("x-counter"), counteredBy("x"), counteredBy("x-counter-1")]).toEqual(["x", undefined, undefined]);
  });
});

describe("an adjustment as it is typed", () => {
  const typed = { advisorId: " li ", month: " 2026/6 ", amount: "-12.34", reason: " late fee ", evidence: " T-1 " };
  const read = (given: object, currency = "CNY") => readAdjustment({ ...typed, ...given }, currency);

  test("is put right: blanks, the month's form, the amount in minor units of its currency", () => {
    const entry = { advisorId: "li", month: "2026-06", amount: -1_234, reason: "late fee", evidence: "T-1" };
    expect(read({})).toEqual({ entry, issues: [] });
    expect(read({ amount: "1,234.50" }).entry?.amount).toBe(123_450);
    expect(read({ amount: "1234" }, "JPY").entry?.amount).toBe(1_234);
    expect(read({})).not.toHaveProperty("entry.kind");
  });

  test("writes a debt off by any of that kind's names; another kind is none", () => {
    for (const kind of ["writeOff", " WRITEOFF ", "write-off", "核销", "核销欠款"])
      expect([kind, read({ kind, amount: "5" }).entry?.kind]).toEqual([kind, "writeOff"]);
    for (const kind of ["", "  "]) expect(read({ kind }).entry).not.toHaveProperty("kind");
    expect(read({ kind: "gift" })).toEqual({ issues: [issue("kind", "adjustment-kind-expected")] });
  });

  test("says all that is wrong with it at once, and a wrong amount hides nothing else", () => {
    const { entry, issues } = read({ amount: "1.2.3", reason: "", evidence: "" });
    expect(entry).toBeUndefined();
    expect(issues.map(({ path }) => path)).toEqual(["reason", "evidence", "amount"]);
    expect(read({ amount: "0" }).issues).toEqual([issue("amount", "amount-zero")]);
    expect(read({ month: "June" }).issues).toMatchObject([{ path: "month", code: "month-expected" }]);
    expect(read({ advisorId: "" }).issues[0]).toEqual(issue("advisorId", "too-short", { minimum: 1 }));
  });
});

describe("a file of adjustments", () => {
  test("is read by each of its columns' names", () => {
    const names = Object.entries(ADJUSTMENT_COLUMNS).map(([column, { names }]) => [column, ...names]);
    const most = Math.max(...names.map(({ length }) => length));
    for (let place = 0; place < most; place += 1) {
      const header = names.map((each) => each[place] ?? each[0]);
      const { lines, wrong } = readAdjustmentsFile(bytes(`${header.join(",")}\nli,2026-06,5,debt,T-1,核销`), "a.csv", "CNY");
      expect([header, wrong, lines.map(({ entry }) => entry.kind)]).toEqual([header, [], ["writeOff"]]);
    }
  });

  test("refuses the same line twice, and takes one that differs in advisor, month, amount or reason", () => {
    const lines = ["li,2026-06,5,prize,T-1", "li,2026-06,5,prize,T-2", "wu,2026-06,5,prize,T-1", "li,2026-07,5,prize,T-1"];
    const file = ["advisorId,month,amount,reason,evidence", ...lines, "li,2026-06,6,prize,T-1", "li,2026-06,5,other,T-1"].join("\n");
    const read = readAdjustmentsFile(bytes(file), "a.csv", "CNY");
    expect(read.lines.map(({ line }) => line)).toEqual([2, 4, 5, 6, 7]);
    expect(read.wrong).toEqual([{ line: 3, issues: [issue("", "adjustment-row-repeated", { line: 2 })] }]);
  });

  test("that can't be read as a whole says why, and which encodings there are to choose from", () => {
    const wrong = readAdjustmentsFile(bytes("a\n1"), "a.csv", "CNY");
    expect(wrong).toMatchObject({
      fileName: "a.csv",
      lines: [],
      wrong: [{ line: 1, issues: [{ path: "header", code: "columns-expected" }] }],
    });
    expect(wrong).not.toHaveProperty("choices");
    const yuan = Uint8Array.from([
      ...bytes("advisorId,month,amount,reason,evidence\nli,2026-06,5,"),
      0xd4,
      0xac,
      0xce,
      0xb0,
      ...bytes(",T-1"),
    ]);
    expect(readAdjustmentsFile(yuan, "a.csv", "CNY").choices).toHaveLength(2);
    expect(readAdjustmentsFile(yuan, "a.csv", "CNY", "gb18030").lines[0]?.entry.reason).toBe("袁伟");
  });
});

test("adjustments: a proposal's content is of them, or of payees, by its kind alone", () => {
  const kinds = ["adjustments", "payees", "plan", ""].map((kind) => ({ kind }));
  expect(kinds.map(isAdjustmentsContent)).toEqual([true, false, false, false]);
  expect(kinds.map(isPayeesContent)).toEqual([false, true, false, false]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScoresContent } from "../../../shared/scores/model/content.ts";
import { readScoresFile, type ScoresFile } from "../../../shared/scores/model/parse-file.ts";
import { numberedAfter } from "../../../shared/scores/steps/submit-scores.ts";
import { briefs } from "../../support/issues.ts";

const fileOf = (text: string): ScoresFile => readScoresFile(new TextEncoder().encode(text), "scores.csv");
const reasonsOf = (text: string) => fileOf(text).wrong.map(({ line, issues }) => [line, ...briefs(issues)]);

describe("a file of scores", () => {
  test("gives a line for each advisor and month, and leaves empty cells out", () => {
    expect(fileOf("advisorId,month,serviceScore,starLevel\nli,2026-05,4.85,5\nbo,2026-06,,4\n")).toEqual({
      fileName: "scores.csv",
      encoding: "utf-8",
      separator: ",",
      ignored: [],
      attributes: ["serviceScore", "starLevel"],
      lines: [
        { line: 2, subject: { advisorId: "li" }, month: "2026-05", values: { serviceScore: "4.85", starLevel: "5" } },
        { line: 3, subject: { advisorId: "bo" }, month: "2026-06", values: { starLevel: "4" } },
      ],
      wrong: [],
    });
  });

  test("may be of stores, separated by semicolons or tabs, with quotes and Windows' line ends", () => {
    for (const separator of [";", "\t"] as const) {
      const text = ["storeId,month,inspectionScore", '"s,1",2026-05,"90"', " s2 , 2026-06 , 88.5 "].map((each, index) =>
        index === 1 ? `"s,1"${separator}2026-05${separator}"90"` : each.replaceAll(",", separator),
      );
      expect(fileOf(text.join("\r\n"))).toMatchObject({
        separator,
        wrong: [],
        lines: [
          { line: 2, subject: { storeId: "s,1" }, month: "2026-05", values: { inspectionScore: "90" } },
          { line: 3, subject: { storeId: "s2" }, month: "2026-06", values: { inspectionScore: "88.5" } },
        ],
      });
    }
  });

  test("may be UTF-8 with its mark, UTF-16 as Excel's Unicode text, or GB18030 as Excel saves CSV in China", () => {
    const text = "storeId,month,score\n南京店,2026-05,4\n";
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((each) => [each.charCodeAt(0) & 0xff, each.charCodeAt(0) >> 8])]);
    const gb = Uint8Array.from(
      Buffer.concat([Buffer.from("storeId,month,score\n"), Buffer.from([0xc4, 0xcf, 0xbe, 0xa9, 0xb5, 0xea]), Buffer.from(",2026-05,4\n")]),
    );
    for (const [bytes, encoding] of [
      [new TextEncoder().encode(`\ufeff${text}`), "utf-8"],
      [utf16, "utf-16le"],
      [gb, "gb18030"],
    ] as const) {
      expect(readScoresFile(bytes, "scores.csv")).toMatchObject({ encoding, wrong: [], lines: [{ subject: { storeId: "南京店" } }] });
    }
  });

  test("has a reason and its number for each line that is wrong, and the rest goes on", () => {
    const text = [
      "advisorId,month,serviceScore,",
      "li,May-26,4.8,",
      "",
      'li,2026-05,"4,8",',
      "li,2026-06,good,",
      '"x"y,2026-06,4,',
      ",2026-06,4,",
      "li,2026-07,,",
      "li,2026-08,4,5",
      "li,2026-09,4,",
      "li,2026-09,4.5,",
      "li,2026-10,4",
      ",,,",
      ",,,",
    ];
    const file = fileOf(text.join("\n"));
    expect(file.lines.map(({ line }) => line)).toEqual([10, 12]);
    expect(file.wrong.map(({ line, issues }) => [line, ...briefs(issues)])).toEqual([
      [2, "month: month-malformed"],
      [4, "serviceScore: score-decimal-expected"],
      [5, "serviceScore: score-decimal-expected"],
      [6, "quotes-unbalanced"],
      [7, "advisorId: too-short"],
      [8, "score-missing"],
      [9, "column-unnamed"],
      [11, "serviceScore: score-repeated"],
    ]);
  });

  test("is wrong as a whole where its header is", () => {
    expect(reasonsOf("")).toEqual([[1, "file-empty"]]);
    expect(reasonsOf("\n\nname,month,score\n")).toEqual([[3, "header: scores-header-expected"]]);
    expect(reasonsOf("advisorId,month\n")).toEqual([[1, "header: scores-column-missing"]]);
    expect(reasonsOf("advisorId,month,4x\n")).toEqual([[1, "header: scores-column-name"]]);
    expect(reasonsOf("advisorId,month,tenureMonths\n")).toEqual([[1, "header: attribute-built-in"]]);
    for (const twice of ["a,a", "starLevel,StarLevel", "star_level,starLevel", "a,ａ"])
      expect(reasonsOf(`advisorId,month,${twice}\n`), twice).toEqual([[1, "header: column-twice"]]);
  });

  test("has its attributes by names of any width", () => {
    const { attributes, ignored, lines } = fileOf("ＡｄｖｉｓｏｒＩＤ,月份,ｓｔａｒＬｅｖｅｌ,备注\nli,２０２６／１０,５,x\n");
    expect({ attributes, ignored }).toEqual({ attributes: ["starLevel"], ignored: ["备注"] });
    expect(lines).toMatchObject([{ month: "2026-10", values: { starLevel: "5" } }]);
  });

  test("of more than 50,000 scores is refused, and of as many is read", () => {
    const of = (count: number) =>
      `advisorId,month,a,b\n${Array.from({ length: count }, (_, index) => `li${index},2026-05,4,5`).join("\n")}`;
    expect(fileOf(of(25_000))).toMatchObject({ wrong: [], lines: { length: 25_000 } });
    expect(reasonsOf(of(25_001))).toEqual([[1, "too-many-scores"]]);
  });

  test("of any bytes is told about, and never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => new TextEncoder().encode(`advisorId,month,a\n${text}`)),
        ),
        (bytes) => {
          const { lines, wrong } = readScoresFile(bytes, "x.csv");
          expect(lines.length + wrong.length).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

test("parse file: scores are numbered one above the highest of their subject and month, and merged by name", () => {
  const stored = [
    { advisorId: "li", month: "2026-05", values: { a: "1" }, revision: 3 },
    { advisorId: "li", month: "2026-06", values: { a: "1" }, revision: 7 },
  ];
  const entries: ScoresContent["entries"] = [
    { advisorId: "li", month: "2026-05", values: { a: "2" } },
    { advisorId: "li", month: "2026-05", values: { b: "4" } },
    { advisorId: "li", month: "2026-04", values: { a: "3" } },
  ];
  expect(numberedAfter(stored, entries)).toEqual([
    { advisorId: "li", month: "2026-04", values: { a: "3" }, revision: 1 },
    { advisorId: "li", month: "2026-05", values: { a: "2", b: "4" }, revision: 4 },
  ]);
});

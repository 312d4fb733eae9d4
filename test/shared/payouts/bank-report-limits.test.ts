import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { EntryList } from "../../../shared/payouts/bank-reports/formats/message.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { readMessages } from "../../../shared/payouts/bank-reports/formats/read-messages.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { camt054, pain002 } from "../../support/bank-reports.ts";
import { briefs } from "../../support/issues.ts";

const LI = referenceOf("2026-10-1", "li");
const WANG = referenceOf("2026-10-1", "wang");
const PAIN = pain002([{ reference: LI, status: "ACSC" }]);
const CAMT = camt054([{ side: "DBIT", amount: 1n, details: [{ reference: WANG, amount: 1n }] }]);

const utf8 = (text: string) => new TextEncoder().encode(text);

async function read(bytes: Uint8Array, name = "answer") {
  const answer = await parseBankReport(bytes, name, "CNY");
  return answer.ok ? answer.value : { codes: briefs(answer.issues), entries: [] };
}

test("bank report limits: a declaration is found wherever a piece of the file ends", async () => {
  for (let shift = 0; shift < 60; shift += 1) {
    const filled = PAIN.replace("</Document>", `<!--${"x".repeat(65_536 - Buffer.byteLength(PAIN) - 7 - shift)}--></Document>`);
    expect((await read(utf8(`${filled}${CAMT}`))).entries.map(({ reference }) => reference)).toEqual([LI, WANG]);
  }
});

describe("limits on what is unpacked", () => {
  test.each([
    [
      "files",
      zipSync(Object.fromEntries(Array.from({ length: 101 }, (_, count) => [`${count}.xml`, utf8(PAIN)]))),
      "archive-too-many-files",
    ],
    ["gzip", gzipSync(Buffer.alloc(60_000_001)), "unpacked-too-large"],
    ["ZIP", zipSync({ a: new Uint8Array(30_000_001), b: new Uint8Array(30_000_000) }, { level: 1 }), "unpacked-too-large"],
  ])("too much is refused: %s", async (_, bytes, code) => {
    expect(await read(bytes)).toMatchObject({ codes: [code] });
  });
});

describe("limits are looked at while a file is read", () => {
  const inMessage = (body: string) => `<Document><BkToCstmrStmt><Stmt>${body}</Stmt></BkToCstmrStmt></Document>`;
  const bomb = (start: string, each: string, end: string, count: number) =>
    gzipSync(inMessage(`${start}${each.repeat(count)}${end}`), { level: 9 });
  test.each([
    ["elements in one entry", bomb("<Ntry>", "<a/>", "</Ntry>", 2_000_000), "xml-too-large"],
    ["elements beside others that are handed over", bomb("<Ntry>", "<a/><TxDtls/>", "</Ntry>", 600_000), "xml-too-large"],
    ["text in one entry", bomb("<Ntry><a>", "x".repeat(1000), "</a></Ntry>", 8_000), "xml-too-large"],
    ["attributes", bomb("<Ntry ", Array.from({ length: 60 }, (_, count) => `a${count}="1"`).join(" "), "/>", 1), "xml-too-large"],
    ["depth", bomb("", "<a>", "", 70), "xml-too-large"],
  ])("%s", async (_, bytes, code) => {
    expect(bytes.length).toBeLessThan(40_000);
    expect(await read(bytes)).toMatchObject({ codes: [code] });
  });

  test.each([
    ["entries", "<Ntry/>", 0],
    ["details of one entry", "<TxDtls/>", 1],
  ])("%s: what lies beyond is not read any more", (_, each, within) => {
    let pieces = 0;
    function* endless() {
      yield `<Document><BkToCstmrStmt><Stmt>${within === 1 ? "<Ntry>" : ""}`;
      for (; ; pieces += 1) yield each.repeat(100);
    }
    expect(() => readMessages(endless(), "CNY", new EntryList(1_000))).toThrow("report-too-many-entries (maximum 1000)");
    expect(pieces).toBe(10);
  });

  test("a bomb takes little memory", async () => {
    const bytes = bomb("<Ntry>", "<a/>", "</Ntry>", 2_900_000);
    expect(bytes.length).toBeLessThan(12_500);
    const before = process.memoryUsage().rss;
    await read(bytes);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });
});

const SAMPLES = join(import.meta.dirname, "../../../../shared/iso20022/samples");
test.skipIf(!existsSync(SAMPLES))(
  "bank report limits: every published sample is read, with every entry accounted for (skipped where they are missing)",
  async () => {
    for (const name of readdirSync(SAMPLES)) {
      const text = readFileSync(join(SAMPLES, name), "utf8");
      const { entries } = await read(utf8(text), name);
      const told = ["TxDtls", "TxSts"].map((tag) => text.split(`<${tag}>`).length - 1);
      expect([name, entries.length >= Math.max(1, ...told)]).toEqual([name, true]);
      // None of ours is in them.
      expect(entries.filter(({ reference }) => /^2026-|^FENRUN/.test(reference))).toEqual([]);
    }
  },
);

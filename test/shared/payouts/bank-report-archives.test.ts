import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { camt054, pain002 } from "../../support/bank-reports.ts";
import { briefs } from "../../support/issues.ts";

const LI = referenceOf("2026-10-1", "li");
const WANG = referenceOf("2026-10-1", "wang");
const utf8 = (text: string) => new TextEncoder().encode(text);
const PAIN = pain002([{ reference: LI, status: "ACSC" }]);
const CAMT = camt054([{ side: "DBIT", amount: 1n, details: [{ reference: WANG, amount: 1n }] }]);

async function read(bytes: Uint8Array, name = "answer") {
  const answer = await parseBankReport(bytes, name, "CNY");
  return answer.ok ? answer.value : { codes: briefs(answer.issues), format: "", entries: [], reportId: "" };
}

describe("several documents", () => {
  test.each([
    ["one after the other", `${PAIN}\n${CAMT}`],
    ["without a line between", `${PAIN}${CAMT}`],
    ["without declarations", `${PAIN}${CAMT}`.replaceAll(/<\?xml[^>]*\?>/g, "")],
    ["with comments and marks between", `\uFEFF${PAIN}<!-- next -->\uFEFF${CAMT}<!-- end -->`],
    ["in an envelope", `<Files>${PAIN}${CAMT}</Files>`.replaceAll(/<\?xml[^>]*\?>/g, "")],
  ])("of both kinds are read: %s", async (_, text) => {
    const answer = await read(utf8(text));
    expect(answer.entries.map(({ reference }) => reference)).toEqual([LI, WANG]);
    expect(answer.format).toBe("several");
  });

  test("a message that isn't read here is listed beside the others; alone it is refused", async () => {
    const foreign = "<Document><FIToFICstmrCdtTrf><GrpHdr/></FIToFICstmrCdtTrf></Document>";
    expect((await read(utf8(`${PAIN}${foreign}`))).entries).toMatchObject([
      { reference: LI },
      { reference: "FIToFICstmrCdtTrf", kind: "unknown" },
    ]);
    expect(await read(utf8(foreign))).toMatchObject({ codes: ["report-format-unknown"] });
  });
});

describe("archives", () => {
  test("gzip and ZIP, in each other too, are the same answer as what is in them", async () => {
    const plain = await read(utf8(PAIN));
    for (const packed of [
      gzipSync(PAIN),
      zipSync({ "a.xml": utf8(PAIN) }),
      zipSync({ "a.xml": [utf8(PAIN), { level: 0 }] }),
      zipSync({ "f/": new Uint8Array(), "f/a.xml.gz": gzipSync(PAIN), "__MACOSX/._a.xml": utf8("x") }),
      gzipSync(zipSync({ "a.zip": zipSync({ "a.xml": utf8(PAIN) }) })),
      zipSync({ "a.xml": utf8(PAIN), "b.xml": utf8(PAIN) }),
    ])
      expect((await read(packed)).reportId).toBe(plain.reportId);
  });

  test("all reports in it are read, and what is none is listed", async () => {
    const csv = `reference,outcome\n${LI},paid\n`;
    const files = {
      "pain.xml": utf8(PAIN),
      "camt.xml": utf8(CAMT),
      "list.csv": utf8(csv),
      "README.txt": utf8("hello"),
      "x.xml": utf8("<a/>"),
    };
    const answer = await read(zipSync(files));
    expect(answer.entries.map(({ reference }) => reference)).toEqual([LI, WANG, LI, "README.txt", "x.xml"]);
    expect((await read(zipSync(Object.fromEntries(Object.entries(files).reverse())))).reportId).toBe(answer.reportId);
  });

  test.each([
    ["damaged gzip", gzipSync(PAIN).subarray(0, 60), "gzip-damaged"],
    ["damaged ZIP", zipSync({ "a.xml": utf8(PAIN) }).subarray(0, 80), "zip-invalid"],
    ["an empty ZIP", zipSync({}), "report-format-unknown"],
    ["too deep", gzipSync(gzipSync(gzipSync(gzipSync(PAIN)))), "archives-nested"],
  ])("%s is refused", async (_, bytes, code) => {
    expect(await read(bytes)).toMatchObject({ codes: [code] });
  });
});

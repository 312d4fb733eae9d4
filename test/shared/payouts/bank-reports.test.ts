import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { toldText } from "../../../shared/payouts/bank-reports/formats/masked-text.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { readIsoAmount } from "../../../shared/payouts/bank-reports/formats/parse-xml.ts";
import type { BankReportEntry } from "../../../shared/payouts/bank-reports/model/bank-report.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { camt054, pain002 } from "../../support/bank-reports.ts";
import { briefs } from "../../support/issues.ts";

const LI = referenceOf("2026-10-1", "li");
const WANG = referenceOf("2026-10-1", "wang");
const CANARY = "6222021234567890123";

const bytesOf = (file: string | Uint8Array): Uint8Array => (typeof file === "string" ? new TextEncoder().encode(file) : file);

async function entriesOf(file: string | Uint8Array, name = "answer.xml"): Promise<readonly BankReportEntry[]> {
  const read = await parseBankReport(bytesOf(file), name, "CNY");
  if (!read.ok) throw new Error(briefs(read.issues).join("\n"));
  return read.value.entries;
}

async function reasonsOf(file: string | Uint8Array): Promise<string> {
  const read = await parseBankReport(bytesOf(file), "answer.xml", "CNY");
  return read.ok ? "" : briefs(read.issues).join("\n");
}

describe("pain.002", () => {
  test("says of each payment what became of it, with its amount, day and reason", async () => {
    const file = pain002([
      { reference: LI, status: "ACSC", amount: 6_000n, on: "2026-11-05" },
      { reference: WANG, status: "RJCT", amount: 12_000n, code: "AC04", text: `account ${CANARY} closed` },
    ]);
    expect(await entriesOf(file)).toEqual([
      { number: 1, reference: LI, isWhole: false, kind: "paid", amount: 6_000n, currency: "CNY", on: "2026-11-05" },
      {
        ...{ number: 2, reference: WANG, isWhole: false, kind: "rejected", amount: 12_000n, currency: "CNY", on: "2026-11-06" },
        ...{ code: "AC04", note: "account ****0123 closed" },
      },
    ]);
  });

  test("is final, accepted, or nothing that we know: no status is taken for another", async () => {
    const statuses = ["ACCC", "ACSC", "RJCT", "ACTC", "ACCP", "ACSP", "ACWC", "PDNG", "RCVD", "CANC", "PART", "acsc", ""];
    const kinds = (await entriesOf(pain002(statuses.map((status) => ({ reference: LI, status }))))).map(({ kind, code }) => [kind, code]);
    expect(kinds).toEqual([
      ["paid", undefined],
      ["paid", undefined],
      ["rejected", undefined],
      ...Array(6).fill(["accepted", undefined]),
      ["unknown", "CANC"],
      ["unknown", "PART"],
      ["unknown", "acsc"],
      ["unknown", undefined],
    ]);
  });

  test("of a whole message is told of all its payments, unless it says otherwise of one of them", async () => {
    const whole = { number: 1, reference: "FENRUN-2026-10-1", isWhole: true, level: "file", on: "2026-11-06" };
    expect(await entriesOf(pain002([], { status: "RJCT" }))).toEqual([{ ...whole, kind: "rejected" }]);
    expect(await entriesOf(pain002([], { batch: "ACSC" }))).toEqual([{ ...whole, level: "batch", kind: "paid" }]);
    expect(await entriesOf(pain002([], { status: "ACCP", controlSum: 18_000n }))).toEqual([
      { ...whole, kind: "accepted", amount: 18_000n, currency: "CNY" },
    ]);
    const rejected = { reference: WANG, status: "RJCT" };
    expect((await entriesOf(pain002([rejected], { status: "PART" }))).map(({ isWhole, kind }) => [isWhole, kind])).toEqual([
      [false, "rejected"],
    ]);
    expect(
      (await entriesOf(pain002([rejected], { status: "ACSC" }))).map(({ isWhole, kind, isGainsaid }) => [isWhole, kind, isGainsaid]),
    ).toEqual([
      [true, "paid", true],
      [false, "rejected", true],
    ]);
    expect((await entriesOf(pain002([rejected], { status: "RJCT", batch: "ACSC" }))).map(({ isGainsaid }) => isGainsaid)).toEqual([
      ...[true, true, true],
    ]);
  });
});

describe("camt.054", () => {
  test("debits that are booked were paid; credits that say so came back; anything else is not known", async () => {
    const one = (given: object) => ({ side: "DBIT" as const, amount: 6_000n, details: [{ reference: LI, amount: 6_000n }], ...given });
    const back = [{ reference: LI, amount: 6_000n, isReturn: true, code: "AC01" }];
    const file = camt054([
      one({}),
      one({ side: "CRDT", details: back }),
      one({ side: "CRDT", isReversal: true }),
      one({ status: "PDNG" }),
      one({ side: "CRDT" }),
      one({ details: back }),
      one({ isReversal: true }),
      one({ status: "FUTR" }),
    ]);
    const entries = await entriesOf(file);
    expect(entries.map(({ kind }) => kind)).toEqual([
      ...["paid", "returned", "returned", "accepted", "unknown", "unknown", "unknown", "accepted"],
    ]);
    expect(entries[1]).toEqual({
      booking: { place: "1/2/1", reference: expect.any(String), detail: expect.any(String), day: "2026-11-07" },
      ...{ number: 2, reference: LI, isWhole: false, kind: "returned", amount: 6_000n, currency: "CNY", on: "2026-11-07" },
      ...{ code: "AC01", note: expect.any(String) },
    });
  });

  test("a booking of our batch without details is told of the whole payout, and the amount of a single payment is the entry's", async () => {
    const file = camt054([
      { side: "DBIT", amount: 18_000n, batch: "FENRUN-2026-10-1" },
      { side: "DBIT", amount: 6_000n, details: [{ reference: LI }] },
      { side: "DBIT", amount: 18_000n, details: [{ reference: LI }, { reference: WANG, amount: 12_000n }] },
      { side: "CRDT", amount: 100n },
    ]);
    expect((await entriesOf(file)).map(({ reference, isWhole, kind, amount }) => [reference, isWhole, kind, amount])).toEqual([
      ["FENRUN-2026-10-1", true, "paid", 18_000n],
      [LI, false, "paid", 6_000n],
      [LI, false, "paid", undefined],
      [WANG, false, "paid", 12_000n],
      ["1", false, "unknown", 100n],
    ]);
  });
});

describe("a CSV", () => {
  test("names its columns in either language, in UTF-8 or GB18030, and speaks as people or ISO do", async () => {
    const chinese = `付款参考号,结果,金额,日期,代码\r\n${LI},已付,"1,234.50",2026-11-06,\r\n${WANG},退回,,,AC04\r\n`;
    const expected = [
      { number: 1, line: 2, reference: LI, isWhole: false, kind: "paid", amount: 123_450n, currency: "CNY", on: "2026-11-06" },
      { number: 2, line: 3, reference: WANG, isWhole: false, kind: "returned", code: "AC04" },
    ];
    expect(await entriesOf(chinese)).toEqual(expected);
    expect(await entriesOf(iconv.encode(chinese, "gb18030"))).toEqual(expected);
    const english = `outcome;reference;note\nRJCT;${LI};to ${CANARY}\nlost;${WANG};\n`;
    expect(await entriesOf(english)).toEqual([
      { number: 1, line: 2, reference: LI, isWhole: false, kind: "rejected", note: "to ****0123" },
      { number: 2, line: 3, reference: WANG, isWhole: false, kind: "unknown", code: "lost" },
    ]);
  });

  test("with a line that can be read in two ways is not taken at all, and each such line is named", async () => {
    const file = `reference,outcome,amount,date\n${LI},paid,1.234,\n${WANG},paid,,06.11.2026\n${WANG},paid,1E3,\n`;
    expect(await reasonsOf(file)).toBe("line 2: amount: amount-ambiguous\nline 3: date: date-malformed\nline 4: amount: number-rounded");
    expect(await reasonsOf("who,what\nli,paid\n")).toBe("header: columns-expected");
  });
});

test("bank reports: what pads the end of a report belongs to no entry; a zero byte within a CSV is named as that", async () => {
  const padding = ["\0", "\0\0\0", "\x1a", "\r\n\x1a\0\0"];
  const csv = `reference,outcome\n${LI},paid\n`;
  for (const each of padding) {
    expect(await entriesOf(`${pain002([{ reference: LI, status: "ACSC" }])}${each}`)).toHaveLength(1);
    expect(await entriesOf(`${csv}${each}`)).toHaveLength(1);
  }
  const utf16 = Buffer.from(`\ufeff${pain002([{ reference: LI, status: "ACSC" }]).replace("UTF-8", "UTF-16")}`, "utf16le");
  expect(await entriesOf(new Uint8Array(utf16))).toHaveLength(1);
  for (const at of [1, 2, 30, 31]) {
    const damaged = `${csv.slice(0, at)}\0${csv.slice(at)}${" ".repeat(at % 2)}`;
    expect(await reasonsOf(damaged)).toBe("zero-bytes");
  }
});

test("bank reports: the same file is the same answer, whether it is compressed or not, and its name is masked", async () => {
  const file = pain002([{ reference: LI, status: "ACSC" }]);
  const [plain, packed] = [
    await parseBankReport(bytesOf(file), "a.xml", "CNY"),
    await parseBankReport(gzipSync(file), `${CANARY}.xml.gz`, "CNY"),
  ];
  expect(packed).toMatchObject({ ok: true, value: { ...(plain.ok && plain.value), name: "****0123.xml.gz" } });
});

test("bank reports: what is no answer is refused with what to do, and no reason tells a long number", async () => {
  const answer = pain002([{ reference: LI, status: "ACSC" }]);
  const bomb = `<!DOCTYPE d [<!ENTITY a "${CANARY}"><!ENTITY b "&a;&a;">]>`;
  expect(await reasonsOf(answer.replace("<Document", `${bomb}<Document`))).toBe("xml-doctype");
  expect(await reasonsOf(answer.replace("ACSC", "&b;"))).toBe("xml-malformed");
  expect(await reasonsOf(answer.replace("</Document>", ""))).toBe("xml-malformed");
  expect(await reasonsOf("<a><b/></a>")).toBe("report-format-unknown");
  expect(await reasonsOf(answer.replace("<TxSts>", `${"<b>".repeat(70)}${"</b>".repeat(70)}<TxSts>`))).toBe("xml-too-large");
  expect(await reasonsOf(pain002([]))).toBe("report-empty");
  expect(await reasonsOf(answer.replace('encoding="UTF-8"', 'encoding="klingon"'))).toBe("xml-encoding-differs");
  expect(await reasonsOf(new Uint8Array())).toBe("file-empty");
  expect(await reasonsOf(gzipSync(answer).subarray(0, 60))).toBe("gzip-damaged");
  expect(await reasonsOf(new Uint8Array(4_000_001))).toBe("report-too-large");
});

test("bank reports: a reference that isn't ours is masked, ours stays as it is", async () => {
  const [foreign, ours] = await entriesOf(
    pain002([
      { reference: `DE89 3704 0044 0532 0130 00`, status: "ACSC" },
      { reference: LI, status: "ACSC" },
    ]),
  );
  expect([foreign?.reference, ours?.reference]).toEqual(["DE****3000", LI]);
});

test("bank reports: long numbers are masked however they are grouped, days stay, and a cut leaves no longer part than the last four digits", () => {
  expect(toldText("to 6222 0212-3456 78 on 2026-11-06, 12345 times", 100)).toBe("to ****5678 on 2026-11-06, 12345 times");
  expect(toldText("６２２２０２１２３４５６", 100)).toBe("****３４５６");
  expect(toldText(`${"x".repeat(30)}${CANARY}`, 36)).toBe(`${"x".repeat(30)}****01`);
});

test.each([
  ["FR14 2004 1010 0505 0001 3M02 606 closed", "FR****2606 closed"],
  ["to fr1420041010050500013m02606", "to fr****2606"],
  ["MT84-MALT-0110-0001-2345-MTLC-AST0-01S", "MT****001S"],
  ["6222*0212*3456*7894", "****7894"],
  ["6222 – 0212 – 3456 – 7894", "****7894"],
  ["6222|0212|3456", "****3456"],
  ["batch fenrun-2026-09-1234 of Fenrun-2026-10-9", "batch fenrun-2026-09-1234 of Fenrun-2026-10-9"],
  ["AC04 AC06 XT99 2026-10-13", "AC04 AC06 XT99 2026-10-13"],
  ["FR14 20 is no IBAN", "FR14 20 is no IBAN"],
])("bank reports: account numbers are masked with letters among their digits and any sign between their groups: %s", (text, told) => {
  expect(toldText(text, 100)).toBe(told);
});

test("bank reports: our reference stays readable where a bank wrapped it, and digits in its place do not", () => {
  const wrapped = [...LI].map((letter, at) => (at % 9 === 8 ? `${letter} ` : letter)).join("");
  for (const text of [wrapped, wrapped.toLowerCase()]) expect(toldText(`return ${text} closed`, 100)).toBe(`return ${text} closed`);
  expect(toldText("2026-10-1-6222 5234 5672 3456 7234", 100)).toBe("****7234");
});

test("bank reports: a reference that a bank broke into two texts is found", async () => {
  const whole = camt054([
    { side: "CRDT", amount: 6_000n, details: [{ reference: "NOTPROVIDED", amount: 6_000n, isReturn: true, text: "TEXTS" }] },
  ]);
  const entryOf = async (...texts: string[]) =>
    (await entriesOf(whole.replace("<Ustrd>TEXTS", `<Ustrd>${texts.join("</Ustrd><Ustrd>")}`)))[0];
  expect(await entryOf(`RETURN ${LI.slice(0, 15)}`, LI.slice(15), "CLOSED")).toMatchObject({ reference: LI, kind: "returned" });
  expect(await entryOf(LI, WANG)).toMatchObject({ reference: LI, isGainsaid: true });
});

test("bank reports: an amount is read exactly, or not at all", () => {
  expect(["1", "1.5", "1234.50", "1.500", "999999999999999.99", "0.01"].map((text) => readIsoAmount(text, 2))).toEqual([
    ...[100n, 150n, 123_450n, 150n, 99_999_999_999_999_999n, 1n],
  ]);
  expect(["1.", ".5", "+1", "007.10"].map((text) => readIsoAmount(text, 2))).toEqual([100n, 50n, 100n, 710n]);
  expect(["1.005", "19888.830000001"].map((text) => readIsoAmount(text, 2))).toEqual(["fraction", "fraction"]);
  expect(["", ".", "-1", "1e3", "1,5", " 1", "1".repeat(16)].map((text) => readIsoAmount(text, 2))).toEqual(Array(7).fill(undefined));
});

test("bank reports: an odd entry of a CSV is listed and the rest is read; one whose amount can be read in two ways refuses the file", async () => {
  const lines = [`${LI},paid,60.00`, "OTHER1,paid,.50", "OTHER2,paid,abc", "OTHER3,paid,", `${WANG},paid,5.1234`];
  const entries = await entriesOf(`reference,outcome,amount\n${lines.join("\n")}\n`, "bank.csv");
  expect(entries.map(({ amount, wrongAmount }) => amount ?? wrongAmount)).toEqual([6_000n, ".50", "abc", undefined, "5.1234"]);
  expect(await reasonsOf(`reference,outcome,amount\n${LI},paid,"1.234"\n`)).toContain("amount-ambiguous");
});

test("bank reports: what pads the end of an XML file belongs to no message, in any mixture with line ends", async () => {
  const file = camt054([{ side: "DBIT", amount: 6_000n, details: [{ reference: LI, amount: 6_000n }] }]);
  for (const end of ["\0\0", "\u001a", "\0\u001a\r\n", "\r\n\0 \n"]) expect(await entriesOf(`${file}${end}`)).toHaveLength(1);
});

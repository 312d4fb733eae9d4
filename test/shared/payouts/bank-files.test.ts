import { describe, expect, test } from "vitest";
import { encoderOf } from "../../../functions/_platform/render/encodings.ts";
import type { CountAndAmount } from "../../../shared/base/money/money.ts";
import type { BankFileError } from "../../../shared/payouts/bank-files/bank-file-issue.ts";
import { debtorIssue } from "../../../shared/payouts/bank-files/debtor.ts";
import { creditorOf, escapeXml, pain001, pain001Issue } from "../../../shared/payouts/bank-files/pain001.ts";
import type { ExportedPayout, PaidLine } from "../../../shared/payouts/bank-files/payment-line.ts";
import { toSepaText } from "../../../shared/payouts/bank-files/sepa-text.ts";
import { textFile, textFileIssue, textFrameIssue } from "../../../shared/payouts/bank-files/text-file.ts";
import { TEMPLATE_VALUES, type Template, templateSchema } from "../../../shared/settings/model/template.ts";
import { CONTENT, paymentOf, payoutOf } from "./records.ts";

const { outcomes: _, ...payment } = paymentOf("2026-05-1", 123_456n);
const LINE: PaidLine = {
  ...{ ...payment, kind: "payment", name: "Li Na", storeId: "s1" },
  details: { holder: "李娜", account: "6222020200112233440", bankCode: "102100099996", bankName: "工商银行" },
};
const lineWith = (details: Partial<PaidLine["details"]>, given: Partial<PaidLine> = {}): PaidLine => ({
  ...LINE,
  ...given,
  details: { ...LINE.details, ...details },
});
const PAYOUT: ExportedPayout = {
  ...payoutOf("exported"),
  content: { ...CONTENT, payments: { count: 2, amount: 123_461n } },
  exported: { by: "gus", at: "2026-06-08T02:00:00.000Z", executeOn: "2026-06-09", format: "pain.001" },
};

async function* batches(...all: readonly PaidLine[][]) {
  for (const batch of all) yield batch;
}

/** All pieces of a file, and what it says it came to. */
async function collected<Piece>(pieces: AsyncGenerator<Piece, CountAndAmount>) {
  const all: Piece[] = [];
  for (;;) {
    const next = await pieces.next();
    if (next.done) return { all, sums: next.value };
    all.push(next.value);
  }
}

describe("pain.001", () => {
  const CNY = { debtor: { name: "Fen & Co", account: "110060149012345678", bankCode: "104100000004" }, currency: "CNY" };
  const EUR = { debtor: { name: "Agence Zoë", account: "FR1420041010050500013M02606", bankCode: "BNPAFRPP" }, currency: "EUR" };
  const textOf = async (how: typeof CNY, ...all: readonly PaidLine[][]) => {
    const { all: pieces, sums } = await collected(pain001(PAYOUT, batches(...all), how));
    return { text: pieces.join(""), sums };
  };

  test("tells a payout in yuan, each payment with our reference and its bank by CNAPS code", async () => {
    const { text, sums } = await textOf(CNY, [LINE], [lineWith({ bankName: "" }, { amount: 5n, reference: "REF-2" })]);
    expect(sums).toEqual({ count: 2, amount: 123_461n });
    const cnaps = (code: string, name = "") =>
      `<FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId><MmbId>${code}</MmbId></ClrSysMmbId>${name}</FinInstnId>`;
    const transfer = (reference: string, amount: string, name = "") =>
      `<CdtTrfTxInf><PmtId><InstrId>${reference}</InstrId><EndToEndId>${reference}</EndToEndId></PmtId><Amt><InstdAmt Ccy="CNY">${amount}</InstdAmt></Amt><CdtrAgt>${cnaps("102100099996", name)}</CdtrAgt><Cdtr><Nm>李娜</Nm></Cdtr><CdtrAcct><Id><Othr><Id>6222020200112233440</Id></Othr></Id></CdtrAcct><RmtInf><Ustrd>${reference}</Ustrd></RmtInf></CdtTrfTxInf>`;
    const lines = text.split("\n").map((line) => line.trim());
    expect(lines).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">',
      "<CstmrCdtTrfInitn>",
      "<GrpHdr><MsgId>FENRUN-2026-05-1</MsgId><CreDtTm>2026-06-08T02:00:00.000Z</CreDtTm><NbOfTxs>2</NbOfTxs><CtrlSum>1234.61</CtrlSum><InitgPty><Nm>Fen &amp; Co</Nm></InitgPty></GrpHdr>",
      "<PmtInf>",
      "<PmtInfId>FENRUN-2026-05-1</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg><NbOfTxs>2</NbOfTxs><CtrlSum>1234.61</CtrlSum>",
      "<ReqdExctnDt><Dt>2026-06-09</Dt></ReqdExctnDt>",
      "<Dbtr><Nm>Fen &amp; Co</Nm></Dbtr>",
      "<DbtrAcct><Id><Othr><Id>110060149012345678</Id></Othr></Id><Ccy>CNY</Ccy></DbtrAcct>",
      `<DbtrAgt>${cnaps("104100000004")}</DbtrAgt>`,
      transfer(LINE.reference, "1234.56", "<Nm>工商银行</Nm>"),
      transfer("REF-2", "0.05"),
      "</PmtInf>",
      "</CstmrCdtTrfInitn>",
      "</Document>",
      "",
    ]);
  });

  test("tells a payout in euros by the SEPA scheme, with names in its letters, and a BIC only where there is one", async () => {
    const iban = { holder: "Müßig", account: "DE89370400440532013000" };
    const all = [lineWith({ ...iban, bankCode: "COBADEFFXXX" }), lineWith({ ...iban, bankCode: "", bankName: "" })];
    const { text } = await textOf(EUR, all);
    expect(text).toContain(
      "<BtchBookg>true</BtchBookg><NbOfTxs>2</NbOfTxs><CtrlSum>1234.61</CtrlSum>\n      <PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>\n",
    );
    expect(text).toContain("<DbtrAgt><FinInstnId><BICFI>BNPAFRPP</BICFI></FinInstnId></DbtrAgt>\n      <ChrgBr>SLEV</ChrgBr>\n");
    expect(text).toContain("<Dbtr><Nm>Agence Zoe</Nm></Dbtr>");
    expect(text).toContain("<DbtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id><Ccy>EUR</Ccy></DbtrAcct>");
    expect(text.split("<CdtrAgt>")).toHaveLength(2);
    expect(text).toContain("<CdtrAgt><FinInstnId><BICFI>COBADEFFXXX</BICFI></FinInstnId></CdtrAgt>");
    expect(text.match(/<Cdtr><Nm>Mussig<\/Nm><\/Cdtr><CdtrAcct><Id><IBAN>DE89370400440532013000<\/IBAN>/g)).toHaveLength(2);
  });

  test("tells a bank that isn't named as not provided, and one that is known by its name alone by that", async () => {
    for (const bankCode of ["", "000000000000"]) {
      const { text } = await textOf({ ...EUR, debtor: { ...EUR.debtor, bankCode } });
      expect(text).toContain("<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>");
    }
    const { text } = await textOf(CNY, [lineWith({ bankCode: "", bankName: "A & B" }), lineWith({ bankCode: "", bankName: "" })]);
    expect(text.split("<CdtrAgt>")).toHaveLength(2);
    expect(text).toContain("<CdtrAgt><FinInstnId><Nm>A &amp; B</Nm></FinInstnId></CdtrAgt>");
  });

  test("cuts the agency's own name for SEPA, and writes a point for what has no letter there", async () => {
    const named = async (name: string, how = EUR) =>
      /<Dbtr><Nm>(.*)<\/Nm>/.exec((await textOf({ ...how, debtor: { ...how.debtor, name } })).text)?.[1];
    expect(await named("旅行 Zoë")).toBe(".. Zoe");
    expect(await named("x".repeat(71))).toBe("x".repeat(70));
    expect(await named(`${"x".repeat(69)} y`)).toBe("x".repeat(69));
    expect(await named("x".repeat(71), CNY)).toBe("x".repeat(71));
  });

  test("refuses whom it can't tell, by advisor and reason, and never by what was typed", async () => {
    const wrong = lineWith({ account: "DE88370400440532013000" });
    await expect(textOf(CNY, [wrong])).rejects.toThrow("the payee of li can't be told in pain.001 (iban)");
    await expect(textOf(CNY, [wrong])).rejects.toMatchObject({ name: "BankFileError", issue: { format: "pain.001", code: "iban" } });
    expect(pain001Issue(wrong, "CNY")).toEqual({ format: "pain.001", code: "iban" });
    expect(pain001Issue(LINE, "CNY")).toBeUndefined();
  });

  test("has room for what ISO 20022 has, where no scheme says less", () => {
    const codeOf = (details: Partial<PaidLine["details"]>, amount = 1n) => {
      const result = creditorOf(lineWith(details, { amount }), "CNY");
      return result.ok ? undefined : result.code;
    };
    expect([codeOf({ holder: "李".repeat(140) }), codeOf({ holder: "😀".repeat(140) }), codeOf({ holder: "李".repeat(141) })]).toEqual([
      ...[undefined, undefined, "too-long"],
    ]);
    expect([codeOf({ bankName: "李".repeat(140) }), codeOf({ bankName: "李".repeat(141) })]).toEqual([undefined, "too-long"]);
    expect([codeOf({ account: "1".repeat(34) }), codeOf({ account: "1".repeat(35) })]).toEqual([undefined, "too-long"]);
    expect([codeOf({ holder: "  " }), codeOf({ account: "" })]).toEqual(["too-long", "too-long"]);
    expect([codeOf({}, 10n ** 18n - 1n), codeOf({}, 10n ** 18n)]).toEqual([undefined, "amount"]);
    expect([codeOf({ bankCode: "12" }), codeOf({ bankCode: "" })]).toEqual(["bank-code", undefined]);
    expect(codeOf({ account: "DE89370400440532013000", bankCode: "BNPAFRPP" })).toBe("bank-code");
  });

  test("escapes markup, and replaces what XML can't hold", () => {
    expect(escapeXml(`<a b="c">&'</a>`)).toBe("&lt;a b=&quot;c&quot;&gt;&amp;'&lt;/a&gt;");
    expect(escapeXml("a\u0000b\u0007c\u009fd\uffffe\ufffe")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde\ufffd");
    expect(escapeXml("a\tb\nc\rd\ud800")).toBe("a\tb\nc\rd\ufffd");
  });
});

describe("SEPA's letters", () => {
  test("are those of the EPC's table: each of its signs, and Greek and Cyrillic letters in both cases", () => {
    expect([..."ÆæŒœØøßẞÞþĐđÐðŁłĦħıĸŊŋŦŧĲĳĿŀŉſ"].map(toSepaText).join("")).toBe("AEaeOEoeOossSSTHthDdDdLlHhikNnTtIJijLl'ns");
    expect(toSepaText('a&_@!"#$%*;<=>[\\]^`{|}~b')).toBe("a+-(at).'....,...(/).'(/)-b");
    expect(toSepaText("‘’‚“”„«»–—‐‑·´…€ªº")).toBe("'','''''----.'...Eao");
    expect(toSepaText("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ")).toBe("AVGDEZITHIKLMNXOPRSTYFCHPSO");
    expect(toSepaText("αβγδεζηθικλμνξοπρσςτυφχψω")).toBe("avgdezithiklmnxoprsstyfchpso");
    expect(toSepaText("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ")).toBe("ABVGDEZHZIYKLMNOPRSTUFHTSCHSHSHTAYYUYA");
    expect(toSepaText("абвгдежзийклмнопрстуфхцчшщъьюя")).toBe("abvgdezhziyklmnoprstufhtschshshtayyuya");
    expect(toSepaText("ЁЫЭЄІЇҐЂЈЉЊЋЏЅЃЌ")).toBe("EYEYEIYIGDJJLJNJCDZDZGJKJ");
  });

  test("leave blanks of other kinds as blanks, none at the ends, and nothing that has no letter", () => {
    expect(toSepaText("a\u00a0b\u2003c\u3000d")).toBe("a b c d");
    expect(toSepaText("  a  ")).toBe("a");
    expect(toSepaText("")).toBe("");
    expect(toSepaText("Ǽ ½")).toBeUndefined();
    expect(toSepaText("①ﬁ")).toBe("1fi");
    for (const text of ["a\nb", "李", "a\u200bb", "中a"]) expect(toSepaText(text), text).toBeUndefined();
  });
});

describe("a template's file", () => {
  const templateOf = (given: object): Template =>
    templateSchema.parse({ id: "bank", name: "B", kind: "bank", columns: [{ title: "H", value: "holder" }], ...given });
  const column = (value: string, given: object = {}) => ({ title: value, value, ...given });
  const made = async (template: Template, ...all: readonly PaidLine[][]) => {
    const how = { currency: "CNY", encode: encoderOf(template.encoding) };
    const { all: pieces, sums } = await collected(textFile(template, PAYOUT, batches(...all), how));
    return { text: new TextDecoder(template.encoding.replace("-bom", ""), { ignoreBOM: true }).decode(Buffer.concat(pieces)), sums };
  };
  const trial = (template: Template) => ({
    payoutId: "2026-05-1",
    month: "2026-05",
    currency: "CNY",
    encode: encoderOf(template.encoding),
  });
  const issueOf = (given: object, line = LINE) => {
    const template = templateOf(given);
    return textFileIssue(template, line, trial(template));
  };
  const frameIssue = (given: object, count: number, amount = 1n) => {
    const template = templateOf(given);
    return textFrameIssue(template, { count, amount }, trial(template));
  };

  test("holds what each column asks for, a header, and a last line of count and sum", async () => {
    const all = templateOf({
      separator: ";",
      columns: TEMPLATE_VALUES.map((value) => column(value, { ...(value === "constant" && { text: "代发" }) })),
    });
    const { text, sums } = await made(all, [LINE]);
    const { storeId: _, ...storeless } = LINE;
    expect(text.split("\r\n")).toEqual([
      TEMPLATE_VALUES.join(";"),
      [
        ...["代发", "1", LINE.reference, "li", "Li Na", "s1", "李娜", "6222020200112233440", "4321", "102100099996", "工商银行"],
        ...["1234.56", "123456", "CNY", "2026-05-1", "2026-05", "2026-06-09"],
      ].join(";"),
      "TOTAL;1;1234.56",
      "",
    ]);
    expect(sums).toEqual({ count: 1, amount: 123_456n });
    expect((await made(templateOf({ columns: [column("storeId")], header: false, totals: false }), [storeless])).text).toBe("\r\n");
  });

  test("numbers payments on from batch to batch, ends lines as the bank wants, and leaves header and totals out where it does", async () => {
    const template = templateOf({ columns: [column("number"), column("amountMinor")], lineEnd: "lf", header: false, totals: false });
    const { text, sums } = await made(template, [LINE, lineWith({}, { amount: 5n })], [lineWith({}, { amount: 6n })]);
    expect(text).toBe("1,123456\n2,5\n3,6\n");
    expect(sums).toEqual({ count: 3, amount: 123_467n });
    expect((await made(templateOf({ encoding: "utf-8-bom" }))).text).toBe("\ufeffH\r\nTOTAL,0,0.00\r\n");
    expect((await made(templateOf({ encoding: "utf-8" }))).text).toBe("H\r\nTOTAL,0,0.00\r\n");
  });

  test("of fixed width fills each column on its side with its sign, by bytes of the encoding", async () => {
    const columns = [
      column("holder", { width: 6 }),
      column("amountMinor", { width: 9, align: "end", pad: "0" }),
      column("accountLast4", { width: 28, pad: "*" }),
    ];
    const { text } = await made(templateOf({ form: "fixed", encoding: "gbk", columns, header: false, lineEnd: "lf" }), [LINE]);
    expect(text.split("\n")).toEqual([
      `李娜  000123456${"4321".padEnd(28, "*")}`,
      `TOTAL0000000001000000000001234.56${" ".repeat(10)}`,
      "",
    ]);
  });

  test("between commas has quotes; a line break of a name begins no line, and formulas are none where people open it", async () => {
    const odd = lineWith({ holder: 'a,"b"\r\n\u2028c' }, { name: "=1+1" });
    const columns = [column("holder"), column("name"), column("account")];
    expect((await made(templateOf({ columns, header: false, totals: false }), [odd])).text).toBe(
      '"a,""b"" c",=1+1,6222020200112233440\r\n',
    );
    const payroll = templateOf({
      kind: "payroll",
      columns: [column("name"), column("reference")],
      header: false,
      totals: false,
      separator: "|",
    });
    for (const name of ["=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠1"])
      expect((await made(payroll, [lineWith({}, { name, reference: "-r" })])).text).toBe(`'${name}|-r\r\n`);
    for (const value of ["advisorId", "name", "storeId", "holder", "bankName"]) {
      const typed = lineWith({ holder: "=1", bankName: "=1" }, { advisorId: "=1", name: "=1", storeId: "=1" });
      expect([value, (await made({ ...payroll, columns: templateOf({ columns: [column(value)] }).columns }, [typed])).text]).toEqual([
        value,
        "'=1\r\n",
      ]);
    }
    expect((await made(payroll, [lineWith({}, { name: "a=1" })])).text).toBe(`a=1|${LINE.reference}\r\n`);
  });

  test("is not made where something doesn't fit: it says which column, whose, and what to do, and never what", async () => {
    const narrow = { form: "fixed", columns: [column("account", { title: "账号", width: 12 })], header: false };
    const wrong = made(templateOf(narrow), [LINE]);
    await expect(wrong).rejects.toThrow('column "账号" has room for 12 bytes, and li takes 19: widen it in the template "bank"');
    const error = (await wrong.catch((thrown: BankFileError) => thrown)) as BankFileError;
    expect(error.issue).toEqual({ format: "bank", code: "too-long", column: "账号" });
    expect(issueOf(narrow)).toEqual({ format: "bank", code: "too-long", column: "账号" });
    expect(issueOf({ ...narrow, columns: [column("account", { width: 19 })] })).toBeUndefined();
    await expect(made(templateOf({ separator: "|" }), [lineWith({ holder: "a|b" })])).rejects.toThrow(
      'column "H" of li holds the separator',
    );
    await expect(made(templateOf({ encoding: "gbk" }), [lineWith({ holder: "😀" })])).rejects.toThrow(
      'column "H" of li has a character that gbk lacks',
    );
    const two = { encoding: "gbk", columns: [column("accountLast4"), column("name"), column("holder", { title: "户名" })] };
    expect(issueOf(two, lineWith({ holder: "😀" }))).toEqual({ format: "bank", code: "character", column: "户名" });
    expect(
      issueOf({ ...two, form: "fixed", columns: two.columns.map((each) => ({ ...each, width: 9 })) }, lineWith({ holder: "😀" })),
    ).toEqual({
      ...{ format: "bank", code: "character", column: "户名" },
    });
    expect(issueOf({ separator: "|" }, lineWith({ holder: "a|b" }))).toEqual({ format: "bank", code: "separator", column: "H" });
    expect(issueOf({ columns: [column("executeOn", { width: 10 })], form: "fixed" })).toBeUndefined();
  });

  test("is tried by its frame: the header, the last number and the totals", () => {
    const number = { form: "fixed", columns: [column("number", { title: "n", width: 2 }), column("holder", { title: "h", width: 40 })] };
    expect([frameIssue(number, 99), frameIssue(number, 100)?.column, frameIssue(number, 0)]).toEqual([undefined, "n", undefined]);
    const header = { form: "fixed", columns: [column("holder", { title: "holder", width: 5 })] };
    expect(frameIssue(header, 1)).toEqual({ format: "bank", code: "too-long", column: "holder" });
    expect(frameIssue({ ...header, header: false }, 1)).toBeUndefined();
    const wide = { form: "fixed", columns: [column("holder", { width: 60 })], header: false };
    expect(frameIssue(wide, 9_999_999_999)).toBeUndefined();
    expect(frameIssue(wide, 10_000_000_000)).toEqual({ format: "bank", code: "too-long" });
    expect(frameIssue(wide, 1, 10n ** 17n - 1n)).toBeUndefined();
    expect(frameIssue(wide, 1, 10n ** 17n)).toEqual({ format: "bank", code: "too-long" });
    expect(frameIssue({ ...wide, totals: false }, 1, 10n ** 18n)).toBeUndefined();
    expect(frameIssue({ header: false }, 10_000_000_000, 10n ** 18n)).toBeUndefined();
    const failing = () => {
      throw new TypeError("of the encoder");
    };
    expect(() => textFrameIssue(templateOf({}), { count: 1, amount: 1n }, { ...trial(templateOf({})), encode: failing })).toThrow(
      "of the encoder",
    );
  });
});

test("the agency's own account: without a name or with zeros it is missing, in euros its bank has no clearing code", () => {
  const debtor = { name: "Agency", account: "110060149012345678", bankCode: "104100000004" };
  const iban = { name: "Agency", account: "FR1420041010050500013M02606", bankCode: "BNPAFRPP" };
  expect(debtorIssue({ ...debtor, name: " " }, "CNY")).toBe("missing");
  expect(debtorIssue({ ...debtor, account: "" }, "CNY")).toBe("missing");
  expect(debtorIssue({ ...debtor, account: "FR1520041010050500013M02606" }, "CNY")).toBe("iban");
  expect(debtorIssue({ ...iban, bankCode: "" }, "CNY")).toBe("missing");
  expect(debtorIssue({ ...iban, bankCode: "000" }, "EUR")).toBeUndefined();
  expect(debtorIssue({ ...iban, bankCode: "104100000004" }, "EUR")).toBe("bank-code");
  expect(debtorIssue({ ...iban, bankCode: "104100000004" }, "CNY")).toBeUndefined();
  expect(debtorIssue({ ...iban, account: "AE070331234567890123456", bankCode: "" }, "EUR")).toBe("iban");
  expect(debtorIssue({ ...debtor, bankCode: "0000" }, "CNY")).toBe("missing");
  expect(debtorIssue({ ...debtor, bankCode: "1041000000040" }, "CNY")).toBe("bank-code");
});

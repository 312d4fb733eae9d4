import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { build } from "esbuild";
import ExcelJS from "exceljs";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { encoderOf } from "../../../functions/_platform/render/encodings.ts";
import { FILE_MAKERS } from "../../../functions/_platform/render/file-generators.ts";
import { sheetNames } from "../../../functions/_platform/render/xlsx/sheet-names.ts";
import { sum } from "../../../shared/base/money/money.ts";
import { isIban } from "../../../shared/base/text/account-number.ts";
import { BankFileError } from "../../../shared/payouts/bank-files/bank-file-issue.ts";
import { escapeXml } from "../../../shared/payouts/bank-files/pain001.ts";
import type { FilePieces } from "../../../shared/payouts/files/store.ts";
import { templateSchema } from "../../../shared/settings/model/template.ts";
import {
  excludedLine,
  exportedPayout,
  FINANCE,
  lineBatches,
  ODD_NAMES,
  PAYOUT_ID,
  paidBatches,
  paidLine,
  whole,
} from "../../support/payout-lines.ts";

const PAYMENTS = 730;
const EXCLUSION_REASONS = 17;
const PAYOUT = exportedPayout(PAYMENTS, EXCLUSION_REASONS);
const { content } = PAYOUT;
const DETAILS = { debtor: FINANCE.debtor, currency: "CNY" };
const template = (id: string) => FINANCE.templates.find((each) => each.id === id) ?? expect.unreachable();

const MAKE: Readonly<Record<string, () => FilePieces>> = {
  csv: () => FILE_MAKERS.csv(PAYOUT, lineBatches(PAYMENTS, EXCLUSION_REASONS), "CNY"),
  xlsx: () => FILE_MAKERS.xlsx(PAYOUT, lineBatches(PAYMENTS, EXCLUSION_REASONS), "CNY"),
  "pain.001": () => FILE_MAKERS.pain001(PAYOUT, paidBatches(PAYMENTS), DETAILS),
  ...Object.fromEntries(FINANCE.templates.map((each) => [each.id, () => FILE_MAKERS.text(each, PAYOUT, paidBatches(PAYMENTS), "CNY")])),
};
const make = (format: string) => whole((MAKE[format] ?? expect.unreachable())());

/** "1234.50" as minor units, by text alone. */
const minor = (text: string): bigint => BigInt(text.replace(".", ""));

test.each(Object.keys(MAKE))(
  "payout files: %s says what its payments come to, and is the same to the byte when it is made again",
  async (format) => {
    const [once, again] = [await make(format), await make(format)];
    expect(once.sums).toEqual(content.payments);
    expect(again.bytes.equals(once.bytes)).toBe(true);
  },
);

test.each(["csv", "pain.001", "fixed-bank"])(
  "%s is written while its lines are read: few of them are ahead of whoever takes the bytes",
  async (format) => {
    let read = 0;
    async function* counting<Line>(batches: AsyncIterable<readonly Line[]>): AsyncGenerator<readonly Line[]> {
      for await (const batch of batches) {
        read += 1;
        yield batch;
      }
    }
    const lines = counting(paidBatches(20_000));
    const pieces =
      format === "csv"
        ? FILE_MAKERS.csv(PAYOUT, lines, "CNY")
        : format === "pain.001"
          ? FILE_MAKERS.pain001(PAYOUT, lines, DETAILS)
          : FILE_MAKERS.text(template(format), PAYOUT, lines, "CNY");
    for (let piece = 0; piece < 3; piece += 1) await pieces.next();
    expect(read).toBeLessThanOrEqual(3);
  },
);

test("the CSV, read by another parser: each payment to the fen, totals that are the sums of the lines, no formula", async () => {
  const { bytes } = await make("csv");
  const rows = parse(bytes, { bom: true, columns: true }) as Record<string, string>[];
  const payments = rows.filter(({ kind }) => kind === "payment");
  expect(payments).toHaveLength(PAYMENTS);
  const total = rows.at(-1);
  expect(total).toMatchObject({ kind: "total", count: String(PAYMENTS), reference: PAYOUT_ID });
  expect(sum(payments.map(({ amount = "" }) => minor(amount)))).toBe(content.payments.amount);
  expect(minor(total?.amount ?? "")).toBe(content.payments.amount);
  for (const row of payments) expect(minor(row.statement ?? "") + minor(row.earlier ?? "")).toBe(minor(row.amount ?? ""));
  const { reference, accountLast4 } = paidLine(3);
  expect(payments[3]).toMatchObject({ reference, name: "Tom & <Jerry>", storeId: "", account: `*${accountLast4}` });
  const out = rows.filter(({ kind }) => kind === "left-out");
  expect(out).toHaveLength(EXCLUSION_REASONS);
  for (const row of rows.filter(({ kind }) => kind === "total-left-out")) {
    const ofWhy = out.filter(({ why }) => why === row.why);
    expect(row.count).toBe(String(ofWhy.length));
    expect(minor(row.amount ?? "")).toBe(sum(ofWhy.map(({ amount = "" }) => minor(amount))));
  }
  expect(rows.flatMap((row) => Object.entries(row)).filter(([, value]) => /^[=+\-@\t\r]/.test(value))).toEqual([]);
});

test("the workbook, read by another reader: a sheet for each store with its total, a summary of them, who was left out", async () => {
  const { bytes } = await make("xlsx");
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const names = book.worksheets.map(({ name }) => name);
  expect(names[0]).toBe("汇总 Summary");
  expect(names.at(-1)).toBe("未纳入 Excluded");
  const stores = new Set(Array.from({ length: PAYMENTS }, (_, index) => paidLine(index).storeId ?? "无门店 No store"));
  expect(new Set(names.slice(1, -1))).toEqual(stores);

  const values = (name: string) => {
    const rows: (string | number)[][] = [];
    book.getWorksheet(name)?.eachRow((row) => rows.push((row.values as (string | number)[]).slice(1)));
    return rows;
  };
  const fen = (value: string | number | undefined): bigint => BigInt(Math.round(Number(value) * 100));
  let all = 0n;
  const seen = new Set<string>();
  for (const store of stores) {
    const rows = values(store);
    const total = rows.at(-1);
    const lines = rows.slice(1, -1);
    expect(total?.[1]).toBe(lines.length);
    for (const column of [3, 4, 5]) expect(fen(total?.[column])).toBe(sum(lines.map((line) => fen(line[column]))));
    for (const line of lines) seen.add(String(line[2]));
    all += fen(total?.[5]);
    expect(values("汇总 Summary").find(([name]) => name === store)?.[4]).toBe(total?.[5]);
  }
  expect(all).toBe(content.payments.amount);
  expect(seen.size).toBe(PAYMENTS);
  expect(fen(values("汇总 Summary").at(-1)?.[4])).toBe(all);
  expect(values("汇总 Summary").at(-1)?.[1]).toBe(PAYMENTS);
  expect(values("未纳入 Excluded")).toHaveLength(EXCLUSION_REASONS + 2);
  const sheet = book.getWorksheet(paidLine(0).storeId ?? "");
  expect(sheet?.getCell("F2").numFmt).toMatch(/^#,##0\.00/);
  expect(sheet?.getCell("A1").font?.bold).toBe(true);
  expect(sheet?.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
});

/** An XML file as another parser sees it: element by element, each with its text. */
function elementsOf(xml: string): { path: string; text: string; attributes: Record<string, string> }[] {
  const parser = new SaxesParser({ xmlns: false });
  const stack: { path: string; text: string; attributes: Record<string, string> }[] = [];
  const all: typeof stack = [];
  parser.on("opentag", ({ name, attributes }) => {
    const path = `${stack.at(-1)?.path ?? ""}/${name}`;
    const element = { path, text: "", attributes: attributes as Record<string, string> };
    all.push(element);
    stack.push(element);
  });
  parser.on("text", (text) => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += text;
  });
  parser.on("closetag", () => void stack.pop());
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return all;
}

test("payout files: pain.001, read by another parser: its count and control sum are those of its payments, each with our reference", async () => {
  const { bytes } = await make("pain.001");
  const elements = elementsOf(bytes.toString("utf8"));
  const of = (end: string) => elements.filter(({ path }) => path.endsWith(end)).map(({ text }) => text);
  expect(elements[0]?.attributes.xmlns).toBe("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09");
  expect(of("/NbOfTxs")).toEqual([String(PAYMENTS), String(PAYMENTS)]);
  expect(of("/CtrlSum").map(minor)).toEqual([content.payments.amount, content.payments.amount]);
  expect(sum(of("/InstdAmt").map(minor))).toBe(content.payments.amount);
  expect(of("/EndToEndId")).toEqual(Array.from({ length: PAYMENTS }, (_, index) => paidLine(index).reference));
  expect(of("/CdtrAcct/Id/Othr/Id")).toEqual(Array.from({ length: PAYMENTS }, (_, index) => paidLine(index).details.account));
  expect(of("/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId")).toHaveLength(PAYMENTS);
  expect([of("/GrpHdr/MsgId"), of("/ReqdExctnDt/Dt"), of("/Dbtr/Nm")]).toEqual([["FENRUN-2026-05-1"], ["2026-06-05"], ["旅行社 & Co"]]);
  expect(of("/CreDtTm")).toEqual([PAYOUT.exported.at]);
  for (const reference of of("/InstrId")) expect(reference.length).toBeLessThanOrEqual(35);
  // What a bank's schema asks for in this order.
  const order = elements
    .filter(({ path }) => path.split("/").length === 5 && path.includes("/CdtTrfTxInf") === false)
    .map(({ path }) => path.split("/")[4]);
  expect(order.slice(0, 5)).toEqual(["MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "InitgPty"]);
});

test("payout files: in the euro area an IBAN is paid by the SEPA scheme to a BIC; an IBAN with wrong check digits is not written", async () => {
  const iban = "DE89370400440532013000";
  expect(isIban(iban)).toBe(true);
  const details = { holder: "A", account: iban, bankCode: "COBADEFFXXX", bankName: "" };
  async function* lines(account: string) {
    yield [{ ...paidLine(0), details: { ...details, account } }];
  }
  const how = { debtor: { name: "Agency", account: "FR1420041010050500013M02606", bankCode: "BNPAFRPP" }, currency: "EUR" };
  const elements = elementsOf((await whole(FILE_MAKERS.pain001(PAYOUT, lines(iban), how))).bytes.toString());
  const of = (end: string) => elements.filter(({ path }) => path.endsWith(end)).map(({ text }) => text);
  expect(of("/Id/IBAN")).toEqual([how.debtor.account, iban]);
  expect(of("/FinInstnId/BICFI")).toEqual(["BNPAFRPP", "COBADEFFXXX"]);
  expect([of("/SvcLvl/Cd"), of("/ChrgBr")]).toEqual([["SEPA"], ["SLEV"]]);
  const wrong = whole(FILE_MAKERS.pain001(PAYOUT, lines("DE88370400440532013000"), how));
  await expect(wrong).rejects.toThrow(BankFileError);
  await expect(wrong).rejects.not.toThrow("370400440532013000");
});

test("payout files: a file of fixed width in GB18030, read by the platform's own decoder: every line as long as every other in bytes", async () => {
  const { bytes } = await make("fixed-bank");
  const lines = splitBytes(bytes);
  expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([8 + 34 + 60 + 15 + 35]));
  const decoded = lines.map((line) => new TextDecoder("gb18030", { fatal: true }).decode(line));
  const payments = decoded.slice(0, -1);
  expect(payments).toHaveLength(PAYMENTS);
  const field = (line: Buffer, from: number, length: number) => new TextDecoder("gb18030").decode(line.subarray(from, from + length));
  expect(sum(lines.slice(0, -1).map((line) => BigInt(field(line, 102, 15))))).toBe(content.payments.amount);
  expect(field(lines[0] ?? Buffer.of(), 8, 34).trimEnd()).toBe(paidLine(0).details.account);
  expect(field(lines[0] ?? Buffer.of(), 42, 60).trimEnd()).toBe("户名0");
  const totals = decoded.at(-1) ?? "";
  expect([totals.slice(0, 5), BigInt(totals.slice(5, 15)), minor(totals.slice(15, 33))]).toEqual([
    "TOTAL",
    BigInt(PAYMENTS),
    content.payments.amount,
  ]);
});

test("payout files: a separated file in GB18030 keeps rare characters, and no name begins another line or column", async () => {
  const { bytes } = await make("separated-bank");
  const text = new TextDecoder("gb18030", { fatal: true }).decode(bytes);
  const rows = text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split("|"));
  expect(rows).toHaveLength(PAYMENTS + 2);
  expect(rows[0]).toEqual(["姓名", "账号", "金额", "类型", "备注"]);
  const names = rows.slice(1, 1 + ODD_NAMES.length).map(([name]) => name);
  expect(names).toEqual(ODD_NAMES.map((name) => name.replace(/\p{Cc}/u, " ")));
  expect(sum(rows.slice(1, -1).map((row) => minor(row[2] ?? "")))).toBe(content.payments.amount);
  expect(rows.at(-1)).toEqual(["TOTAL", String(PAYMENTS), expect.stringMatching(/^\d+\.\d\d$/)]);
});

test("payout files: a payroll file is safe from formulas, as people open it in spreadsheets", async () => {
  const { bytes } = await make("wages");
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = parse(bytes, { bom: true, relax_column_count: true }) as string[][];
  expect(rows[3]?.[1]).toBe('\'=HYPERLINK("x")');
  expect(rows.flat().filter((value) => /^[=+\-@\t\r]/.test(value))).toEqual([]);
});

test("payout files: what a column or an encoding has no room for is not cut off and not replaced: the file says where, and never what", async () => {
  const narrow = templateSchema.parse({
    id: "narrow",
    name: "Narrow",
    kind: "bank",
    form: "fixed",
    columns: [{ title: "账号", value: "account", width: 12 }],
  });
  const made = whole(FILE_MAKERS.text(narrow, PAYOUT, paidBatches(1), "CNY"));
  await expect(made).rejects.toThrow('column "账号" has room for 12 bytes, and adv-00000 takes 17');
  await expect(made).rejects.not.toThrow(paidLine(0).details.account);
  const dashed = { ...template("separated-bank"), separator: "-" };
  await expect(whole(FILE_MAKERS.text(dashed, PAYOUT, paidBatches(1), "CNY"))).rejects.toThrow(
    'column "备注" of adv-00000 holds the separator of the template "separated-bank"',
  );
  const old = { ...template("separated-bank"), encoding: "gbk" as const };
  await expect(whole(FILE_MAKERS.text(old, PAYOUT, paidBatches(11), "CNY"))).rejects.toThrow(
    'column "姓名" of adv-00010 has a character that gbk lacks',
  );
});

test("payout files: files made in a bundle, as it is deployed, are the same to the byte: encodings and workbook too", {
  timeout: 30_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "fenrun-bundle-"));
  try {
    const source = `import { FILE_MAKERS } from "./functions/_platform/render/file-generators.ts";
      import { exportedPayout, FINANCE, lineBatches, paidBatches, whole } from "./test/support/payout-lines.ts";
      const made = await whole(process.argv[2] === "xlsx"
        ? FILE_MAKERS.xlsx(exportedPayout(50, 2), lineBatches(50, 2), "CNY")
        : FILE_MAKERS.text(FINANCE.templates[0], exportedPayout(50, 2), paidBatches(50), "CNY"));
      process.stdout.write(made.bytes);`;
    await build({
      stdin: { contents: source, resolveDir: join(import.meta.dirname, "..", "..", ".."), loader: "ts" },
      outfile: join(folder, "bundle.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      mainFields: ["module", "main"],
      minify: true,
      banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
    });
    const bundled = (format: string) => execFileSync(process.execPath, [join(folder, "bundle.mjs"), format]);
    const payout = exportedPayout(50, 2);
    const [fixed = template("fixed-bank")] = FINANCE.templates;
    expect(bundled("text").equals((await whole(FILE_MAKERS.text(fixed, payout, paidBatches(50), "CNY"))).bytes)).toBe(true);
    expect(bundled("xlsx").equals((await whole(FILE_MAKERS.xlsx(payout, lineBatches(50, 2), "CNY"))).bytes)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("payout files: settings that could not make a file are refused as they are read", () => {
  const columns = [{ title: "a", value: "amount" }];
  const base = { id: "x", name: "X", kind: "bank", columns };
  expect(templateSchema.safeParse(base).success).toBe(true);
  expect(templateSchema.safeParse({ ...base, form: "fixed" }).success).toBe(false);
  expect(templateSchema.safeParse({ ...base, id: "csv" }).success).toBe(false);
  expect(templateSchema.safeParse({ ...base, columns: [{ title: "a", value: "constant" }] }).success).toBe(false);
  expect(templateSchema.safeParse({ ...base, columns: [{ title: "a", value: "amount", width: 9, pad: "　" }] }).success).toBe(false);
});

test("payout files: a currency without minor units is written without a point", async () => {
  const { bytes } = await whole(FILE_MAKERS.pain001(PAYOUT, paidBatches(1), { ...DETAILS, currency: "JPY" }));
  expect(bytes.toString()).toContain(`<InstdAmt Ccy="JPY">${paidLine(0).amount}</InstdAmt>`);
});

test("encodings: what can't be read back is not encoded", () => {
  expect(encoderOf("gb18030")("李䶮🦊")).toBeDefined();
  expect(encoderOf("gbk")("🦊")).toBeUndefined();
  expect(encoderOf("utf-8")("\ud800")).toBeUndefined();
});

test("payout files: sheets get names that spreadsheets take, however stores are called", () => {
  expect(sheetNames(["a/b", "A/B", "x".repeat(40), `${"x".repeat(40)}y`, "", "History", "'q'"], ["S"])).toEqual([
    "a-b",
    "A-B~2",
    "x".repeat(31),
    `${"x".repeat(29)}~2`,
    "_",
    "_History",
    "q",
  ]);
});

test("XML: markup is escaped, and what XML has no room for is replaced", () => {
  expect(escapeXml('a&b<c>"d"\u0000\ud800\ufffe\u4dae')).toBe("a&amp;b&lt;c&gt;&quot;d&quot;\ufffd\ufffd\ufffd䶮");
});

test("nobody in it: files are empty but for their heads and totals", async () => {
  const nobody = exportedPayout(0, 1);
  expect((await whole(FILE_MAKERS.xlsx(nobody, lineBatches(0, 1), "CNY"))).sums).toEqual({ count: 0, amount: 0n });
  expect(excludedLine(0).reason).toBe("payments-on-hold");
});

function splitBytes(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf("\r\n", start);
    lines.push(bytes.subarray(start, end));
    start = end + 2;
  }
  return lines;
}

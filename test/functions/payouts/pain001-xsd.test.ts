import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { FILE_MAKERS } from "../../../functions/_platform/render/file-generators.ts";
import { countOf } from "../../../shared/base/money/money.ts";
import { pain001Issue } from "../../../shared/payouts/bank-files/pain001.ts";
import type { PaidLine } from "../../../shared/payouts/bank-files/payment-line.ts";
import { exportedPayout, ODD_NAMES, paidLine, whole } from "../../support/payout-lines.ts";

// ISO 20022's own schema. It lies beside the repository and not in it: without it these tests are skipped, and say so.
const XSD = join(import.meta.dirname, "../../../../shared/iso20022/xsd/pain.001.001.09.xsd");
const MEMORY_PAGES = 4_096;

const CHINESE = { name: "旅行社 & <Co>", account: "110060149012345678", bankCode: "104100000004" };
const EUROPEAN = { name: "Agentur für Reisen “Süd” & Söhne", account: "FR1420041010050500013M02606", bankCode: "BNPAFRPP" };
const IBANS = ["DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300", "ES9121000418450200051332"];
const BICS = ["COBADEFFXXX", "BNPAFRPP", "", "CAIXESBB"];
const NAMES = [...ODD_NAMES, "Jürgen Müßig", "ЮРИЙ", "Γιώργος", "a".repeat(70), "x".repeat(140), "O'Neil & Söhne <GmbH>", "\u{2A6D6}"];

async function problemsOf(lines: readonly PaidLine[], debtor: typeof CHINESE, currency: string): Promise<readonly string[]> {
  const payout = exportedPayout(0, 0);
  const told = { ...payout, content: { ...payout.content, payments: countOf(lines) } };
  async function* batches() {
    yield lines;
  }
  const { bytes } = await whole(FILE_MAKERS.pain001(told, batches(), { debtor, currency }));
  const schema = { fileName: "pain.xsd", contents: await readFile(XSD, "utf8") };
  const { errors } = await validateXML({
    xml: [{ fileName: "file.xml", contents: bytes.toString("utf8") }],
    schema: [schema],
    initialMemoryPages: MEMORY_PAGES,
    maxMemoryPages: MEMORY_PAGES,
  });
  return errors.map(({ message }) => message);
}

const european = (index: number): PaidLine => {
  const at = index % IBANS.length;
  const details = { holder: NAMES[index % NAMES.length] ?? "", account: IBANS[at] ?? "", bankCode: BICS[at] ?? "", bankName: "Bank" };
  return { ...paidLine(index), details };
};
const chinese = (index: number): PaidLine => {
  const line = paidLine(index);
  return { ...line, details: { ...line.details, holder: NAMES[index] ?? line.details.holder } };
};
const lines = (count: number, make: (index: number) => PaidLine, currency: string) =>
  Array.from({ length: count }, (_, index) => make(index)).filter((line) => pain001Issue(line, currency) === undefined);

describe.skipIf(!existsSync(XSD))("pain.001 against ISO 20022's schema (skipped where it doesn't lie beside the repository)", () => {
  test("yuan: odd names, CNAPS codes, and many payments", async () => {
    const all = lines(3_000, chinese, "CNY");
    expect(all.length).toBe(3_000);
    expect(await problemsOf(all, CHINESE, "CNY")).toEqual([]);
  });

  test("yuan to a BIC, and to an IBAN without one", async () => {
    const abroad = lines(8, european, "CNY");
    expect(abroad.length).toBe(8);
    expect(await problemsOf(abroad, CHINESE, "CNY")).toEqual([]);
  });

  test("euros: IBANs with and without BIC, names in SEPA's characters", async () => {
    const all = lines(2_000, european, "EUR");
    expect(all.length).toBeGreaterThan(500);
    expect(await problemsOf(all, EUROPEAN, "EUR")).toEqual([]);
    expect(await problemsOf(all.slice(0, 1), { ...EUROPEAN, bankCode: "" }, "EUR")).toEqual([]);
  });

  test("an amount beyond what a float holds, and a currency without minor units", async () => {
    const [first] = lines(1, chinese, "JPY");
    if (first === undefined) throw new Error("there is no line");
    expect(await problemsOf([{ ...first, amount: 999_999_999_999_999_999n }], CHINESE, "JPY")).toEqual([]);
  });

  test("the schema is looked at: an empty BIC is found", async () => {
    const bad = { ...EUROPEAN, bankCode: "x" };
    expect((await problemsOf(lines(1, european, "EUR"), bad, "EUR")).join()).toContain("BICFI");
  });
});

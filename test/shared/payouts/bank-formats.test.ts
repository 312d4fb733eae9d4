import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { encoderOf } from "../../../functions/_platform/render/encodings.ts";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { BANK_FILE_ISSUES } from "../../../shared/payouts/bank-files/bank-file-issue.ts";
import { checkFormats, exportFormats, paymentIssue } from "../../../shared/payouts/bank-files/bank-formats.ts";
import { type DebtorIssue, debtorIssue } from "../../../shared/payouts/bank-files/debtor.ts";
import { creditorOf } from "../../../shared/payouts/bank-files/pain001.ts";
import { toSepaText } from "../../../shared/payouts/bank-files/sepa-text.ts";
import { financeSchema } from "../../../shared/settings/model/settings.ts";
import { paidLine } from "../../support/payout-lines.ts";

const IBAN = { holder: "A", account: "DE89370400440532013000", bankCode: "COBADEFFXXX", bankName: "Commerzbank" };
const line = (details: Partial<typeof IBAN>, amount = 100n) => ({ ...paidLine(0), amount, details: { ...IBAN, ...details } });
const inEuros = (details: Partial<typeof IBAN>, amount = 100n) => creditorOf(line(details, amount), "EUR");

describe("SEPA's characters", () => {
  test.each([
    ["Jürgen Müßig-Ångström", "Jurgen Mussig-Angstrom"],
    ["O'Neil & Söhne <GmbH>", "O'Neil + Sohne .GmbH."],
    ["Γιώργος Ψυχάρης", "Giorgos Psycharis"],
    ["ЮРИЙ Щукин", "YURIY Shtukin"],
    ["Юрий ЩУКИН, Щ. Ђорђе", "Yuriy SHTUKIN, SHT. Djordje"],
    ["Łukasz Żółć", "Lukasz Zolc"],
    ["Æsir Øre Œuvre Þór", "Aesir Ore Oeuvre Thor"],
    ["ｆｕｌｌ　ｗｉｄｔｈ", "full width"],
    ["=SUM(A1:A9)", ".SUM(A1:A9)"],
  ])("%s is %s", (text, latin) => expect(toSepaText(text)).toBe(latin));

  test.each(["李娜", "Ann 😀", "한글", "नमस्ते", "a\u0000b"])("%s has no place in the table", (text) =>
    expect(toSepaText(text)).toBeUndefined(),
  );

  test("what comes out is of the set, whatever goes in; and stays as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const latin = toSepaText(text);
        if (latin === undefined) return;
        expect(latin).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]*$/);
        expect(toSepaText(latin)).toBe(latin);
      }),
    );
  });
});

describe("whom a pain.001 pays", () => {
  test("in euros: an IBAN of SEPA, a name of 70 characters in its set, and a BIC of the IBAN's country or none", () => {
    expect(inEuros({ holder: "Jürgen" })).toEqual({
      ok: true,
      party: { name: "Jurgen", account: IBAN.account, bankCode: "COBADEFFXXX", bankName: "" },
    });
    expect(inEuros({ bankCode: "" })).toMatchObject({ ok: true, party: { bankCode: "" } });
    expect(inEuros({ holder: "x".repeat(70) }).ok).toBe(true);
    const wrong = [
      [{ holder: "x".repeat(71) }, "too-long"],
      // 69 characters, and 70 and more once they are written in Latin letters.
      [{ holder: "Щ".repeat(24) }, "too-long"],
      [{ holder: "李娜" }, "character"],
      [{ account: "6222021234567894" }, "iban"],
      [{ account: "DE88370400440532013000" }, "iban"],
      // The check digits are right, and it is too short for Germany.
      [{ account: "DE68210501700012345" }, "iban"],
      [{ account: "AE070331234567890123456", bankCode: "" }, "outside-sepa"],
      [{ bankCode: "BNPAFRPP" }, "bank-code"],
      [{ bankCode: "102100099996" }, "bank-code"],
      [{ bankCode: "NOTABIC" }, "bank-code"],
    ] as const;
    for (const [details, code] of wrong) expect([details, inEuros(details)]).toEqual([details, { ok: false, code }]);
    expect(inEuros({}, 99_999_999_999n).ok).toBe(true);
    expect(inEuros({}, 100_000_000_000n)).toEqual({ ok: false, code: "amount" });
  });

  test("a BIC of a territory goes with its country's IBAN", () => {
    const french = { account: "FR1420041010050500013M02606" };
    expect(inEuros({ ...french, bankCode: "BNPAREP1" }).ok).toBe(true);
    expect(inEuros({ ...french, bankCode: "BNPADEFF" }).ok).toBe(false);
  });

  test("elsewhere names and accounts are told as they are", () => {
    const chinese = line({ holder: "李😀", account: "6222021234567894", bankCode: "102100099996" });
    expect(creditorOf(chinese, "CNY")).toMatchObject({ ok: true, party: { name: "李😀" } });
    expect(creditorOf(line({ holder: "x".repeat(141) }), "CNY")).toEqual({ ok: false, code: "too-long" });
  });
});

describe("the agency's formats", () => {
  const column = (value: string, width?: number) => ({ title: value, value, ...(width !== undefined && { width }) });
  const fixed = (encoding: string, ...columns: unknown[]) => ({ id: "bank", name: "B", kind: "bank", form: "fixed", encoding, columns });
  const withTemplate = (template: unknown, more = {}) => ({
    finance: financeSchema.parse({ templates: [template], ...more }),
    agency: { currency: "CNY" },
    encoderOf,
  });
  const issueOf = (template: unknown, details: Partial<typeof IBAN>) => paymentIssue(line(details), "2026-05", withTemplate(template));
  const gbk = fixed("gbk", column("holder", 10), column("account", 24));

  test("a holder that is longer in bytes than the column, and a character that the encoding lacks, are told by format and column", () => {
    expect(issueOf(gbk, { holder: "李小娜" })).toBeUndefined();
    expect(issueOf(gbk, { holder: "李小娜李小娜" })).toEqual({ format: "bank", code: "too-long", column: "holder" });
    expect(issueOf(gbk, { holder: "😀" })).toEqual({ format: "bank", code: "character", column: "holder" });
    const separated = { id: "bank", name: "B", kind: "bank", separator: "|", columns: [column("holder")] };
    expect(issueOf(separated, { holder: "a|b" })).toEqual({ format: "bank", code: "separator", column: "holder" });
  });

  test("payroll's file keeps nobody from being paid, and an agency without pain.001 is not held to it", () => {
    const payroll = { ...gbk, kind: "payroll" };
    expect(issueOf(payroll, { holder: "😀" })).toBeUndefined();
    const inEur = { ...withTemplate(payroll), agency: { currency: "EUR" } };
    const noIban = line({ account: "6222021234567894" });
    expect(paymentIssue(noIban, "2026-05", inEur)).toEqual({ format: "pain.001", code: "iban" });
    expect(paymentIssue(noIban, "2026-05", { ...inEur, finance: { ...inEur.finance, pain001: false } })).toBeUndefined();
    expect(exportFormats({ ...inEur.finance, pain001: false })).toEqual(["bank"]);
  });

  test("what doesn't fit whoever is in it: a number with more digits, a title, what is alike in all lines, totals", () => {
    const formatsOf = (template: unknown, count: number, amount = 1n) =>
      checkFormats({ payoutId: "2026-05-1", month: "2026-05", payments: { count, amount } }, withTemplate(template))[1];
    const numbered = { ...fixed("gbk", column("number", 2)), header: false, totals: false };
    expect(formatsOf(numbered, 99)).toEqual({ format: "bank" });
    expect(formatsOf(numbered, 100)).toEqual({ format: "bank", issue: "too-long", column: "number" });
    expect(formatsOf(fixed("gbk", column("holder", 3)), 1)).toEqual({ format: "bank", issue: "too-long", column: "holder" });
    const constant = (text: string, width = 40) => fixed("gbk", { ...column("constant", width), text }, column("holder", 40));
    expect(formatsOf(constant("工资"), 1)).toEqual({ format: "bank" });
    expect(formatsOf(constant("工资😀"), 1)).toEqual({ format: "bank", issue: "character", column: "constant" });
    for (const value of ["payoutId", "month", "executeOn", "currency"])
      expect(formatsOf({ ...fixed("gbk", column(value, 2)), header: false }, 1), value).toEqual({
        format: "bank",
        issue: "too-long",
        column: value,
      });
    // It is nobody's own, so it keeps nobody out.
    expect(issueOf(constant("工资😀"), {})).toBeUndefined();
    expect(issueOf(fixed("gbk", column("executeOn", 2)), {})).toBeUndefined();
    const totalled = { ...fixed("gbk", column("holder", 40)), totals: true };
    expect(formatsOf(totalled, 1, 10n ** 18n)).toEqual({ format: "bank", issue: "too-long" });
  });
});

describe("the agency's own account", () => {
  const debtor = { name: "Agency", account: "110060149012345678", bankCode: "104100000004" };
  const iban = { name: "Agency", account: "FR1420041010050500013M02606", bankCode: "BNPAFRPP" };
  test.each([
    ["set", debtor, "CNY", undefined],
    ["an IBAN", iban, "EUR", undefined],
    ["an IBAN without BIC", { ...iban, bankCode: "" }, "EUR", undefined],
    ["zeros", financeSchema.parse({}).debtor, "CNY", "missing"],
    ["zeros for the bank", { ...debtor, bankCode: "000000000000" }, "CNY", "missing"],
    ["no IBAN in euros", debtor, "EUR", "iban"],
    ["an IBAN with wrong check digits", { ...iban, account: "FR1520041010050500013M02606" }, "EUR", "iban"],
    ["a BIC of elsewhere", { ...iban, bankCode: "COBADEFF" }, "EUR", "bank-code"],
    ["no bank code", { ...debtor, bankCode: "12" }, "CNY", "bank-code"],
    ["zeros in groups", { ...debtor, account: "0000 0000-0000" }, "CNY", "missing"],
    ["an IBAN as people write it", { ...iban, account: "fr14 2004 1010 0505 0001 3m02 606", bankCode: "bnpafrpp" }, "EUR", undefined],
  ])("%s", (_, own, currency, issue) => expect(debtorIssue(financeSchema.parse({ debtor: own }).debtor, currency)).toBe(issue));
});

test("bank formats: why a bank's file is impossible is told in words of the reader's language, never by its code", () => {
  for (const language of ["zh", "en"] as const) {
    const tell = issueFormatIn(language);
    for (const issue of [...BANK_FILE_ISSUES, "not-tried"]) {
      const text = tell(refusal("format-impossible", { format: "icbc", issue, column: "户名" }));
      expect([text.includes("户名"), text.includes(issue) && issue.includes("-")]).toEqual([true, false]);
    }
    for (const issue of ["missing", "iban", "bank-code"] satisfies DebtorIssue[])
      expect(tell(refusal("debtor-unset", { issue }))).not.toContain(`（${issue}）`);
  }
  expect(issueFormatIn("zh")(refusal("format-impossible", { format: "icbc", issue: "too-long", column: "户名" }))).toContain(
    "“户名”列内容过长",
  );
});

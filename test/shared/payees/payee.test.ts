import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsAccountNumber, isIban, isLuhn, mayHoldAccountNumber } from "../../../shared/base/text/account-number.ts";
import { payeeAt } from "../../../shared/payees/model/effective-payee.ts";
import { readDetails, showable } from "../../../shared/payees/model/parse-details.ts";
import type { Payee } from "../../../shared/payees/model/payee.ts";
import { briefs } from "../../support/issues.ts";

const IBANS = ["DE89370400440532013000", "GB82WEST12345698765432", "CH9300762011623852957", "MT84MALT011000012345MTLCAST001S"];
const CARD = "6222020200112233440";
const NAMES = { holder: "李娜", bankCode: "102100099996", bankName: "工商银行" };

test("payee: an IBAN is right as it is, and wrong with any one of its characters changed", () => {
  for (const iban of IBANS) {
    expect(isIban(iban), iban).toBe(true);
    fc.assert(
      fc.property(fc.nat(iban.length - 1), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digit = iban.charAt(place);
        fc.pre(/\d/.test(digit));
        const other = `${iban.slice(0, place)}${(Number(digit) + by) % 10}${iban.slice(place + 1)}`;
        expect(isIban(other)).toBe(false);
      }),
      { numRuns: 40 },
    );
  }
  expect(isIban("DE006222020200112233440")).toBe(false);
});

test("payee: a card's check digit is right, and wrong with one digit changed", () => {
  expect(isLuhn("4111111111111111")).toBe(true);
  expect(isLuhn("4111111111111112")).toBe(false);
  expect(isLuhn("")).toBe(false);
  expect(isLuhn("41111111a1111111")).toBe(false);
});

test("payee: details are put right as people type them", () => {
  const read = readDetails({ holder: " 李娜 ", account: "６２２２ 0202 0011 2233 440", bankCode: "bkchcnbj", bankName: "" });
  expect(read).toMatchObject({
    ok: true,
    details: { holder: "李娜", account: CARD, bankCode: "BKCHCNBJ", bankName: "" },
    accountLast4: "3440",
  });
});

test("payee: what can't be an account is refused by field, and no reason says what was typed", () => {
  const reasonsOf = (typed: Parameters<typeof readDetails>[0]) => {
    const read = readDetails({ ...NAMES, account: CARD, ...typed });
    return read.ok ? [] : briefs(read.issues);
  };
  expect(reasonsOf({ holder: " " })).toEqual(["holder: holder-missing"]);
  expect(reasonsOf({ holder: "x".repeat(141) })).toEqual(["holder: too-long"]);
  expect(reasonsOf({ bankName: "a\u0007b" })).toEqual(["bankName: hidden-character"]);
  for (const lineBreak of ["\u2028", "\u2029"]) expect(reasonsOf({ bankName: `a${lineBreak}b` })).toEqual(["bankName: hidden-character"]);
  expect(reasonsOf({ account: "" })).toEqual(["account: account-missing"]);
  expect(reasonsOf({ account: "6.22202E+18" })).toEqual(["account: number-rounded"]);
  expect(reasonsOf({ account: "12345" })).toEqual(["account: account-malformed"]);
  expect(reasonsOf({ account: "DE88 3704 0044 0532 0130 00" })).toEqual(["account: iban-check-digits"]);
  expect(reasonsOf({ bankCode: "1021000" })).toEqual(["bankCode: bank-code-expected"]);
  const typed = { holder: "", account: "DE88370400440532013000", bankCode: "999988887777666", bankName: "b\u0000" };
  const told = JSON.stringify(readDetails(typed));
  for (const text of Object.values(typed)) if (text !== "") expect(told).not.toContain(text);
});

test("an IBAN says its bank: a BIC may be left out, and one of another country is a mistake", () => {
  const iban = { holder: "Jürgen", account: "DE89 3704 0044 0532 0130 00", bankName: "" };
  expect(readDetails({ ...iban, bankCode: "" })).toMatchObject({ ok: true, details: { bankCode: "" } });
  expect(readDetails({ ...iban, bankCode: "COBADEFFXXX" }).ok).toBe(true);
  const abroad = readDetails({ ...iban, bankCode: "BNPAFRPP" });
  expect(abroad.ok ? [] : briefs(abroad.issues)).toEqual(["bankCode: bic-of-another-country"]);
  expect(readDetails({ ...iban, account: "6222021234567894", bankCode: "" }).ok).toBe(false);
});

test("payee: what is odd about an account is told, and yet it can be saved", () => {
  const warningsOf = (account: string) => {
    const read = readDetails({ ...NAMES, account });
    return read.ok ? read.warnings : undefined;
  };
  expect(warningsOf("DE89370400440532013000")).toEqual([]);
  expect(warningsOf("123456789")).toEqual([]);
  expect(warningsOf("6222020200112233441")).toEqual(["check-digit"]);
  expect(warningsOf("622202020011224000")).toEqual(["check-digit", "maybe-rounded"]);
  expect(warningsOf("ABC123456")).toEqual(["unusual"]);
});

test("payee: an account number is found in a text however it is spaced; other long numbers are not taken for one", () => {
  for (const text of [
    "please use DE89 3704 0044 0532 0130 00 from now on",
    "card 4111-1111-1111-1111",
    "新卡号4111111111111111。",
    "４１１１１１１１１１１１１１１１",
  ])
    expect(holdsAccountNumber(text), text).toBe(true);
  for (const text of ["", "ticket 2026-05-0001", "订单 202605010000123", "4111111111111112", "https://tickets.example/T-100200300"])
    expect(holdsAccountNumber(text), text).toBe(false);
});

test("what is about accounts is searched more strictly: any long number may be one, days and tickets are not", () => {
  for (const text of ["6230520010031415926.csv", "now 6230 5200 1003", "1234-5678-9012", "DE89370400440532013000"])
    expect(mayHoldAccountNumber(text), text).toBe(true);
  for (const text of ["payees 2026-05-01 2026-05-02.csv", "20260501", "ticket 1234567", "工号 2026 0501"])
    expect(mayHoldAccountNumber(text), text).toBe(false);
});

test("payee: what was refused is shown again without the account, and without what may be one in another field", () => {
  expect(showable({ ...NAMES, account: CARD })).toEqual({ ...NAMES, account: "" });
  expect(showable({ holder: CARD, account: "李娜", bankCode: CARD, bankName: "DE89370400440532013000" })).toEqual({
    holder: "",
    account: "",
    bankCode: "",
    bankName: "",
  });
  expect(showable({ ...NAMES, bankCode: "10210009999", account: "" }).bankCode).toBe("10210009999");
});

const sealed = { holder: "", account: "", bankCode: "", bankName: "" };
const payee = (version: number, approvedAt: string): Payee => {
  return {
    advisorId: "li",
    version,
    sealed,
    accountLast4: `000${version}`,
    accountTag: "tag",
    proposalId: "p",
    approvedBy: "eve",
    approvedAt,
  };
};

test("payee: nobody is paid while their latest change cools, and by that version alone from the end of its period on", () => {
  const versions = [payee(2, "2026-06-10T08:00:00.000Z"), payee(1, "2026-01-01T00:00:00.000Z")];
  const at = (instant: string, securityHoldDays = 2) => payeeAt(versions, Date.parse(instant), securityHoldDays);
  expect(payeeAt([], 0, 2)).toEqual({ kind: "none" });
  expect(at("2026-06-10T08:00:00.000Z")).toMatchObject({ kind: "securityHold", payee: { version: 2 }, until: "2026-06-12T08:00:00.000Z" });
  expect(at("2026-06-12T07:59:59.999Z").kind).toBe("securityHold");
  expect(at("2026-06-12T08:00:00.000Z")).toMatchObject({ kind: "ready", payee: { version: 2 } });
  expect(at("2026-06-10T08:00:00.000Z", 0).kind).toBe("ready");
});

import {
  isIban,
  isLuhn,
  looksLikeIban,
  looksLikeUnionPay,
  mayHoldAccountNumber,
  normalizeAccount,
} from "../../base/text/account-number.ts";
import { isBicOfIban } from "./bank-code.ts";
import { PAYEE_FIELDS, type PayeeDetails, type PayeeField } from "./payee.ts";

/**
 * What is odd about details that can be saved all the same. `check-digit`: a UnionPay card's check digit is wrong.
 * `maybe-rounded`: a long number ends with zeros, as spreadsheets round them. `unusual`: letters, and yet no IBAN.
 */
export type DetailsWarning = "check-digit" | "maybe-rounded" | "unusual";

/** Details that were read; or why they can't be, a sentence for each field, "account: …". No reason holds what was typed. */
export type ReadDetails =
  | { readonly ok: true; readonly details: PayeeDetails; readonly last4: string; readonly warnings: readonly DetailsWarning[] }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Names of accounts and banks: what ISO 20022 has room for. */
const MOST_CHARACTERS = 140;

/** Reads payee details as people type them: full-width figures, spaces and small letters are put right. Never throws. */
export function readDetails(typed: Readonly<Partial<Record<PayeeField, string>>>): ReadDetails {
  const details: PayeeDetails = {
    holder: name(typed.holder),
    account: normalizeAccount(typed.account ?? ""),
    bankCode: normalizeAccount(typed.bankCode ?? ""),
    bankName: name(typed.bankName),
  };
  const reasons = PAYEE_FIELDS.flatMap((field) => ruleOf(field, details)(details[field]).map((reason) => `${field}: ${reason}`));
  if (reasons.length === 0 && !isBicOfIban(details.bankCode, details.account))
    reasons.push("bankCode: the BIC is of another country than the IBAN: compare both with what the advisor gave");
  if (reasons.length > 0) return { ok: false, reasons };
  return { ok: true, details, last4: details.account.slice(-4), warnings: warningsOf(details.account) };
}

/**
 * What of refused details a form may show again: never the account, nor what stands elsewhere and may be one. The other
 * fields as they were typed.
 */
export function showable(typed: Readonly<Record<PayeeField, string>>): Readonly<Record<PayeeField, string>> {
  const { holder, bankCode, bankName } = typed;
  const harmless = (text: string) => (mayHoldAccountNumber(text) ? "" : text);
  return {
    holder: harmless(holder),
    account: "",
    bankCode: RULES.bankCode(normalizeAccount(bankCode)).length === 0 ? bankCode : harmless(bankCode),
    bankName: harmless(bankName),
  };
}

const name = (text = ""): string => text.normalize("NFC").trim();

/** An IBAN says which bank it is, so its BIC may be left out. */
const ruleOf = (field: PayeeField, { account, bankCode }: PayeeDetails): ((text: string) => string[]) =>
  field === "bankCode" && bankCode === "" && isIban(account) ? () => [] : RULES[field];

const RULES: Readonly<Record<PayeeField, (text: string) => string[]>> = {
  holder: (text) => (text === "" ? ["expected the name of the account's holder"] : nameReasons(text)),
  bankName: nameReasons,
  account: accountReasons,
  bankCode: (text) =>
    /^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?|\d{12})$/.test(text)
      ? []
      : ["expected a BIC of 8 or 11 characters, or the 12 digits of a CNAPS code"],
};

function nameReasons(text: string): string[] {
  if (text.length > MOST_CHARACTERS) return [`expected at most ${MOST_CHARACTERS} characters`];
  return /\p{C}/u.test(text) ? ["expected no control character, and no space at either end"] : [];
}

function accountReasons(text: string): string[] {
  if (text === "") return ["expected an account number or IBAN"];
  if (/^\d([.,]\d+)?E\+?\d+$/.test(text))
    return ["a spreadsheet has rounded the number: format the column as text, and type the numbers anew"];
  if (!/^[0-9A-Z]{6,34}$/.test(text)) return ["expected 6 to 34 digits and letters"];
  return looksLikeIban(text) && !isIban(text) ? ["the check digits of the IBAN are wrong: compare it with what the advisor gave"] : [];
}

/** Spreadsheets keep 15 digits of a number, and write zeros for the rest. */
const ROUNDED = /^\d{15}0+$/;

function warningsOf(account: string): DetailsWarning[] {
  return [
    ...(looksLikeUnionPay(account) && !isLuhn(account) ? (["check-digit"] as const) : []),
    ...(ROUNDED.test(account) ? (["maybe-rounded"] as const) : []),
    ...(/[A-Z]/.test(account) && !looksLikeIban(account) ? (["unusual"] as const) : []),
  ];
}

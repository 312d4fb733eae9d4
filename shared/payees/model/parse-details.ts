import { type Issue, type IssueCode, issue } from "../../base/issues/issue.ts";
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
export const DETAILS_WARNINGS = ["check-digit", "maybe-rounded", "unusual"] as const;
export type DetailsWarning = (typeof DETAILS_WARNINGS)[number];

/** Details that were read; or why they can't be, by field. No issue holds what was typed. */
export type ReadDetails =
  | { readonly ok: true; readonly details: PayeeDetails; readonly accountLast4: string; readonly warnings: readonly DetailsWarning[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Names of accounts and banks: what ISO 20022 has room for. */
const MAX_CHARACTERS = 140;

/** Reads payee details as people type them: full-width figures, spaces and small letters are put right. Never throws. */
export function readDetails(typed: Readonly<Partial<Record<PayeeField, string>>>): ReadDetails {
  const details: PayeeDetails = {
    holder: name(typed.holder),
    account: normalizeAccount(typed.account ?? ""),
    bankCode: normalizeAccount(typed.bankCode ?? ""),
    bankName: name(typed.bankName),
  };
  const issues = PAYEE_FIELDS.flatMap((field) => {
    const found = ruleOf(field, details)(details[field]);
    return found === undefined ? [] : [issue(field, found, field === "holder" || field === "bankName" ? { maximum: MAX_CHARACTERS } : {})];
  });
  if (issues.length === 0 && !isBicOfIban(details.bankCode, details.account)) issues.push(issue("bankCode", "bic-of-another-country"));
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, details, accountLast4: details.account.slice(-4), warnings: accountWarnings(details.account) };
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
    bankCode: RULES.bankCode(normalizeAccount(bankCode)) === undefined ? bankCode : harmless(bankCode),
    bankName: harmless(bankName),
  };
}

const name = (text = ""): string => text.normalize("NFC").trim();

/** The code of what is wrong with a field; undefined where nothing is. */
type Rule = (text: string) => IssueCode | undefined;

/** An IBAN says which bank it is, so its BIC may be left out. */
const ruleOf = (field: PayeeField, { account, bankCode }: PayeeDetails): Rule =>
  field === "bankCode" && bankCode === "" && isIban(account) ? () => undefined : RULES[field];

const RULES: Readonly<Record<PayeeField, Rule>> = {
  holder: (text) => (text === "" ? "holder-missing" : nameIssue(text)),
  bankName: nameIssue,
  account: accountIssue,
  bankCode: (text) => (/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?|\d{12})$/.test(text) ? undefined : "bank-code-expected"),
};

function nameIssue(text: string): IssueCode | undefined {
  if (text.length > MAX_CHARACTERS) return "too-long";
  return /[\p{C}\p{Zl}\p{Zp}]/u.test(text) ? "hidden-character" : undefined;
}

function accountIssue(text: string): IssueCode | undefined {
  if (text === "") return "account-missing";
  if (/^\d([.,]\d+)?E\+?\d+$/.test(text)) return "number-rounded";
  if (!/^[0-9A-Z]{6,34}$/.test(text)) return "account-malformed";
  return looksLikeIban(text) && !isIban(text) ? "iban-check-digits" : undefined;
}

/** Spreadsheets keep 15 digits of a number, and write zeros for the rest. */
const ROUNDED = /^\d{15}0+$/;

/** What is odd about an account that can be saved all the same. */
export function accountWarnings(account: string): DetailsWarning[] {
  return [
    ...(looksLikeUnionPay(account) && !isLuhn(account) ? (["check-digit"] as const) : []),
    ...(ROUNDED.test(account) ? (["maybe-rounded"] as const) : []),
    ...(/[A-Z]/.test(account) && !looksLikeIban(account) ? (["unusual"] as const) : []),
  ];
}

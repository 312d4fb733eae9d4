import { isIban, looksLikeIban } from "../../base/text/account-number.ts";
import { isBankCode, isBicOfIban, isCnaps, isInSepa, isSepaIban } from "../../payees/model/bank-code.ts";
import type { BankFileIssueCode } from "./bank-file-issue.ts";
import type { PaidLine } from "./payment-line.ts";
import { toSepaText } from "./sepa-text.ts";

/** Whom a payment of a pain.001 goes to. `bankCode` and `bankName` may be "". */
export interface Party {
  readonly name: string;
  readonly account: string;
  readonly bankCode: string;
  readonly bankName: string;
}

export type PartyResult = { readonly ok: true; readonly party: Party } | { readonly ok: false; readonly code: BankFileIssueCode };

/** EPC implementation guidelines for credit transfers: names have at most 70 characters. */
export const SEPA_NAME_LENGTH = 70;
/** AT-04 of the SEPA credit transfer rulebook: at most 999,999,999.99. */
const SEPA_MOST_MINOR = 99_999_999_999n;
/** ActiveOrHistoricCurrencyAndAmount has 18 digits. */
const MAX_DIGITS = 18;
/** Max140Text and Max34Text, in characters as XML Schema counts them. */
const NAME_LENGTH = 140;
const ACCOUNT_LENGTH = 34;

/** Euros are paid by the SEPA credit transfer scheme. */
export const isSepaCurrency = (currency: string): boolean => currency === "EUR";

const issue = (code: BankFileIssueCode): PartyResult => ({ ok: false, code });

/**
 * Whom a payment goes to as a pain.001 tells it, or why it can't. In SEPA: a valid IBAN of a country that takes part, a name
 * of at most 70 characters in SEPA's character set (transliterated by the table of `sepa-text.ts`), and where a BIC is given
 * one of the IBAN's country. Elsewhere names and accounts are told as they are.
 * @param currency ISO 4217.
 */
export function creditorOf({ details, amount }: Pick<PaidLine, "details" | "amount">, currency: string): PartyResult {
  const { holder, account, bankCode, bankName } = details;
  if (looksLikeIban(account) && !isIban(account)) return issue("iban");
  if (bankCode !== "" && !isBankCode(bankCode)) return issue("bank-code");
  if (!isBicOfIban(bankCode, account)) return issue("bank-code");
  if (!isSepaCurrency(currency)) {
    if ([...holder].length > NAME_LENGTH || [...bankName].length > NAME_LENGTH || account.length > ACCOUNT_LENGTH) return issue("too-long");
    if (holder.trim() === "" || account === "") return issue("too-long");
    return amount.toString().length > MAX_DIGITS ? issue("amount") : { ok: true, party: { name: holder, account, bankCode, bankName } };
  }
  if (!isSepaIban(account)) return issue(isIban(account) && !isInSepa(account) ? "outside-sepa" : "iban");
  if (isCnaps(bankCode)) return issue("bank-code");
  if (amount > SEPA_MOST_MINOR) return issue("amount");
  const name = toSepaText(holder);
  if (name === undefined || name === "") return issue("character");
  if (name.length > SEPA_NAME_LENGTH) return issue("too-long");
  // The BIC or the IBAN says which bank it is: its name has no place in SEPA.
  return { ok: true, party: { name, account, bankCode, bankName: "" } };
}

/** What XML 1.0 can't hold, not even escaped, or should not: control characters, and two that are none. */
const NO_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it stands in an XML element or a quoted attribute. What XML can't hold becomes U+FFFD, halves of characters too. */
export function escapeXml(text: string): string {
  const whole = text.toWellFormed().replace(NO_XML, "\ufffd");
  return whole.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

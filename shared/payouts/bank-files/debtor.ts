import { isIban, looksLikeIban } from "../../base/text/account-number.ts";
import { isBankCode, isBicOfIban, isSepaIban } from "../../payees/model/bank-code.ts";
import type { FinanceSettings } from "../../settings/model/finance-settings.ts";

/** Whose account payouts go out from. */
export type Debtor = FinanceSettings["debtor"];

/**
 * Why no bank file can be made with the agency's own account. `missing`: it isn't set, so zeros stand for it. `iban`: it is
 * no valid IBAN, or none at all where the currency is paid by SEPA. `bank-code`: neither BIC nor CNAPS code.
 */
export type DebtorIssue = "missing" | "iban" | "bank-code";

/** @param currency ISO 4217. */
export function debtorIssue({ account, bankCode, name }: Debtor, currency: string): DebtorIssue | undefined {
  if (name.trim() === "" || /^0*$/.test(account)) return "missing";
  if (looksLikeIban(account) && !isIban(account)) return "iban";
  if (currency === "EUR" && !isSepaIban(account)) return "iban";
  if (currency !== "EUR" && /^0*$/.test(bankCode)) return "missing";
  if (/^0*$/.test(bankCode)) return undefined;
  const isKnown = isBankCode(bankCode) && !(currency === "EUR" && /^\d/.test(bankCode));
  return isKnown && isBicOfIban(bankCode, account) ? undefined : "bank-code";
}

import { isIban, looksLikeIban } from "../../base/text/account-number.ts";
import { isBankCode, isBicOfIban, isSepaIban } from "../../payees/model/bank-code.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";
import type { Payout } from "../model/payout.ts";

/** Whose account payouts go out from. */
export type Debtor = FinanceSettings["debtor"];

/**
 * Why no bank file can be made with the agency's own account. `missing`: it isn't set, so zeros stand for it. `iban`: it is
 * no valid IBAN, or none at all where the currency is paid by SEPA. `bank-code`: neither BIC nor CNAPS code.
 */
export const DEBTOR_ISSUES = ["missing", "iban", "bank-code"] as const;
export type DebtorIssue = (typeof DEBTOR_ISSUES)[number];

export interface DebtorDeps {
  readonly finance: Pick<FinanceSettings, "debtor" | "templates" | "pain001">;
  readonly agency: { readonly currency: string };
}

/** Why no bank file could be made of a payout whose file is still to come; undefined where it can, or no bank file is asked for. */
export function pendingDebtorIssue({ status }: Pick<Payout, "status">, { finance, agency }: DebtorDeps): DebtorIssue | undefined {
  const isForBanks = finance.pain001 || finance.templates.some(({ kind }) => kind === "bank");
  if (!isForBanks || (status !== "draft" && status !== "approved")) return undefined;
  return debtorIssue(finance.debtor, agency.currency);
}

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

import type { Messages } from "../base/issues/issue.ts";
import type { payeeIssuesZh, payeesZh } from "./messages.zh.ts";

export const payeesEn: typeof payeesZh = {
  proposed: {
    title: (source) => `Payees: ${source}`,
    summary: (count, source) => `${count} ${count === "1" ? "payee" : "payees"} (${source})`,
    page: "Entered manually",
    caption: "Payees",
    holder: "Account holder",
    holderIsAdvisor: "same as the registered name",
    account: "Account",
  },
  title: "Payees",
  intro:
    "The account each advisor is paid to. A change is approved by another person and used for payments only after its security hold. Accounts are stored encrypted; pages show their last four digits.",
  searchLabel: "Advisor’s name or id",
  found: (count) => `${count} ${count === "1" ? "advisor" : "advisors"}`,
  ending: (accountLast4) => `ending ${accountLast4}`,
  none: "none",
  states: { ready: "ready", securityHold: "security hold", none: "no payee" },
  securityHoldUntil: (moment) => `In security hold until ${moment}; not paid before`,
  holds: "Payments on hold",
  waitingNone: "No payees pending approval.",
  securityHold: "Security hold",
  noSecurityHold: "No changes in security hold.",
  securityHoldIntro: (days) =>
    `For ${days} days after its approval a change is not used for payments, so that advisors notice changes that they did not request.`,
  until: "Until",
  approvedBy: "Approved by",
  entries: (count) => `${count} ${count === "1" ? "advisor" : "advisors"}`,
  uploadIntro:
    "One row for each advisor: id, account holder, account, bank code, bank name, in any order; other columns are ignored. The data is encrypted as soon as it is read; only the last four digits of accounts are shown, and the file itself is not kept.",
  fileHint: "An XLSX workbook, or CSV in UTF-8, UTF-16 or GB18030, up to 4 MB. Format the account column as text.",
  only: "Only HR and finance can propose payees.",
  previewTitle: "Review payees",
  first: "First payee",
  changed: "Changed",
  before: "Before",
  after: "After",
  warnings: {
    "check-digit": "the check digit of the card is wrong",
    "maybe-rounded": "ends with zeros: a spreadsheet may have rounded it",
    unusual: "contains letters but is not an IBAN",
    "same-ending": "same last four digits as the current account",
    proposed: "another change is pending approval",
    "other-holder": "the account holder differs from the registered name",
  },
  oddAccounts: (count) =>
    `${count} ${count === "1" ? "account looks" : "accounts look"} wrong; the table says why. Check ${count === "1" ? "it" : "them"} with the advisor before you approve.`,
  shared: {
    title: "Shared accounts",
    warning: (count) =>
      count === "1"
        ? "The new account of 1 advisor is also used for others. Before it is approved, make sure that this is intended."
        : `The new accounts of ${count} advisors are also used for others. Before they are approved, make sure that this is intended.`,
    usedBy: "This account is also used for",
    sharer: (name, id) => (name === "" ? id : `${name} (${id})`),
    uses: { current: "", "same-proposal": "same proposal", "other-proposal": "pending approval" },
    sharerUse: (name, id, use) => (name === "" ? `${id} (${use})` : `${name} (${id}, ${use})`),
    more: (count) => `${count} more`,
    moreRows: (count) => `${count} more advisors have accounts that others use too; they are not listed.`,
  },
  holderIsAdvisor: "same as the registered name",
  nothing: "There is nothing to submit.",
  saveCommentHint: "No account numbers.",
  form: {
    title: "Change payee",
    first: "Add payee",
    holder: "Account holder",
    account: "Account number",
    accountHint: "An account, a UnionPay card or an IBAN. It is never shown again: if there is an error, enter it again.",
    bankCode: "Bank code",
    bankCodeHint: "The 12 digits of a CNAPS code, or a BIC; it may be left out where the account is an IBAN.",
    bankName: "Bank name",
    bankNameHint: "Optional.",
    commentHint: "For example: requested in writing, confirmed by telephone. No account numbers.",
    again: "Nothing was submitted. For security, the account number has to be entered again.",
  },
  versions: "Versions",
  version: "Version",
  versionsNone: "No payee yet.",
  views: (shown, all) => `Views of the payee details (latest ${shown} of ${all}; one entry per person and hour)`,
  viewedAt: "Time",
  viewedBy: "Viewed by",
  viewedIn: "Page",
  viewedHere: "Advisor page or API",
  proposalNote: "Only the last four digits of accounts and parts of differing account holder names are shown: check them with the advisor.",
};

/** Why something of this room is refused or invalid, by code. */
export const payeeIssuesEn: Messages<keyof typeof payeeIssuesZh> = {
  "payee-taken": ({ advisorId = "", version = "" }) =>
    `Version ${version} of ${advisorId}'s payee already exists with other details: withdraw this if it is proposed already, and propose the change again.`,
  "holder-missing": () => "enter the name of the account holder",
  "account-missing": () => "enter an account number or IBAN",
  "account-malformed": () => "expected 6 to 34 digits and letters",
  "iban-check-digits": () => "the check digits of the IBAN are wrong: compare it with what the advisor gave",
  "bank-code-expected": () => "expected a BIC of 8 or 11 characters, or the 12 digits of a CNAPS code",
  "bic-of-another-country": () => "the BIC is from a different country than the IBAN: compare both with what the advisor gave",
  "payee-advisor-expected": () => "enter an advisor's id",
  "payee-advisor-unknown": () => "no advisor with this id is registered; register the advisor first, or check the id",
};

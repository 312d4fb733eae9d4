import type { Messages } from "../../base/issues/issue.ts";
import type { fileIssuesZh, filesZh } from "./messages.zh.ts";

export const filesEn: typeof filesZh = {
  title: "Files",
  intro: "The files of a payout are identical to the byte whenever they are generated, and end with their count and control sum.",
  notYet: "Files for the bank and payroll can be generated once the payout is exported.",
  formats: {
    csv: "CSV of the payments",
    xlsx: "Excel workbook",
    "pain.001": "ISO 20022 payment file (pain.001)",
    journal: "Journal",
    payables: "Payables by advisor",
  },
  whats: {
    csv: "one row for each payment, the last row the total",
    xlsx: "a summary, a sheet for each store, totals",
    "pain.001": "for the bank, with whole account numbers",
    journal: "entries whose debits equal their credits",
    payables: "outstanding, in transit and paid amounts of each advisor",
  },
  bank: (hasAccounts) => `a text file for the bank, ${hasAccounts ? "with whole account numbers" : "without account numbers"}`,
  payroll: (hasAccounts) => `a file for payroll, ${hasAccounts ? "with whole account numbers" : "without account numbers"}`,
  make: "Generate",
  again: "Regenerate",
  fetch: "Download",
  making: "Generating; this page updates automatically",
  failed: (reason) => `It was not generated: ${reason}`,
  outdated:
    "A hold, a payee, another payout or a failed payment has changed since it was generated: regenerate it, which checks every payment, then download it.",
  sums: (count, amount) => `${count} ${count === "1" ? "payment" : "payments"}, control sum ${amount}`,
  size: (size, moment, by) => `${size}, generated ${moment}, requested by ${by}`,
  hash: (hash) => `SHA-256 ${hash}`,
  onlyFinance: "Only finance can download files with payee details.",
  onlyFinanceAndAuditor: "Only finance and auditors can download files.",
  show: "Show",
  details: "Downloads",
  downloads: "Download history",
  noDownloads: "No downloads yet.",
  by: "By",
  link: (seconds) => `A link is valid for ${seconds} seconds, and each download is recorded.`,
  agree: "Matches the control totals of the payout",
  differ: "Differs from the control totals of the payout: don’t use it, and tell us",
};

/** Each reason for which a file is refused, in English: what is the matter, and what to do. */
export const fileIssuesEn: Messages<keyof typeof fileIssuesZh> = {
  "file-unknown": ({ of = "", format = "" }) => `There is no file "${format}" of "${of}": choose one that its page offers.`,
  "file-not-drafted": ({ payoutId = "" }) => `Payout ${payoutId} has no payments yet: wait until it is calculated.`,
  "file-not-exported": ({ payoutId = "" }) => `A bank must not pay payout ${payoutId} yet: export it first, then generate its files.`,
  "file-ahead": ({ month = "" }) => `${month} has not begun, so nothing is posted in it: choose an earlier month.`,
  "file-of-today": ({ today = "" }) => `Payables are listed as of now only: request today's, ${today}.`,
  "file-outdated": ({ name = "" }) =>
    `A hold, a payee, another payout or a failed payment has changed since ${name} was generated: regenerate it, which checks every payment, then download it.`,
  "file-not-made": ({ name = "" }) => `${name} is not generated yet: wait until it is, or generate it, then download it.`,
};

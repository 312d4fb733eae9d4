import type { Messages } from "../../base/issues/catalogue.ts";
import type { FilesWords, fileIssuesZh } from "./messages.zh.ts";

export const filesEn: FilesWords = {
  title: "Files",
  intro: "A payout’s files are the same to the byte however often they are made, and end in their count and control sum.",
  notYet: "Those for the bank and for payroll can be made once it is exported.",
  formats: {
    csv: "CSV of the lines",
    xlsx: "Excel workbook",
    "pain.001": "ISO 20022 payment file (pain.001)",
    journal: "Journal",
    positions: "Positions by advisor",
  },
  whats: {
    csv: "a line for each payment, the last one the total",
    xlsx: "a summary, a sheet for each store, totals",
    "pain.001": "for the bank, with whole account numbers",
    journal: "entries whose debits equal their credits",
    positions: "what each advisor is owed, has in flight and was paid",
  },
  bank: (hasAccounts) => `a text file for the bank, ${hasAccounts ? "with whole account numbers" : "without account numbers"}`,
  payroll: (hasAccounts) => `a file for payroll, ${hasAccounts ? "with whole account numbers" : "without account numbers"}`,
  make: "Make it",
  again: "Make it again",
  fetch: "Fetch",
  making: "Being made; this page looks again by itself",
  failed: (why) => `It was not made: ${why}`,
  outdated:
    "Since it was made, a hold, a payee, another payout or a failed payment changed: make it again, which checks every payment, then fetch it.",
  sums: (count, amount) => `${count} ${count === "1" ? "payment" : "payments"}, control sum ${amount}`,
  size: (size, moment, by) => `${size}, made at ${moment}, wanted by ${by}`,
  hash: (hash) => `SHA-256 ${hash}`,
  onlyFinance: "Files with payee details are fetched by finance only.",
  onlyFinanceAndAuditor: "Files are fetched by finance and the auditor.",
  show: "Show",
  details: "Downloads",
  downloads: "Who fetched it, and when",
  noDownloads: "Nobody has fetched it yet.",
  by: "By",
  at: "At",
  link: (seconds) => `A link holds for ${seconds} seconds, and each download is noted.`,
  agree: "Agrees with the payout’s control totals",
  differ: "Differs from the payout’s control totals: don’t use it, and tell us",
};

/** Each reason for which a file is refused, in English: what is the matter, and what to do. */
export const fileIssuesEn: Messages<keyof typeof fileIssuesZh> = {
  "file-unknown": ({ of = "", format = "" }) => `There is no file "${format}" of "${of}": choose one that its page offers.`,
  "file-not-drafted": ({ payoutId = "" }) => `Payout ${payoutId} has no lines yet: wait until it is drafted.`,
  "file-not-exported": ({ payoutId = "" }) => `A bank must not pay payout ${payoutId} yet: export it first, then make its files.`,
  "file-ahead": ({ month = "" }) => `${month} has not begun, so nothing is posted in it: choose an earlier month.`,
  "file-of-today": ({ today = "" }) => `Positions are told as they stand now: ask for those of today, ${today}.`,
  "file-outdated": ({ name = "" }) =>
    `Since ${name} was made, a hold, a payee, another payout or a failed payment changed: have it made again, which checks every payment, then download it.`,
  "file-not-made": ({ name = "" }) => `${name} is not made yet: wait until it is, or have it made, then fetch it.`,
};

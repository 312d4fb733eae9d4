import type { Messages } from "../base/issues/issue.ts";
import { ownValue } from "../base/json/own-value.ts";
import type { DebtorIssue } from "./bank-files/debtor.ts";
import type { holdsZh, paymentsZh, payoutIssuesZh, payoutsZh } from "./messages.zh.ts";

/** What the pages of payouts and payments say, in English. */
export const payoutsEn: typeof payoutsZh = {
  title: "Payouts",
  titleOf: (payoutId) => `Payout ${payoutId}`,
  intro:
    "After a close, everything payable by statements up to its month goes into one payout: created, approved by someone else, exported for the bank, confirmed.",
  none: "No payouts yet. You can create one once a month is closed.",
  payout: "Payout",
  changed: "Last step",
  statuses: {
    drafting: "Calculating",
    draft: "Pending approval",
    approved: "Approved",
    exported: "Exported",
    confirmed: "Confirmed",
    withdrawn: "Withdrawn",
  },
  paysNobody: "Pays nobody, can’t be approved",
  isOutdated: "Out of date, create a new one",
  isFailed: "Calculation failed",
  begin: {
    month: "Up to the close of",
    note: "Only closed months can be chosen. Payments that were on hold are included automatically; rejected or returned payments once their reason is resolved.",
    noClose: "No month closed yet: close one first.",
    onlyFinance: "Only finance can create payouts.",
  },
  pays: (month) => `pays all statements up to ${month}`,
  drafting: "Calculating the payment of each advisor. This page updates automatically.",
  draftingLate:
    "Not calculated after an hour: it has probably failed. Withdraw this payout and create a new one; tell the system administrator if it fails again.",
  draftingFailed: (reason) => `The calculation failed: ${reason}`,
  draftingFailedNote:
    "Once the reason is resolved, create the payout of this month again: it resumes this one. Or withdraw it and create a new one, for example where payee details or holds have changed since.",
  totals: {
    intro: "An approval signs these counts and amounts; each file ends with the same figures.",
    state: "Status of payments",
    hash: (hash) => `Hash of the payments ${hash}`,
    unconfirmed: "Not exported yet, so nothing is in transit.",
    withdrawn: "Withdrawn: none of it is in transit.",
  },
  excluded: {
    title: "Excluded",
    count: "Advisors",
    intro: "These advisors have outstanding amounts but are not in this payout. Nothing is lost: the next payout includes them again.",
    none: "No one is excluded.",
    whys: {
      "payments-on-hold": "Payments on hold",
      "no-payee": "No payee details",
      "payee-security-hold": "Payee details in security hold",
      "not-in-bank-file": "Can’t be written to the bank file",
      "needs-new-details": "Payment failed: payee details have to be changed or confirmed",
      "needs-a-look": "Payment failed: finance has to review it",
    },
    bankFile: (format, column, issue) => `${format}${column === undefined ? "" : `, column “${column}”`}: ${issue}`,
    issues: {
      "too-long": "too long",
      character: "contains a character that the file can’t contain",
      separator: "contains the column separator",
      iban: "not a valid IBAN",
      "outside-sepa": "IBAN of a country outside SEPA",
      "bank-code": "the bank code is not a BIC, or from a different country than the IBAN",
      amount: "exceeds the maximum of a single payment",
    },
    until: (moment) => `in security hold until ${moment}`,
  },
  states: {
    drafted: "Drafted",
    approved: "Approved",
    "in-transit": "In transit",
    paid: "Paid",
    rejected: "Rejected",
    returned: "Returned",
    void: "Cancelled",
  },
  lines: {
    title: "Payments",
    search: "Name, id or store of an advisor",
    all: "All",
    excluded: "Excluded",
    statement: "Statement of the month",
    earlier: "Previously unpaid",
    none: "No matching rows.",
    found: (count, amount) => `${count} ${count === "1" ? "row" : "rows"}, ${amount}`,
  },
  next: {
    executeHint: "The date on which the bank is to pay.",
    sureToWithdraw: "I want to withdraw this payout.",
    sure: "I have checked the control totals.",
    steps: {
      approve: "Approve",
      export: "Generate bank file",
      confirm: "Confirm as paid",
      withdraw: "Withdraw payout",
      "confirm-withdrawal": "Confirm withdrawal",
      "cancel-withdrawal": "Cancel withdrawal request",
    },
    outdated:
      "Since it was created, another payout was approved or withdrawn, or a hold, someone’s payee details or the settings for banks changed: it can no longer be approved. Withdraw it and create a new payout.",
    format: "File format",
    formatHint: "The file is generated at once. A payout is paid by one file only: once it is downloaded, no other format can be.",
    pain001: "ISO 20022 payment file (pain.001)",
    anyDay: "Use this date even if it is not a bank working day.",
    withdrawExportedAsk:
      "Nobody has downloaded its file, so no bank can have it. A withdrawn payout pays nothing; the next one pays these amounts.",
    withdrawDownloadedAsk: (by) =>
      `Its file was downloaded by ${by}. If no bank ever received it, state so here; another person in finance has to confirm that before it is withdrawn.`,
    confirmWithdrawalAsk: (by, reason) =>
      `${by} states that no bank ever received its file: “${reason}”. Confirm only if you have checked it yourself: if a bank has the file, it will pay, and the next payout will pay again.`,
    cancelWithdrawalAsk: "The withdrawal request is cancelled, and the payout continues as before.",
    withdrawalWaits: (by) =>
      `${by} requested its withdrawal; another person in finance has to confirm that no bank received its file. Until then it can’t be downloaded or confirmed.`,
    approveAsk: (count, amount) =>
      `Approve ${count} ${count === "1" ? "payment" : "payments"}, ${amount} in total? Your approval signs exactly these payments.`,
    exportAsk: (count, amount) =>
      `Generate the bank file of ${count} ${count === "1" ? "payment" : "payments"}, ${amount} in total? They are in transit from then on. Until the file is downloaded you can still withdraw the payout.`,
    confirmAsk: (count, amount) =>
      `Confirm the remaining payments in transit as paid: ${count} ${count === "1" ? "payment" : "payments"}, ${amount} in total? Payments returned later can still be recorded one by one.`,
    withdrawAsk: "A withdrawn payout pays nothing; the next one pays these amounts.",
    lookOnly: "View only. Finance makes the payments.",
    drafting: "It is being calculated. Please wait.",
    draftingFailed: "Create the payout again, or withdraw it.",
    ownDraft: "You created it, or proposed one of its manual adjustments: another person in finance has to approve it.",
    confirmed: "This payout is confirmed. Returned payments are recorded by uploading bank reports, or one by one on the payment pages.",
    withdrawn: "This payout was withdrawn and paid nothing.",
    waits: "Finance has to take the next step.",
    download: "Download the bank file below and send it to the bank. Once the bank has paid, upload its report, or confirm here.",
    empty:
      "It contains no payments, so there is nothing to approve. Resolve the reasons for exclusion, then withdraw it and create a new payout.",
  },
  who: {
    title: "Activity",
    step: "Step",
    none: "No activity yet.",
  },
  done: {
    begun: "The payout is being calculated.",
    drafted: "The payout is calculated and pending approval by someone else.",
    draftedEmpty:
      "The payout is calculated, but pays nobody and can’t be approved: resolve the reasons for exclusion, then withdraw it and create a new one.",
    approved: "Approved. It can be exported for the bank now.",
    exported: "Exported. The file is being generated; download it below.",
    withdrawalAsked: "Withdrawal requested. Another person in finance has to confirm that no bank received its file.",
    withdrawalCancelled: "The withdrawal request is cancelled.",
    confirmed: "Confirmed: all payments without another outcome are recorded as paid.",
    withdrawn: "The payout is withdrawn.",
    recorded: "Recorded.",
  },
  payment: {
    title: (name) => `Payment to ${name}`,
    of: "Payout",
    ofTotals: (count, amount) => `control totals ${count} ${count === "1" ? "payment" : "payments"}, ${amount}`,
    amount: "Amount",
    statement: "Payable by the month’s statement",
    earlier: "Previously payable, not paid yet",
    how: "Amount breakdown",
    facts: "Payment details",
    payeeVersion: (version) => `payee details, version ${version}, ending in`,
    state: "Status",
    explained: {
      drafted: "The payout is pending approval; nothing is paid yet.",
      approved: "The payout is approved and not exported for the bank yet.",
      "in-transit": "The bank has it and has not reported the outcome yet.",
      paid: "It is paid.",
      rejected: "The bank rejected it, so the amount is outstanding again. A later payout includes it once the reason is resolved.",
      returned: "It was returned, so the amount is outstanding again. A later payout includes it once the reason is resolved.",
      void: "The payout was withdrawn; nothing was paid.",
    },
    outcomes: "Outcomes",
    noOutcomes: "No outcome recorded yet.",
    confirmed: (by, at) => `No outcome of its own is recorded: it counts as paid since ${by} confirmed the payout at ${at}.`,
    bookedTwice: "Possibly booked twice",
    on: "Bank date",
    chargesHint: "Of a returned payment only: what banks deducted, so that less came back. Optional.",
    comment: "Comment",
    source: "Source",
    fromReport: "bank report",
    byHand: "entered manually",
    record: "Record an outcome",
    recordIntro: "Bank reports record outcomes automatically. Enter one manually only if no report arrives.",
    recordAsk: "A recorded outcome can’t be edited; it can only be followed by another one.",
    codeHint: "As given by the bank, such as AC04; optional.",
    submit: "Record outcome",
    advisorLink: "Payments of the advisor",
    nothingFollows: "There is nothing to record now: the payout is not exported or was withdrawn, or the outcome is final.",
  },
};

export const holdsEn: typeof holdsZh = {
  title: "Payments on hold",
  intro: "Advisors with payments on hold are not paid. Outstanding amounts stay, and are included in the next payout once payments resume.",
  none: "No payments on hold.",
  since: "Since",
  file: {
    title: (name) => name,
    hrFile: "HR profile",
    position: "Reconciliation",
    payee: "Payee",
    hold: "Payment hold",
    notHeld: "Payments are not on hold.",
    held: (by, at, reason) => `Payments put on hold by ${by}, ${at}: ${reason}`,
    holdIntro:
      "Payouts that include this advisor and are pending approval or approved can’t continue then: withdraw them and create a new payout.",
    releaseIntro: "Outstanding amounts are included in the next payout then.",
    holdReason: "Reason for the hold",
    releaseReason: "Reason for resuming payments",
    submitHold: "Hold payments",
    submitRelease: "Resume payments",
    only: "Only finance can hold payments.",
    propose: "Propose an adjustment",
    activity: "Hold history",
    activityNone: "Never on hold.",
    step: "Step",
  },
  done: {
    held: "Payments on hold: no payout pays this advisor.",
    released: "Payments resumed: outstanding amounts are included in the next payout.",
  },
};

export const paymentsEn: typeof paymentsZh = {
  headline: {
    next: "Included in the next payout",
    later: "Can’t be paid at present: see the reason below",
    nothing: "Nothing outstanding",
  },
  next: (amount, accountLast4) => `${amount} is included in the next payout, to the account ending in ${accountLast4}.`,
  held: (day) =>
    `Payments have been on hold since ${day}. Nothing is lost: the outstanding amount is included in the next payout once payments resume. Ask finance for the reason.`,
  noPayee:
    "There are no payee details, so nothing can be paid. Give HR or finance your account; the outstanding amount is included in the next payout after that.",
  securityHold: (accountLast4, moment) =>
    `The payee details were changed to the account ending in ${accountLast4}. For security, payments to it start after ${moment}; until then nothing is paid, and nothing is lost.`,
  cameBack: {
    rejected: (amount, accountLast4) =>
      `The bank rejected the payment of ${amount} to the account ending in ${accountLast4}. The amount is outstanding again.`,
    returned: (amount, accountLast4) =>
      `The payment of ${amount} to the account ending in ${accountLast4} was returned. The amount is outstanding again.`,
  },
  stop: ".",
  waits: {
    "needs-new-details":
      "It is not paid at present: according to the bank’s reason the payee details are wrong. Give HR or finance the correct account; once it is changed or confirmed, the amount is included in the next payout.",
    "needs-a-look":
      "It is not paid at present: finance is checking the reason with the bank. You don’t have to do anything; after that the amount is included in the next payout.",
  },
  carried: (amount) => `Another ${amount} is carried forward to the next statement and not payable yet.`,
  debt: (amount) => `A debt of ${amount} is carried forward and deducted from later earnings.`,
  nothing: "Everything payable by statements is paid, or in an approved payment or one in transit.",
  noStatement: "No statement yet; payments appear here after the first close.",
  where: "Payment status",
  inTransit: "In transit",
  approved: "Approved, not sent yet",
  all: "All payments",
  day: "Day",
  upTo: "Up to the statement of",
  earlier: (amount) => `of which previously unpaid ${amount}`,
  reference: (reference) => `reference ${reference}`,
  states: {
    drafted: "Drafted",
    approved: "Approved",
    "in-transit": "In transit",
    paid: "Paid",
    rejected: "Rejected",
    returned: "Returned",
    void: "Cancelled",
  },
  ofStatement: "Payment",
  statement: {
    outstanding: (amount) => `${amount} is outstanding.`,
    unclear: "This statement is paid together with those of other months.",
    approved: (amount) => `The payment of ${amount} is approved and not sent yet.`,
    "in-transit": (amount) => `The payment of ${amount} is with the bank, in transit.`,
    paid: (amount, day) => `The payment of ${amount} was paid on ${day}.`,
    rejected: (amount) => `The bank rejected the payment of ${amount}; the amount is outstanding again.`,
    returned: (amount) => `The payment of ${amount} was returned; the amount is outstanding again.`,
    earlier: {
      rejected: (amount) => `A previous payment of ${amount} was rejected by the bank.`,
      returned: (amount) => `A previous payment of ${amount} was returned.`,
    },
    pays: (month) => `It covers all unpaid statements up to ${month}.`,
  },
  toPayments: "All payments",
};

const formatIssues: Readonly<Record<string, string>> = {
  ...payoutsEn.excluded.issues,
  "not-tried": "not tried when the payout was drafted",
};

/** Why the agency's own account can't stand in a bank file. */
const debtorIssues = {
  missing: "its name, account or bank code isn’t set",
  iban: "its account is not a valid IBAN, or the currency requires an IBAN",
  "bank-code": "its bank code is neither BIC nor CNAPS code, or of another country than the IBAN",
} satisfies Readonly<Record<DebtorIssue, string>>;

/** Each reason for which a step of paying is refused, in English: what is the matter, and what to do. */
export const payoutIssuesEn: Messages<keyof typeof payoutIssuesZh> = {
  "month-not-closed": ({ month = "" }) => `${month} is not closed: close it first, then create its payout.`,
  "later-payout": ({ payoutId = "", month = "" }) =>
    `Payout ${payoutId} of a later month exists already: outstanding amounts of ${month} are included in the next payout of that month or a later one.`,
  "draft-open": ({ payoutId = "" }) =>
    `Payout ${payoutId} is pending approval: have it approved, or withdraw it, then create a new payout.`,
  "payout-status": ({ status = "", step = "" }) => `The payout is ${status}, so "${step}" is not possible: ${whatNext(String(status))}`,
  "payout-four-eyes": ({ by = "" }) => `${by} created this payout and can't approve it: ask another person in finance.`,
  "adjustment-four-eyes": ({ by = "" }) =>
    `${by} proposed an adjustment that is paid by it and can't approve it: ask another person in finance.`,
  "report-four-eyes": ({ by = "" }) =>
    `${by} uploaded a report or proposed an outcome that made an amount in it payable again, and can't approve it: ask another person in finance.`,
  "outcome-needs-two": ({ kind = "" }) =>
    `One person alone can't record that a payment was ${kind}, as its amount becomes payable again: propose it, and have another person in finance approve it.`,
  "outcome-moved": ({ advisorId = "", payoutId = "" }) =>
    `Another outcome of ${advisorId}'s payment in ${payoutId} was recorded meanwhile: withdraw this proposal, review the payment, and propose again.`,
  "correction-unfit": ({ state = "", kind = "" }) =>
    `The payment is ${state} and can't be corrected to ${kind}: review the payment. The return of a paid payment is recorded, not corrected.`,
  "charges-unfit": ({ kind = "" }) =>
    kind === "returned"
      ? "The charges must be above 0 and less than the payment: enter what the bank deducted from the amount that came back, or leave them out."
      : "Only a returned payment has charges: leave them out, or choose “returned”.",
  "paid-again": ({ payoutId = "", advisorId = "" }) =>
    `Payout ${payoutId}, which has not gone out yet, pays ${advisorId} this amount again: withdraw that payout first, then correct.`,
  "outcomes-full": ({ advisorId = "", payoutId = "" }) =>
    `${advisorId}'s payment in ${payoutId} has been corrected too often: settle the remaining difference by a manual adjustment.`,
  "nothing-sent": ({ payoutId = "" }) =>
    `Nobody has downloaded the file of ${payoutId}, and no bank has told of it, so nothing of it can have been paid: download the file and send it, or withdraw the payout.`,
  "reason-of-duplication": ({ advisorId = "", payoutId = "", code = "" }) =>
    `According to reason code ${code}, the bank has ${advisorId}'s payment in ${payoutId} already and refused only the copy: leave the payment as it is, or enter the reason for which the money came back.`,
  "comment-of-duplication": ({ advisorId = "", payoutId = "" }) =>
    `According to the comment, the bank has ${advisorId}'s payment in ${payoutId} already and refused only the copy: leave the payment as it is. If it was not paid, or the money came back, write only the reason for that.`,
  "nothing-waits": ({ advisorId = "", payoutId = "" }) =>
    `${advisorId}'s payment in ${payoutId} doesn't need this step: review the payment.`,
  "needs-details": ({ advisorId = "" }) =>
    `According to the bank's reason, ${advisorId}'s account details are wrong, so a review is not enough: have the payee details changed, or propose to confirm them.`,
  "payout-empty": () => "It contains no payments: withdraw it, and create a new payout once amounts are outstanding.",
  "gate-moved": () =>
    "Since it was created, another payout was approved or withdrawn, a hold or someone's payee details changed, or a payment was corrected or released: withdraw it and create a new payout.",
  "held-in-payout": ({ advisors = "" }) =>
    `Payments of these advisors are on hold now: ${advisors}. Resume their payments, or withdraw the payout and create a new one without them.`,
  "failed-in-payout": ({ advisors = "" }) =>
    `Since it was approved, payments of these advisors failed or were corrected: ${advisors}. Withdraw the payout, resolve the failed payments (see "Failed payments"), and create a new payout.`,
  "came-back-in-payout": ({ payoutId = "", count = "" }) =>
    `${count} payments of payout ${payoutId} were rejected or returned and are payable again, and its file, which nobody has downloaded, would pay them too. So it can't be downloaded: record what became of the other payments; the next payout includes what is outstanding.`,
  "security-hold-in-payout": ({ advisors = "" }) =>
    `Payee details of these advisors were changed and are in security hold: ${advisors}. Withdraw the payout and create a new one.`,
  "payee-in-payout": ({ advisors = "" }) =>
    `Payee details of these advisors differ from those approved with the payout: ${advisors}. Withdraw the payout and create a new one.`,
  "not-owed-in-payout": ({ advisors = "" }) =>
    `The outstanding amounts of these advisors are lower than approved: ${advisors}. Withdraw the payout and create a new one.`,
  "debtor-in-payout": ({ payoutId = "" }) =>
    `The agency's own account (setting "debtor") differs from the one with which payout ${payoutId} was created: withdraw it and create a new payout, or have the setting changed back.`,
  "formats-in-payout": ({ payoutId = "" }) =>
    `The formats of bank files (settings "templates" and "pain001") differ from those with which payout ${payoutId} was created: withdraw it and create a new payout, or have the settings changed back.`,
  "approval-differs": ({ payoutId = "" }) =>
    `The content of payout ${payoutId} differs from what was approved: don't pay it. Withdraw it, tell whoever runs Fenrun, and create a new payout.`,
  "execute-on": ({ executeOn = "", today = "" }) =>
    `"${executeOn}" is not a date from today (${today}) on: enter the date on which the bank is to pay, as YYYY-MM-DD.`,
  "execute-on-passed": ({ payoutId = "", executeOn = "" }) =>
    `The bank was to pay on ${executeOn}, which has passed, and nobody downloaded the file of payout ${payoutId} before: withdraw the payout and create a new one.`,
  "execute-too-late": ({ executeOn = "", latest = "" }) =>
    `${executeOn} is too far ahead: choose a date up to ${latest}, or have the setting executionWindowDays changed.`,
  "non-business-day": ({ executeOn = "", next = "" }) =>
    `${executeOn} is not a bank working day, and banks move the payment by different rules: choose ${next}, or confirm that date (acknowledgeNonBusinessDay).`,
  "format-unknown": ({ format = "", formats = "" }) => `A payout can't be exported as "${format}": choose one of ${formats}.`,
  "format-impossible": ({ format = "", issue = "", column }) =>
    `This payout can't be written as "${format}" (${column === undefined ? "" : `column "${column}": `}${ownValue(formatIssues, issue) ?? issue}): choose another format; or have its template changed, withdraw the payout and create a new one.`,
  "debtor-unset": ({ issue = "" }) =>
    `The agency's own account can't be written to a bank file (${ownValue(debtorIssues, issue) ?? issue}): have its name, account and bank code entered in the setting "debtor" first.`,
  "withdrawal-pending": ({ payoutId = "", by = "" }) =>
    `${by} requested the withdrawal of payout ${payoutId}: have another person in finance confirm it, or cancel the request first.`,
  "withdrawal-four-eyes": ({ by = "" }) =>
    `${by} requested the withdrawal: another person in finance has to confirm that the bank never received its file.`,
  "no-withdrawal": ({ payoutId = "" }) => `Nobody requested the withdrawal of payout ${payoutId}: request it first.`,
  "bank-has-told": ({ payoutId = "", count = "" }) =>
    `The bank has reported on ${count} payments of payout ${payoutId}, so it has its file: confirm it, or record returned payments one by one.`,
  "bank-has-file": ({ payoutId = "" }) =>
    `A bank report refers to payout ${payoutId}, so the bank has its file: confirm the payout, or record returned payments one by one.`,
  "downloaded-otherwise": ({ format = "" }) =>
    `The payout's file was downloaded as "${format}" already, and a bank that gets it in two formats pays twice: use that one.`,
  "payout-withdrawn": ({ payoutId = "" }) =>
    `Payout ${payoutId} was withdrawn, so nothing of it goes to a bank or is recorded. If the bank pays it all the same, put the payments of these advisors on hold, and have the bank stop it or take the money back.`,
  "not-exported": ({ payoutId = "" }) => `Payout ${payoutId} was not exported, so no bank can have reported on it: export it first.`,
  "outcome-contradicts": ({ state = "", kind = "" }) =>
    `The payment is ${state} and can't be ${kind} as well: ask the bank which of the two is correct.${state === "paid" ? " If the money was returned, record that." : ""}`,
  "held-already": ({ advisorId = "", by = "" }) =>
    `Payments of ${advisorId} are on hold already, by ${by}: resume them first, to put them on hold for another reason.`,
  "not-held": ({ advisorId = "" }) => `Payments of ${advisorId} are not on hold: reload the page.`,
};

function whatNext(status: string): string {
  switch (status) {
    case "drafting":
      return "wait until it is calculated, or withdraw it.";
    case "draft":
      return "have it approved first, or withdraw it.";
    case "approved":
      return "export it, or withdraw it.";
    case "exported":
      return "confirm it, withdraw it if no bank received its file, or record returned payments one by one.";
    case "confirmed":
      return "record returned payments one by one.";
    default:
      return "create a new one.";
  }
}

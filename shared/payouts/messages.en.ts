import type { Messages } from "../base/issues/catalogue.ts";
import type { HoldsWords, PaymentsWords, PayoutWords, payoutIssuesZh } from "./messages.zh.ts";

/** What the pages of payouts and payments say, in English. */
export const payoutsEn: PayoutWords = {
  title: "Payouts",
  titleOf: (payoutId) => `Payout ${payoutId}`,
  intro:
    "After a close, what statements up to its month made payable goes into one payout: drafted, approved by someone else, exported for the bank, confirmed.",
  none: "There is no payout yet. One can be drafted once a month is closed.",
  payout: "Payout",
  status: "Status",
  changed: "Last step",
  amount: "Amount",
  count: "Payments",
  advisor: "Advisor",
  store: "Store",
  by: "By",
  at: "At",
  statuses: {
    drafting: "Being drafted",
    draft: "Waits for approval",
    approved: "Approved",
    exported: "Exported",
    confirmed: "Confirmed",
    withdrawn: "Withdrawn",
  },
  begin: {
    title: "Draft a payout",
    month: "Up to the close of",
    note: "Only closed months can be chosen. What was held before is in it by itself; what was rejected or returned, once its reason is dealt with.",
    submit: "Draft it",
    noClose: "No month is closed yet: close one first.",
    onlyFinance: "Payouts are drafted by finance.",
  },
  pays: (month) => `pays all statements up to ${month}`,
  drafting: "What each advisor is to be paid is being computed. This page looks again by itself.",
  totals: {
    title: "Control totals",
    intro: "An approval signs these counts and amounts; the same figures end each file.",
    state: "State of payments",
    sum: "Total",
    hash: (hash) => `Hash of the lines ${hash}`,
    unconfirmed: "It is not exported, so nothing is in flight yet.",
  },
  leftOut: {
    title: "Not in it",
    count: "Advisors",
    intro: "Something is owed to them, and they are not in this payout. Nothing is lost: the next draft has it again.",
    none: "Nobody was left out.",
    why: "Why",
    whys: {
      held: "Held",
      "no-payee": "No payee details",
      "payee-cooling": "Payee details are cooling",
      "not-in-bank-file": "Can’t be written in a bank file",
      "needs-new-details": "A payment failed: payee details have to be changed or confirmed",
      "needs-a-look": "A payment failed: finance has to look at it",
    },
    bankFile: (format, column, issue) => `${format}${column === undefined ? "" : `, column “${column}”`}: ${issue}`,
    issues: {
      "too-long": "too long",
      character: "a character that the file can’t hold",
      separator: "holds the column separator",
      iban: "no valid IBAN",
      "outside-sepa": "an IBAN of a country outside of SEPA",
      "bank-code": "the bank code is no BIC, or of another country than the IBAN",
      amount: "more than one payment may come to",
    },
    until: (moment) => `cooling until ${moment}`,
    sum: "Total",
  },
  states: {
    drafted: "Drafted",
    approved: "Approved",
    "in-flight": "In flight",
    paid: "Paid",
    rejected: "Rejected",
    returned: "Returned",
    void: "Void",
  },
  lines: {
    title: "Lines",
    search: "Name, id or store of an advisor",
    find: "Find",
    show: "Show",
    all: "All",
    leftOut: "Not in it",
    statement: "Statement of the month",
    earlier: "Unpaid before",
    account: "Account",
    ending: (last4) => `ending in ${last4}`,
    state: "State",
    none: "No line is like this.",
    found: (count, amount) => `${count} ${count === "1" ? "line" : "lines"}, ${amount}`,
  },
  next: {
    title: "Next",
    why: "Why",
    whyHint: "Goes into the trail.",
    executeOn: "Day to execute on",
    executeHint: "The bank is asked to pay on this day.",
    sure: "I have compared the control totals, and want this.",
    sureMissing: "Compare the control totals first, then tick the box.",
    steps: {
      approve: "Approve",
      export: "Make the bank’s file",
      confirm: "Confirm as paid",
      withdraw: "Withdraw the payout",
      "confirm-withdrawal": "Confirm the withdrawal",
      "cancel-withdrawal": "Cancel the request",
    },
    stale:
      "Since it was drafted, another payout was approved or withdrawn, or a hold or someone’s payee details changed: it can’t be approved any more. Withdraw it, and draft anew.",
    format: "File",
    formatHint: "It is made at once. A payout goes out by one file: once that is downloaded, no other can be.",
    pain001: "ISO 20022 payment file (pain.001)",
    anyDay: "I mean this day even if banks don’t work on it.",
    withdrawExportedAsk:
      "Nobody has downloaded its file, so no bank can have it. A withdrawn payout pays nothing; the next one pays what it would have.",
    withdrawDownloadedAsk: (by) =>
      `Its file was downloaded by ${by}. If no bank ever got it, say so here; another person of finance has to say the same before it is withdrawn.`,
    confirmWithdrawalAsk: (by, why) =>
      `${by} says that no bank ever got its file: “${why}”. Confirm only what you have checked yourself: if a bank has the file, it pays, and the next payout pays again.`,
    cancelWithdrawalAsk: "The request to withdraw it is dropped, and the payout goes on as it is.",
    withdrawalWaits: (by) =>
      `${by} asked to withdraw it; another person of finance has to confirm that no bank got its file. Until then it can’t be downloaded or confirmed.`,
    approveAsk: (count, amount) =>
      `Approve ${count} ${count === "1" ? "payment" : "payments"}, together ${amount}? Your approval signs these very lines.`,
    exportAsk: (count, amount) =>
      `Make the bank’s file of ${count} ${count === "1" ? "payment" : "payments"}, together ${amount}? They are in flight from then on. Until the file is downloaded you can still withdraw the payout.`,
    confirmAsk: (count, amount) =>
      `Confirm as paid what is still in flight: ${count} ${count === "1" ? "payment" : "payments"}, together ${amount}? What the bank returns later can still be recorded one by one.`,
    withdrawAsk: "A withdrawn payout pays nothing; the next one pays what it would have.",
    lookOnly: "Finance pays; you can look at it.",
    drafting: "It is being computed. Please wait.",
    ownDraft: "You drafted it, or proposed one of its manual adjustments: another person of finance has to approve it.",
    confirmed: "This payout is confirmed. What the bank returns is recorded by its answer, or one by one on a payment’s page.",
    withdrawn: "This payout was withdrawn and paid nothing.",
    waits: "It waits for finance’s next step.",
    empty: "It pays nobody, so there is nothing to approve. Mend why they are not in it, then withdraw it and draft anew.",
  },
  who: {
    title: "Who did what",
    step: "Step",
    why: "Why",
    none: "Nothing is recorded yet.",
  },
  done: {
    begun: "The payout is being drafted.",
    drafted: "The payout is drafted, and waits for another’s approval.",
    approved: "Approved. It can be exported for the bank now.",
    exported: "Exported. The file is being made; fetch it below.",
    withdrawalAsked: "Asked for. Another person of finance has to confirm that no bank got its file.",
    withdrawalCancelled: "The request to withdraw it is cancelled.",
    confirmed: "Confirmed: all that had no other outcome is paid.",
    withdrawn: "The payout is withdrawn.",
    recorded: "It is recorded.",
  },
  payment: {
    title: (name) => `Payment to ${name}`,
    of: "Payout",
    ofTotals: (count, amount) => `control totals ${count} ${count === "1" ? "payment" : "payments"}, ${amount}`,
    amount: "Amount",
    statement: "Payable by the month’s statement",
    earlier: "Payable before, and not paid yet",
    how: "How the amount comes about",
    facts: "The payment",
    reference: "Reference",
    account: "Account",
    payeeVersion: (version) => `payee details, version ${version}, ending in`,
    executeOn: "Day to execute on",
    state: "State",
    explained: {
      drafted: "The payout waits for approval; nothing is paid yet.",
      approved: "The payout is approved, and waits to be exported for the bank.",
      "in-flight": "The bank has it, and has not said yet what became of it.",
      paid: "It is paid.",
      rejected: "The bank refused it, so the amount became owed again. A later draft has it once its reason is dealt with.",
      returned: "It came back, so the amount became owed again. A later draft has it once its reason is dealt with.",
      void: "The payout was withdrawn; nothing was paid.",
    },
    outcomes: "What became of it",
    noOutcomes: "Nothing is recorded yet.",
    outcome: "Outcome",
    on: "Day at the bank",
    code: "Reason code",
    why: "Why",
    source: "From",
    fromAnswer: "a bank’s answer",
    byHand: "recorded by hand",
    record: "Record an outcome",
    recordIntro: "A bank’s answer records outcomes by itself. Record one by hand only where no answer comes.",
    recordAsk: "What is recorded is never edited; only another outcome can follow it.",
    codeHint: "As the bank gives it, such as AC04; may be left empty.",
    submit: "Record it",
    advisorLink: "The advisor’s payments",
    nothingFollows: "There is nothing to record now: the payout is not exported or was withdrawn, or what became of it is settled.",
    kindMissing: "Choose what became of it.",
    wrongDay: "Give the day as 2026-06-30.",
  },
};

export const holdsEn: HoldsWords = {
  title: "Advisors who are held",
  intro: "Nobody who is held is paid. What is owed stays, and is in the next payout after the hold.",
  none: "Nobody is held.",
  advisor: "Advisor",
  since: "Since",
  by: "By",
  why: "Why",
  file: {
    title: (name) => name,
    own: "The advisor’s own pages",
    hrFile: "HR’s file",
    position: "Position",
    payments: "Payments",
    paymentsNone: "There is no payment yet.",
    payout: "Payout",
    state: "State",
    account: "Account",
    amount: "Amount",
    payee: "Payee",
    hold: "Hold",
    notHeld: "Not held.",
    held: (by, at, why) => `Held by ${by}, ${at}: ${why}`,
    holdIntro: "A payout that is drafted or approved with this advisor can’t go on then: it is withdrawn, and drafted anew.",
    releaseIntro: "What is owed is in the next payout then.",
    holdWhy: "Why hold",
    releaseWhy: "Why let go",
    submitHold: "Hold",
    submitRelease: "Let go",
    only: "Advisors are held by finance.",
    adjustments: "Manual adjustments",
    propose: "Propose an adjustment",
    trail: "Who held and let go",
    trailNone: "Never held.",
    step: "Step",
    at: "At",
  },
  done: { held: "Held: no payout pays this advisor now.", released: "Let go: what is owed is in the next payout." },
};

export const paymentsEn: PaymentsWords = {
  title: "Payments",
  owed: "Owed",
  headline: {
    next: "Comes with the next payout",
    later: "Can’t be paid for now: the reason stands below",
    nothing: "Nothing is owed",
  },
  whatNext: "What comes next",
  next: (amount, last4) => `${amount} comes with the next payout, to the account ending in ${last4}.`,
  held: (day) =>
    `Payments are on hold since ${day}. Nothing is lost: what is owed comes with the next payout once the hold is lifted. Ask finance for the reason.`,
  noPayee:
    "There are no payee details, so nothing can be paid. Tell HR or finance the account; what is owed comes with the next payout after that.",
  cooling: (last4, moment) =>
    `The payee details were changed to the account ending in ${last4}. For safety it is paid only after ${moment}; until then nothing is paid, and nothing is lost.`,
  cameBack: {
    rejected: (amount, last4) => `The bank refused the payment of ${amount} to the account ending in ${last4}. The amount is owed again.`,
    returned: (amount, last4) => `The payment of ${amount} to the account ending in ${last4} came back. The amount is owed again.`,
  },
  reason: "The bank’s reason",
  stop: ".",
  waits: {
    "needs-new-details":
      "It is not paid for now: the bank’s reason says that the payee details are wrong. Tell HR or finance the right account; once it is changed or confirmed, the amount comes with the next payout.",
    "needs-a-look":
      "It is not paid for now: finance asks the bank about the reason. You need not do anything; after that the amount comes with the next payout.",
  },
  carried: (amount) => `Another ${amount} is carried to the next statement, and not payable yet.`,
  debt: (amount) => `A debt of ${amount} is carried on, and taken off later earnings.`,
  nothing: "All that statements made payable is paid, or in a payment that is approved or on its way.",
  noStatement: "There is no statement yet; payments show here after the first close.",
  where: "Where it is",
  stated: "Payable by all statements",
  paid: "Paid",
  inFlight: "In flight",
  approved: "Approved, not sent yet",
  all: "All payments",
  none: "There is no payment yet.",
  day: "Day",
  upTo: "Up to the statement of",
  amount: "Amount",
  state: "State",
  account: "Account",
  ending: (last4) => `ending in ${last4}`,
  earlier: (amount) => `of it ${amount} unpaid before`,
  reference: (reference) => `reference ${reference}`,
  states: {
    drafted: "Drafted",
    approved: "Approved",
    "in-flight": "In flight",
    paid: "Paid",
    rejected: "Rejected",
    returned: "Returned",
    void: "Void",
  },
  ofStatement: "Payment",
  statement: {
    owed: (amount) => `${amount} is owed.`,
    unclear: "This statement is paid together with those of other months.",
    approved: (amount) => `The payment of ${amount} is approved, and not sent yet.`,
    "in-flight": (amount) => `The payment of ${amount} is with the bank, in flight.`,
    paid: (amount, day) => `The payment of ${amount} was paid on ${day}.`,
    rejected: (amount) => `The bank refused the payment of ${amount}; the amount is owed again.`,
    returned: (amount) => `The payment of ${amount} came back; the amount is owed again.`,
    earlier: {
      rejected: (amount) => `The bank refused a payment of ${amount} before.`,
      returned: (amount) => `A payment of ${amount} came back before.`,
    },
    pays: (month) => `It pays all statements up to ${month} that were not paid before.`,
  },
  toPayments: "All payments",
};

/** Each reason for which a step of paying is refused, in English: what is the matter, and what to do. */
export const payoutIssuesEn: Messages<keyof typeof payoutIssuesZh> = {
  "month-not-closed": ({ month = "" }) => `${month} is not closed: close it first, then draft its payout.`,
  "later-payout": ({ payoutId = "", month = "" }) =>
    `Payout ${payoutId} of a later month was drafted already: what ${month} still owes is in the next payout of that month or a later one.`,
  "draft-open": ({ payoutId = "" }) => `Payout ${payoutId} is drafted and waits: have it approved, or withdraw it, then draft anew.`,
  "payout-status": ({ status = "", step = "" }) => `The payout is ${status}, so "${step}" is not possible: ${whatNext(String(status))}`,
  "payout-four-eyes": ({ by = "" }) => `${by} drafted it, and whoever drafted a payout can't approve it: ask another person of finance.`,
  "adjustment-four-eyes": ({ by = "" }) =>
    `${by} proposed an adjustment that is paid by it, and so can't approve it: ask another person of finance.`,
  "report-four-eyes": ({ by = "" }) =>
    `${by} brought a report or proposed an outcome that made an amount in it payable again, and so can't approve it: ask another person of finance.`,
  "outcome-needs-two": ({ kind = "" }) =>
    `One person alone can't record that a payment was ${kind}, as its amount is payable again then: propose it, and have another person of finance approve it.`,
  "outcome-moved": ({ advisorId = "", payoutId = "" }) =>
    `Something else was recorded meanwhile of ${advisorId}'s payment in ${payoutId}: withdraw this, look at the payment again, and propose anew.`,
  "correction-unfit": ({ state = "", kind = "" }) =>
    `The payment is ${state}, and can't be corrected to ${kind}: look at the payment again. That paid money came back is recorded, not corrected.`,
  "paid-again": ({ payoutId = "", advisorId = "" }) =>
    `Payout ${payoutId}, which has not gone out yet, pays ${advisorId} this amount again: withdraw that payout first, then correct.`,
  "outcomes-full": ({ advisorId = "", payoutId = "" }) =>
    `${advisorId}'s payment in ${payoutId} has been corrected too often for one more: settle the rest by a manual adjustment.`,
  "nothing-waits": ({ advisorId = "", payoutId = "" }) =>
    `${advisorId}'s payment in ${payoutId} waits for nothing like that: look at the payment again.`,
  "needs-details": ({ advisorId = "" }) =>
    `The bank's reason says that ${advisorId}'s account details are wrong, so a look is not enough: have the payee details changed, or propose to confirm them.`,
  "payout-empty": () => "Nobody is paid by it: withdraw it, and draft anew once something is to be paid.",
  "gate-moved": () =>
    "Since it was drafted, another payout was approved or withdrawn, a hold or someone's payee details changed, or a payment was corrected or released: withdraw it and draft anew.",
  "held-in-payout": ({ advisors = "" }) =>
    `These are held now: ${advisors}. Let them go, or withdraw the payout and draft anew without them.`,
  "failed-in-payout": ({ advisors = "" }) =>
    `Since it was approved, payments of these failed or were corrected: ${advisors}. Withdraw the payout, settle what failed (see "Failed payments"), and draft anew.`,
  "cooling-in-payout": ({ advisors = "" }) =>
    `Payee details of these were changed, and the change waits out its security hold: ${advisors}. Withdraw the payout and draft anew.`,
  "payee-in-payout": ({ advisors = "" }) =>
    `Payee details of these are no longer those that were approved with the payout: ${advisors}. Withdraw the payout and draft anew.`,
  "not-owed-in-payout": ({ advisors = "" }) =>
    `As much as was approved is no longer owed to these: ${advisors}. Withdraw the payout and draft anew.`,
  "debtor-in-payout": ({ payoutId = "" }) =>
    `The agency's own account (setting "debtor") is not the one with which payout ${payoutId} was drafted: withdraw it and draft anew, or have the setting changed back.`,
  "formats-in-payout": ({ payoutId = "" }) =>
    `The formats of bank files (settings "templates" and "pain001") are not those with which payout ${payoutId} was drafted: withdraw it and draft anew, or have the settings changed back.`,
  "approval-differs": ({ payoutId = "" }) =>
    `What stands in payout ${payoutId} is not what was approved: don't pay it. Withdraw it, tell whoever runs Fenrun, and draft anew.`,
  "execute-on": ({ executeOn = "", today = "" }) =>
    `"${executeOn}" is no day from today (${today}) on: give the day on which the bank is to pay, as YYYY-MM-DD.`,
  "execute-on-passed": ({ payoutId = "", executeOn = "" }) =>
    `The bank was to pay on ${executeOn}, which has passed, and nobody downloaded the file of payout ${payoutId} before: withdraw the payout and draft anew.`,
  "execute-too-late": ({ executeOn = "", latest = "" }) =>
    `${executeOn} is too far ahead: give a day up to ${latest}, or have the agency's setting executionWindowDays changed.`,
  "non-business-day": ({ executeOn = "", next = "" }) =>
    `Banks don't work on ${executeOn}, and each moves the payment as it likes: choose ${next}, or say that you mean that day (acknowledgeNonBusinessDay).`,
  "format-unknown": ({ format = "", formats = "" }) => `A payout can't go out as "${format}": choose one of ${formats}.`,
  "format-impossible": ({ format = "", issue = "" }) =>
    `This payout can't be written as "${format}" (${issue}): choose another format; or have its template changed, withdraw the payout and draft anew.`,
  "debtor-unset": ({ issue = "" }) =>
    `The agency's own account can't stand in a bank file (${issue}): have the setting "debtor" set to its name, account and bank code first.`,
  "withdrawal-pending": ({ payoutId = "", by = "" }) =>
    `${by} asked to withdraw payout ${payoutId}: another person of finance confirms that, or it is cancelled first.`,
  "withdrawal-four-eyes": ({ by = "" }) =>
    `${by} asked to withdraw it: another person of finance has to say too that the bank never got its file.`,
  "no-withdrawal": ({ payoutId = "" }) => `Nobody asked to withdraw payout ${payoutId}: ask for that first.`,
  "bank-has-told": ({ payoutId = "", count = "" }) =>
    `The bank has told of ${count} payments of payout ${payoutId}, so it has its file: confirm it, or record what came back payment by payment.`,
  "bank-has-file": ({ payoutId = "" }) =>
    `A report of the bank speaks of payout ${payoutId}, so it has its file: confirm the payout, or record what came back payment by payment.`,
  "downloaded-otherwise": ({ format = "" }) =>
    `The payout's file was downloaded as "${format}" already, and a bank that gets it in two formats pays twice: use that one.`,
  "not-exported": ({ payoutId = "" }) => `Payout ${payoutId} was not exported, so no bank can have answered: export it first.`,
  "outcome-contradicts": ({ state = "", kind = "" }) =>
    `The payment is ${state} and can't be ${kind} as well: ask the bank which of the two holds.${state === "paid" ? " If the money came back, record that it was returned." : ""}`,
  "held-already": ({ advisorId = "", by = "" }) =>
    `${advisorId} is held already, by ${by}: resume their payments first, to hold them for another reason.`,
  "not-held": ({ advisorId = "" }) => `${advisorId} is not held: look again.`,
};

function whatNext(status: string): string {
  switch (status) {
    case "drafting":
      return "wait until its draft is done, or withdraw it.";
    case "draft":
      return "have it approved first, or withdraw it.";
    case "approved":
      return "export it, or withdraw it.";
    case "exported":
      return "it went out; confirm it, withdraw it if no bank got its file, or record what came back payment by payment.";
    case "confirmed":
      return "it is done; record what came back payment by payment.";
    default:
      return "draft a new one.";
  }
}

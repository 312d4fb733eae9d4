import type { OutcomesWords } from "./messages.zh.ts";

/** What pages say of payments that failed, and of what people decide about them, in English. */
export const outcomesEn: OutcomesWords = {
  proposed: {
    title: (source) => `Payment outcomes: ${source}`,
    summary: (count, source) => `${count} payment ${count === "1" ? "outcome" : "outcomes"} (${source})`,
    caption: "Payment outcomes",
    who: "Of",
    payout: "Payout",
    what: "What",
    reasonCode: "Reason code",
    acts: {
      record: (state, kind) => `Record as ${kind.toLowerCase()} (now ${state.toLowerCase()})`,
      correct: (state, kind) => `Correct from ${state.toLowerCase()} to ${kind.toLowerCase()}`,
      "confirm-details": (version) => `Confirm payee details, version ${version}: pay to the same account again`,
    },
    paymentStates: { "in-flight": "In transit", paid: "Paid", rejected: "Rejected", returned: "Returned" },
  },
  title: "Failed payments",
  intro:
    "Payments that were rejected or returned and are not paid again yet. Those that need something come first; the others are in the next payout by themselves.",
  none: "No failed payment is open.",
  advisor: "Advisor",
  payout: "Payout",
  reason: "The bank’s reason",
  by: "Brought by",
  form: "payment page",
  look: "Look at the payment",
  list: "Failed payments",
  nothingWaits: "It is in the next payout by itself: there is nothing to do.",
  paidAgain: (payoutId) => `Payout ${payoutId} pays the amount again.`,
  brought: (by) => `brought or proposed by ${by}`,
  charges: (amount) => `charges of ${amount}`,
  chargesOf: (amount) =>
    `Banks took ${amount} off what came back: it is the agency’s expense, and the payees are owed the whole amounts again.`,
  changeDetails: "Change the payee details",
  proposals: "Outcomes and corrections that wait for approval",
  proposalsNone: "No outcome or correction waits for approval.",
  payableAgain: (name, amount, effect) => `Once approved, ${amount} of ${name} is payable again: ${effect}.`,
  countsAsPaid: (name, amount) => `Once approved, ${amount} of ${name} counts as paid, and is no longer owed.`,
  sameAccount: (name, amount, last4) =>
    `Once approved, ${amount} of ${name} is paid again to the same account, ending in ${last4}. Check that account with the advisor yourself first.`,
  again: (count, amount, by) =>
    `Of these, ${count} ${count === "1" ? "payment" : "payments"} (${amount}) pay again what failed before; the lines say why. It is payable again because of ${by}, who can’t approve this payout.`,
  sure: "I have checked this payment, and want this.",
  sureMissing: "Check the payment first, then tick the box.",
  ownPayment: "This payment goes to you: another person of finance has to act on it.",
  waits: "Needs",
  amount: "Amount",
  rejected: "Rejected",
  returned: "Returned",
  waitsFor: {
    "needs-new-details": "Payee details changed, or confirmed by two people",
    "needs-a-look": "A look by finance",
    nothing: "Included in the next payout",
  },
  paysAgain: (payoutId, reason, by) => `pays ${payoutId} again (${reason}; ${by})`,
  waiting: (payoutId, reason) => `the payment in ${payoutId} failed: ${reason}`,
  clear: "Release after a look",
  clearIntro: "Ask the bank or the advisor first. The amount is in the next payout then.",
  confirm: "Confirm the payee details",
  confirmIntro:
    "The bank’s reason says that the details are wrong. If they are right, propose to pay the same account again: another person of finance approves it. If they are wrong, have them changed.",
  correct: "Correct the outcome",
  correctIntro: "For an outcome that was recorded wrongly. Another person of finance approves the correction; what was recorded stays.",
  correctTo: "The right outcome",
  propose: "Submit for approval",
  two: "Rejected and returned make the amount payable again, so another person of finance has to approve them.",
  cleared: "Released: it is in the next payout.",
  corrected: "correction",
  approvedBy: (by) => `approved by ${by}`,
  alsoBy: (by) => `also brought by ${by}`,
  ownMatter:
    "You brought a report or proposed an outcome by which an amount in it is payable again: another person of finance has to approve it.",
  overpaid: (amount) =>
    `Another payout has paid ${amount} of it again: approving this correction says that it was paid twice, and what was overpaid is taken off what is paid next.`,
};

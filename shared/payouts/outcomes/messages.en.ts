import type { outcomesZh } from "./messages.zh.ts";

/** What pages say of payments that failed, and of what people decide about them, in English. */
export const outcomesEn: typeof outcomesZh = {
  proposed: {
    title: (source) => `Payment outcomes: ${source}`,
    page: "payment page",
    titleOfOne: (advisorId, payoutId) => `Payment outcome: ${advisorId} (${payoutId})`,
    summary: (count, source) => `${count} payment ${count === "1" ? "outcome" : "outcomes"} (${source})`,
    caption: "Payment outcomes",
    what: "Change",
    acts: {
      record: (state, kind) => `Record as ${kind.toLowerCase()} (now ${state.toLowerCase()})`,
      correct: (state, kind) => `Correct from ${state.toLowerCase()} to ${kind.toLowerCase()}`,
      "confirm-details": (version) => `Confirm payee details, version ${version}: pay to the same account again`,
    },
    paymentStates: { "in-transit": "In transit", paid: "Paid", rejected: "Rejected", returned: "Returned" },
  },
  title: "Failed payments",
  intro:
    "Payments that were rejected or returned and are not paid again yet. Those that need action come first; the others are included in the next payout automatically.",
  none: "No failed payments.",
  look: "View payment",
  list: "Failed payments",
  nothingWaits: "It is included in the next payout automatically: there is nothing to do.",
  paidAgain: (payoutId) => `Payout ${payoutId} pays the amount again.`,
  brought: (by) => `uploaded or proposed by ${by}`,
  charges: (amount) => `charges of ${amount}`,
  chargesOf: (amount) =>
    `Banks deducted charges of ${amount} from returned payments: they are the agency’s expense, and the full amounts are outstanding again.`,
  changeDetails: "Change payee details",
  proposals: "Outcomes and corrections pending approval",
  proposalsNone: "No outcomes or corrections pending approval.",
  payableAgain: (name, amount, effect) => `Once approved, ${amount} of ${name} is payable again: ${effect}.`,
  lessCharges: (amount, back) =>
    `Banks deducted ${amount}, which is the agency’s expense: ${back} came back, and the full amount is outstanding again.`,
  countsAsPaid: (name, amount) => `Once approved, ${amount} of ${name} counts as paid and is no longer outstanding.`,
  sameAccount: (name, amount, accountLast4) =>
    `Once approved, ${amount} of ${name} is paid again to the same account, ending in ${accountLast4}. Check that account with the advisor yourself first.`,
  again: (count, amount, by) =>
    `Of these, ${count} ${count === "1" ? "payment" : "payments"} (${amount}) repeat failed payments; the details give the reasons. They are payable again because of ${by}, who can’t approve this payout.`,
  sure: "I have checked this payment.",
  ownPayment: "This payment goes to you: another person in finance has to handle it.",
  waits: "Needs",
  rejected: "Rejected",
  returned: "Returned",
  waitsFor: {
    "needs-new-details": "Payee details changed, or confirmed by two people",
    "needs-a-look": "Review by finance",
    nothing: "Included in the next payout",
  },
  paysAgain: (payoutId, reason, by) => `pays ${payoutId} again (${reason}; ${by})`,
  waiting: (payoutId, reason) => `the payment in ${payoutId} failed: ${reason}`,
  clear: "Release after review",
  clearIntro: "Check with the bank or the advisor first. The amount is included in the next payout then.",
  confirm: "Confirm payee details",
  confirmIntro:
    "According to the bank’s reason the details are wrong. If they are correct, propose to pay the same account again: another person in finance approves it. If they are wrong, have them changed.",
  correct: "Correct outcome",
  correctIntro: "For an outcome that was recorded wrongly. Another person in finance approves the correction; the earlier record stays.",
  correctTo: "Correct outcome",
  propose: "Submit for approval",
  two: "Rejected and returned make the amount payable again, so another person in finance has to approve them.",
  cleared: "Released: it is included in the next payout.",
  corrected: "correction",
  reportedPaid: "a bank’s report also says paid",
  alsoBy: (by) => `also uploaded by ${by}`,
  ownMatter:
    "You uploaded a report or proposed an outcome that made an amount in it payable again: another person in finance has to approve it.",
  overpaid: (amount) =>
    `Another payout has paid ${amount} of it again: approving this correction confirms that it was paid twice, and the overpaid amount is deducted from the next payments.`,
};

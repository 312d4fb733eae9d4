type About = Readonly<Record<string, string | number>>;

/** Each reason for which a step of paying is refused, in English: what is the matter, and what to do. */
export const PAYOUT_MESSAGES = {
  "month-not-closed": ({ month = "" }: About) => `${month} is not closed: close it first, then draft its payout.`,
  "later-payout": ({ payoutId = "", month = "" }: About) =>
    `Payout ${payoutId} of a later month was drafted already: what ${month} still owes is in the next payout of that month or a later one.`,
  "draft-open": ({ payoutId = "" }: About) => `Payout ${payoutId} is drafted and waits: have it approved, or withdraw it, then draft anew.`,
  "payout-status": ({ status = "", step = "" }: About) =>
    `The payout is ${status}, so "${step}" is not possible: ${whatNext(String(status))}`,
  "payout-four-eyes": ({ by = "" }: About) =>
    `${by} drafted it, and whoever drafted a payout can't approve it: ask another person of finance.`,
  "adjustment-four-eyes": ({ by = "" }: About) =>
    `${by} proposed an adjustment that is paid by it, and so can't approve it: ask another person of finance.`,
  "report-four-eyes": ({ by = "" }: About) =>
    `${by} brought a report or proposed an outcome that made an amount in it payable again, and so can't approve it: ask another person of finance.`,
  "outcome-needs-two": ({ kind = "" }: About) =>
    `One person alone can't record that a payment was ${kind}, as its amount is payable again then: propose it, and have another person of finance approve it.`,
  "outcome-moved": ({ advisorId = "", payoutId = "" }: About) =>
    `Something else was recorded meanwhile of ${advisorId}'s payment in ${payoutId}: withdraw this, look at the payment again, and propose anew.`,
  "correction-unfit": ({ state = "", kind = "" }: About) =>
    `The payment is ${state}, and can't be corrected to ${kind}: look at the payment again. That paid money came back is recorded, not corrected.`,
  "paid-again": ({ payoutId = "", advisorId = "" }: About) =>
    `Payout ${payoutId}, which has not gone out yet, pays ${advisorId} this amount again: withdraw that payout first, then correct.`,
  "outcomes-full": ({ advisorId = "", payoutId = "" }: About) =>
    `${advisorId}'s payment in ${payoutId} has been corrected too often for one more: settle the rest by a manual adjustment.`,
  "nothing-waits": ({ advisorId = "", payoutId = "" }: About) =>
    `${advisorId}'s payment in ${payoutId} waits for nothing like that: look at the payment again.`,
  "needs-details": ({ advisorId = "" }: About) =>
    `The bank's reason says that ${advisorId}'s account details are wrong, so a look is not enough: have the payee details changed, or propose to confirm them.`,
  "payout-empty": () => "Nobody is paid by it: withdraw it, and draft anew once something is to be paid.",
  "gate-moved": () =>
    "Since it was drafted, another payout was approved or withdrawn, a hold or someone's payee details changed, or a payment was corrected or released: withdraw it and draft anew.",
  "held-in-payout": ({ advisors = "" }: About) =>
    `These are held now: ${advisors}. Let them go, or withdraw the payout and draft anew without them.`,
  "failed-in-payout": ({ advisors = "" }: About) =>
    `Since it was approved, payments of these failed or were corrected: ${advisors}. Withdraw the payout, settle what failed (see "Failed payments"), and draft anew.`,
  "cooling-in-payout": ({ advisors = "" }: About) =>
    `Payee details of these were changed, and the change waits out its security hold: ${advisors}. Withdraw the payout and draft anew.`,
  "payee-in-payout": ({ advisors = "" }: About) =>
    `Payee details of these are no longer those that were approved with the payout: ${advisors}. Withdraw the payout and draft anew.`,
  "not-owed-in-payout": ({ advisors = "" }: About) =>
    `As much as was approved is no longer owed to these: ${advisors}. Withdraw the payout and draft anew.`,
  "debtor-in-payout": ({ payoutId = "" }: About) =>
    `The agency's own account (setting "debtor") is not the one with which payout ${payoutId} was drafted: withdraw it and draft anew, or have the setting changed back.`,
  "formats-in-payout": ({ payoutId = "" }: About) =>
    `The formats of bank files (settings "templates" and "pain001") are not those with which payout ${payoutId} was drafted: withdraw it and draft anew, or have the settings changed back.`,
  "approval-differs": ({ payoutId = "" }: About) =>
    `What stands in payout ${payoutId} is not what was approved: don't pay it. Withdraw it, tell whoever runs Fenrun, and draft anew.`,
  "execute-on": ({ executeOn = "", today = "" }: About) =>
    `"${executeOn}" is no day from today (${today}) on: give the day on which the bank is to pay, as YYYY-MM-DD.`,
  "execute-on-passed": ({ payoutId = "", executeOn = "" }: About) =>
    `The bank was to pay on ${executeOn}, which has passed, and nobody downloaded the file of payout ${payoutId} before: withdraw the payout and draft anew.`,
  "execute-too-late": ({ executeOn = "", latest = "" }: About) =>
    `${executeOn} is too far ahead: give a day up to ${latest}, or have the agency's setting executionWindowDays changed.`,
  "non-business-day": ({ executeOn = "", next = "" }: About) =>
    `Banks don't work on ${executeOn}, and each moves the payment as it likes: choose ${next}, or say that you mean that day (acknowledgeNonBusinessDay).`,
  "format-unknown": ({ format = "", formats = "" }: About) => `A payout can't go out as "${format}": choose one of ${formats}.`,
  "format-impossible": ({ format = "", issue = "" }: About) =>
    `This payout can't be written as "${format}" (${issue}): choose another format; or have its template changed, withdraw the payout and draft anew.`,
  "debtor-unset": ({ issue = "" }: About) =>
    `The agency's own account can't stand in a bank file (${issue}): have the setting "debtor" set to its name, account and bank code first.`,
  "withdrawal-pending": ({ payoutId = "", by = "" }: About) =>
    `${by} asked to withdraw payout ${payoutId}: another person of finance confirms that, or it is cancelled first.`,
  "withdrawal-four-eyes": ({ by = "" }: About) =>
    `${by} asked to withdraw it: another person of finance has to say too that the bank never got its file.`,
  "no-withdrawal": ({ payoutId = "" }: About) => `Nobody asked to withdraw payout ${payoutId}: ask for that first.`,
  "bank-has-told": ({ payoutId = "", count = "" }: About) =>
    `The bank has told of ${count} payments of payout ${payoutId}, so it has its file: confirm it, or record what came back payment by payment.`,
  "downloaded-otherwise": ({ format = "" }: About) =>
    `The payout's file was downloaded as "${format}" already, and a bank that gets it in two formats pays twice: use that one.`,
  "not-exported": ({ payoutId = "" }: About) => `Payout ${payoutId} was not exported, so no bank can have answered: export it first.`,
  "outcome-contradicts": ({ state = "", kind = "" }: About) =>
    `The payment is ${state} and can't be ${kind} as well: ask the bank which of the two holds.${state === "paid" ? " If the money came back, record that it was returned." : ""}`,
  "held-already": ({ advisorId = "", by = "" }: About) =>
    `${advisorId} is held already, by ${by}: let her go first to hold her for another reason.`,
  "not-held": ({ advisorId = "" }: About) => `${advisorId} is not held: look her up again.`,
} as const satisfies Record<string, (about: About) => string>;

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

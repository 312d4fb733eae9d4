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
  "payout-empty": () => "Nobody is paid by it: withdraw it, and draft anew once something is to be paid.",
  "gate-moved": () =>
    "Since it was drafted, another payout was approved or withdrawn, or a hold or someone's payee details changed: withdraw it and draft anew.",
  "held-in-payout": ({ advisors = "" }: About) =>
    `These are held now: ${advisors}. Let them go, or withdraw the payout and draft anew without them.`,
  "execute-on": ({ executeOn = "", today = "" }: About) =>
    `"${executeOn}" is no day from today (${today}) on: give the day on which the bank is to pay, as YYYY-MM-DD.`,
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
      return "it is with the bank; confirm it, or record what came back payment by payment.";
    case "confirmed":
      return "it is done; record what came back payment by payment.";
    default:
      return "draft a new one.";
  }
}

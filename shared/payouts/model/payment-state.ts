import type { Outcome, OutcomeKind, PaymentState } from "./payment.ts";
import type { PayoutStatus } from "./payout.ts";

/** The most outcomes that a payment can have: paid, then returned. Each changes its state, or it is not recorded. */
export const MOST_OUTCOMES = 2;

/**
 * How a payment stands: a pure function of its payout's status and of its outcomes, in any order.
 * What came back stays back, whatever was said before or after.
 */
export function stateOf(status: PayoutStatus, outcomes: readonly Pick<Outcome, "kind">[]): PaymentState {
  switch (status) {
    case "drafting":
    case "draft":
      return "drafted";
    case "withdrawn":
      return "void";
    case "approved":
      return "approved";
    case "exported":
      return latestOf(outcomes) ?? "in-flight";
    case "confirmed":
      return latestOf(outcomes) ?? "paid";
  }
}

function latestOf(outcomes: readonly Pick<Outcome, "kind">[]): OutcomeKind | undefined {
  return (["returned", "rejected", "paid"] as const).find((kind) => outcomes.some((outcome) => outcome.kind === kind));
}

/** Whether a payment counts as taken off what is owed: it may still be paid, or is. */
export function stands(state: PaymentState): boolean {
  return state === "approved" || state === "in-flight" || state === "paid";
}

/**
 * What an outcome makes of a payment in a state. `applies`: it changes it. `known`: it says nothing new, such as paid of
 * what was returned since. `contradicts`: both can't be true, so a person has to look at it. `not-exported`: no bank was told.
 */
export function outcomeFits(state: PaymentState, kind: OutcomeKind): "applies" | "known" | "contradicts" | "not-exported" {
  switch (state) {
    case "drafted":
    case "approved":
    case "void":
      return "not-exported";
    case "in-flight":
      return "applies";
    case "paid":
      return kind === "paid" ? "known" : kind === "returned" ? "applies" : "contradicts";
    case "returned":
      return kind === "rejected" ? "contradicts" : "known";
    case "rejected":
      return kind === "rejected" ? "known" : "contradicts";
  }
}

import type { Day } from "../../base/calendar/month.ts";

/** What became of a payment, or a correction of what is recorded of it, as people propose it. */
export interface OutcomeEntry {
  readonly payoutId: string;
  readonly advisorId: string;
  /**
   * `record`: what became of it. `correct`: what is recorded is wrong, and `outcome` is right. `confirm-details`: it came
   * back, and is to be paid to the same account again.
   */
  readonly act: "record" | "correct" | "confirm-details";
  /** How many outcomes of the payment were known then: it counts on these alone. */
  readonly known: number;
  /** How the payment stood then, and its amount (minor units, as digits): for whoever approves it. */
  readonly state: string;
  readonly amount: string;
  /** None where details are confirmed. */
  readonly outcome?: "paid" | "rejected" | "returned";
  /** The version of the payee that is confirmed. */
  readonly payeeVersion?: number;
  /** The bank's own day and reason code (ISO 20022), where it said them. */
  readonly on?: Day;
  readonly code?: string;
  /** What banks took off an amount that came back, minor units, as digits; above 0, and less than the payment. */
  readonly charges?: string;
}

/** Outcomes of payments by hand that make amounts payable again, corrections, and confirmed details. */
export interface OutcomesContent {
  readonly kind: "outcomes";
  readonly entries: readonly OutcomeEntry[];
  /** What they were read from: the form's name. */
  readonly source: string;
}

/** Tells it from the contents of other kinds. */
export const isOutcomesContent = (content: { readonly kind: string }): content is OutcomesContent => content.kind === "outcomes";

import type { Day, Instant } from "../../base/calendar/month.ts";
import type { BankFileIssue } from "../bank-files/bank-file-issue.ts";
import type { LeftOutWhy } from "./payout.ts";

/** A payment of a payout: one for each advisor in it. Amounts in minor units. */
export interface Payment {
  readonly payoutId: string;
  readonly advisorId: string;
  /** Our own reference, by which the bank's answers are matched: see `referenceOf`. */
  readonly reference: string;
  /** earlier + statement; above 0. */
  readonly amount: bigint;
  /** What the advisor's statement of the payout's month made payable. */
  readonly statement: bigint;
  /** What earlier statements made payable and no payment that stands has paid: held, rejected or returned before. */
  readonly earlier: bigint;
  readonly payeeVersion: number;
  /** SHA-256 of that version as it is stored, sealed: nobody is paid by another. See `hashOfPayee`. */
  readonly payeeHash: string;
  readonly last4: string;
  /** The payments that came back, and whose amounts are paid again by it; none where there are none. */
  readonly again?: readonly FailedPayment[];
}

/**
 * A payment that was rejected or returned and that no payment since has paid again, as the draft finds it. Amounts in
 * minor units.
 */
export interface FailedPayment {
  readonly payoutId: string;
  readonly reference: string;
  readonly amount: bigint;
  readonly payeeVersion: number;
  /** The outcome that made it payable again: its number among those of the payment, what it says, and why the bank did it. */
  readonly number: number;
  readonly kind: FailureKind;
  readonly on?: Day;
  readonly code?: string;
  /** It was said of the whole file or batch: see `outcomeEffect`. */
  readonly ofWhole?: true;
  /** Whoever brought a report, or proposed an outcome, by which it failed since it was last paid or on its way. */
  readonly by: readonly string[];
  /** The report that it was read from; none where people recorded it. */
  readonly answerId?: string;
  /** Who asked for the same account to be paid again, where another person confirmed that. */
  readonly confirmedBy?: string;
}

/** A payment as a payout's lines tell it, with what files show beside it. */
export interface PaymentLine extends Payment {
  readonly kind: "payment";
  readonly name: string;
  /** The store on the last day of the payout's month, where the advisor has one. */
  readonly storeId?: string;
}

/** An advisor to whom something is owed and who is not in the payout. */
export interface LeftOutLine {
  readonly kind: "left-out";
  readonly payoutId: string;
  readonly advisorId: string;
  readonly name: string;
  readonly storeId?: string;
  readonly amount: bigint;
  readonly why: LeftOutWhy;
  /** When the payee's cooling period ends. */
  readonly until?: Instant;
  /** Which of the agency's formats can't tell of them, and why. */
  readonly bankFile?: BankFileIssue;
  /** The payments that came back and for which it waits. */
  readonly waits?: readonly FailedPayment[];
}

export type PayoutLine = PaymentLine | LeftOutLine;

/** What became of a payment, by what the bank or a person said. */
export type OutcomeKind = "paid" | "rejected" | "returned";

/** What makes a payment's amount payable again. */
export type FailureKind = Exclude<OutcomeKind, "paid">;

/** One outcome of a payment; never edited. A payment may have several: paid, then returned; or one that corrects another. */
export interface Outcome {
  readonly kind: OutcomeKind;
  /** When it was recorded, and by whom. */
  readonly at: Instant;
  readonly by: string;
  /** The bank's own day and reason code (ISO 20022, such as AC04), where it said them. */
  readonly on?: Day;
  readonly code?: string;
  /** What the bank said beside the code, long numbers masked. */
  readonly note?: string;
  /** It was said of the whole file or batch, so its reason tells nothing of this payee: see `outcomeEffect`. */
  readonly ofWhole?: true;
  /** What banks took off an amount that came back, minor units as text: the payment's amount came back less this. */
  readonly charges?: string;
  /** Why, where a person recorded it. */
  readonly why?: string;
  /** The answer that it was read from. */
  readonly answerId?: string;
  /** Whoever gave the same answer to us again, beside `by`. */
  readonly alsoBy?: readonly string[];
  /** By which proposal, and who approved it, where two people recorded it: `by` is who proposed it then. */
  readonly proposalId?: string;
  readonly approvedBy?: string;
  /** The number of the outcome that it corrects, which counts no longer; 0 where it corrects its payout's confirmation. */
  readonly corrects?: number;
}

/** A payment with its outcomes, oldest first. */
export interface PaymentRecord extends Payment {
  readonly outcomes: readonly Outcome[];
}

/**
 * An outcome as it is recorded: whose, as the how manieth of its payment, from 1, and how the payment stood when it was
 * committed. Instants don't tell that: an outcome that was read before a confirmation may be committed after it.
 */
export interface NumberedOutcome {
  readonly payment: Payment;
  readonly number: number;
  readonly from: "in-flight" | OutcomeKind;
  readonly outcome: Outcome;
  /**
   * By how much the charges that count change with it, minor units: what banks took off the amount that came back; below 0
   * where it corrects an outcome that had charges. None where nothing changes.
   */
  readonly charges?: bigint;
}

/** How a payment stands: of a payout that isn't approved it is only drafted, of one that was withdrawn it is void. */
export type PaymentState = "drafted" | "approved" | "in-flight" | "paid" | "rejected" | "returned" | "void";

import * as z from "zod";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { BANK_FILE_ISSUES } from "../bank-files/bank-file-issue.ts";
import { EXCLUSION_REASONS } from "./payout.ts";

/** What became of a payment, by what the bank or a person said. */
export const OUTCOME_KINDS = ["paid", "rejected", "returned"] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];
const FAILURE_KINDS = ["rejected", "returned"] as const;

/**
 * A payment that was rejected or returned and that no payment since has paid again, as the draft finds it. Amounts in
 * minor units.
 */
const failedPayment = record({
  payoutId: z.string(),
  reference: z.string(),
  amount: minor,
  payeeVersion: int,
  /** The outcome that made it payable again: its number among those of the payment, what it says, and why the bank did it. */
  number: int,
  kind: z.enum(FAILURE_KINDS),
  on: z.string().optional(),
  code: z.string().optional(),
  /** It was said of the whole file or batch: see `outcomeEffect`. */
  ofWhole: z.literal(true).optional(),
  /** A bank's report has said paid of it since: see `disputes`. */
  reportedPaid: z.literal(true).optional(),
  /** Whoever brought a report, or proposed an outcome, by which it failed since it was last paid or on its way. */
  by: z.array(z.string()),
  /** The report that it was read from; none where people recorded it. */
  reportId: z.string().optional(),
  /** Who asked for the same account to be paid again, where another person confirmed that. */
  confirmedBy: z.string().optional(),
});
export type FailedPayment = Stored<typeof failedPayment>;

/** A payment of a payout: one for each advisor in it. Amounts in minor units. */
const payment = record({
  payoutId: z.string(),
  advisorId: z.string(),
  /** Our own reference, by which the bank's reports are matched: see `referenceOf`. */
  reference: z.string(),
  /** earlier + statement; above 0. */
  amount: minor,
  /** What the advisor's statement of the payout's month made payable. */
  statement: minor,
  /** What earlier statements made payable and no payment that stands has paid: held, rejected or returned before. */
  earlier: minor,
  payeeVersion: int,
  /** SHA-256 of that version as it is stored, sealed: nobody is paid by another. See `hashOfPayee`. */
  payeeHash: z.string(),
  accountLast4: z.string(),
  /** The payments that came back, and whose amounts are paid again by it; none where there are none. */
  again: z.array(failedPayment).optional(),
});
export type Payment = Stored<typeof payment>;
export const paymentCodec = textCodec("a payment", payment);

/** A payment as a payout's lines tell it, with what files show beside it. */
const paymentLine = record({
  kind: z.literal("payment"),
  ...payment.shape,
  name: z.string(),
  /** The store on the last day of the payout's month, where the advisor has one. */
  storeId: z.string().optional(),
});
export type PaymentLine = Stored<typeof paymentLine>;

/** An advisor to whom something is owed and who is not in the payout. */
const excludedLine = record({
  kind: z.literal("excluded"),
  payoutId: z.string(),
  advisorId: z.string(),
  name: z.string(),
  storeId: z.string().optional(),
  amount: minor,
  reason: z.enum(EXCLUSION_REASONS),
  /** When the payee's security hold period ends: an instant. */
  until: z.string().optional(),
  /** Which of the agency's formats can't tell of them, and why. */
  bankFile: record({ format: z.string(), code: z.enum(BANK_FILE_ISSUES), column: z.string().optional() }).optional(),
  /** The payments that came back and for which it waits. */
  waits: z.array(failedPayment).optional(),
});
export type ExcludedLine = Stored<typeof excludedLine>;

/** A line of a payout. Lines have the form of their file: see `linesText`. */
export const payoutLine = z.discriminatedUnion("kind", [paymentLine, excludedLine]);
export type PayoutLine = PaymentLine | ExcludedLine;

/** What makes a payment's amount payable again. */
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** One outcome of a payment; never edited. A payment may have several: paid, then returned; or one that corrects another. */
const outcome = record({
  kind: z.enum(OUTCOME_KINDS),
  /** When it was recorded (an instant), and by whom. */
  at: z.string(),
  by: z.string(),
  /** The bank's own day and reason code (ISO 20022, such as AC04), where it said them. */
  on: z.string().optional(),
  code: z.string().optional(),
  /** What the bank said beside the code, long numbers masked. */
  note: z.string().optional(),
  /** It was said of the whole file or batch, so its reason tells nothing of this payee: see `outcomeEffect`. */
  ofWhole: z.literal(true).optional(),
  /** The report says paid of what was rejected. It stays rejected, and waits until a person has looked: see `disputes`. */
  reportedPaid: z.literal(true).optional(),
  /** What banks took off an amount that came back, minor units as text: the payment's amount came back less this. */
  charges: z.string().optional(),
  /** Why, where a person recorded it. */
  comment: z.string().optional(),
  /** The report that it was read from. */
  reportId: z.string().optional(),
  /** Whoever gave the same report to us again, beside `by`. */
  alsoBy: z.array(z.string()).optional(),
  /** By which proposal, and who approved it, where two people recorded it: `by` is who proposed it then. */
  proposalId: z.string().optional(),
  approvedBy: z.string().optional(),
  /** The number of the outcome that it corrects, which counts no longer; 0 where it corrects its payout's confirmation. */
  corrects: int.optional(),
});
export type Outcome = Stored<typeof outcome>;
export const outcomeCodec = textCodec("an outcome", outcome);

/** A payment with its outcomes, oldest first. */
export interface PaymentRecord extends Payment {
  readonly outcomes: readonly Outcome[];
}

/**
 * An outcome as it is recorded: whose, as the how manieth of its payment, from 1, and how the payment stood when it was
 * committed. Instants don't tell that: an outcome that was read before a confirmation may be committed after it.
 */
const numberedOutcome = record({
  payment,
  number: int,
  from: z.enum(["in-transit", ...OUTCOME_KINDS]),
  outcome,
  /**
   * By how much the charges that count change with it, minor units: what banks took off the amount that came back; below 0
   * where it corrects an outcome that had charges. None where nothing changes.
   */
  charges: minor.optional(),
});
export type NumberedOutcome = Stored<typeof numberedOutcome>;
export const numberedOutcomeCodec = textCodec("an outcome in its payout's log", numberedOutcome);

/** How a payment stands: of a payout that isn't approved it is only drafted, of one that was withdrawn it is void. */
export type PaymentState = "drafted" | "approved" | "in-transit" | "paid" | "rejected" | "returned" | "void";

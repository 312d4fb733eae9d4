import type { ToldBooking } from "../../model/booking.ts";
import type { OutcomeKind, PaymentRecord, PaymentState } from "../../model/payment.ts";
import { disputes } from "../../model/payment-state.ts";
import type { EntryMatch } from "./bank-report.ts";
import type { FinalEntry } from "./match-entry.ts";

/** An outcome that is to be recorded, and the entry that says it. */
export interface DueOutcome {
  readonly payment: PaymentRecord;
  readonly entry: FinalEntry;
  /** It says paid of what was rejected: see `disputes`. */
  readonly isDispute?: true;
}

/** What is made of entries. */
export interface Classification {
  /** By the entries' numbers. */
  readonly matches: ReadonlyMap<number, EntryMatch>;
  /** What is not recorded yet, in the order in which it has to be. */
  readonly due: readonly DueOutcome[];
}

/** Which report is classified, and the agency's currency. */
export interface ClassificationInput {
  readonly reportId: string;
  readonly currency: string;
}

/** How payments stand; moves on with what is due. */
export type States = Map<PaymentRecord, PaymentState>;

/** What is to be recorded where entries say paid of a payment that was rejected; nothing else of them is taken. */
export function disputesOf(entries: readonly FinalEntry[], payment: PaymentRecord, states: States): DueOutcome[] {
  const entry = entries.find(({ kind }) => disputes(states.get(payment) ?? "void", payment.outcomes, kind));
  return entry === undefined ? [] : [{ payment, entry, isDispute: true }];
}

/** Whether a report recorded this of a payment. */
export const isBy = (reportId: string, kind: OutcomeKind, { outcomes }: PaymentRecord): boolean =>
  outcomes.some((outcome) => outcome.kind === kind && outcome.reportId === reportId);

/** The bookings that entries of a report tell. */
export const toldBookings = (entries: readonly FinalEntry[], reportId: string): ToldBooking[] =>
  entries.flatMap(({ booking, kind }) => (booking === undefined ? [] : [{ ...booking, kind, reportId }]));

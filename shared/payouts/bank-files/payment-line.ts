import type { Day } from "../../base/calendar/month.ts";
import type { PayeeDetails } from "../../payees/model/payee.ts";
import type { PaymentLine } from "../model/payment.ts";
import type { Payout } from "../model/payout.ts";

/** A payment as a bank is told of it: with where it goes to, opened. Only ever in memory, and in the file. */
export interface PaidLine extends PaymentLine {
  readonly details: PayeeDetails;
}

/** A payout that went out, as its files tell it. */
export interface ExportedPayout extends Payout {
  readonly content: NonNullable<Payout["content"]>;
  readonly exported: NonNullable<Payout["exported"]>;
}

/** The day on which the bank is asked to pay. */
export const executionDayOf = ({ exported }: ExportedPayout): Day => exported.executeOn;

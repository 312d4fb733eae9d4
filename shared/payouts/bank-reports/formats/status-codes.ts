import type { BankReportEntry } from "../model/bank-report.ts";

/**
 * ISO 20022 payment statuses: ExternalPaymentGroupStatus1Code and ExternalPaymentTransactionStatus1Code. After ACSC, ACCC
 * and RJCT nothing follows but a return. Of the others the bank has it and says nothing final yet. What a payee's
 * verification found (RVNM, RVCM, RVMC), BLCK and CANC are for a person, as is what we don't know.
 */
const STATUSES: ReadonlyMap<string, BankReportEntry["kind"]> = new Map<string, BankReportEntry["kind"]>([
  ["ACSC", "paid"],
  ["ACCC", "paid"],
  ["RJCT", "rejected"],
  ...["ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC", "ACFW", "ACPD", "PATC", "PDNG", "PEND", "RCVD", "RCVC", "RVNA", "RVNC"].map(
    (status) => [status, "accepted"] as const,
  ),
]);

/**
 * What a status says. One that isn't known here is never taken for another: codes have capital letters, and what a bank's
 * program writes otherwise is listed, which costs a look and never money.
 */
export const kindOfStatus = (status: string): BankReportEntry["kind"] => STATUSES.get(status) ?? "unknown";

/**
 * What the status of a booking says (ExternalEntryStatus1Code): BOOK is booked; of PDNG, INFO and FUTR nothing has moved
 * yet, or it is only told for information.
 */
const BOOKING_STATUSES: ReadonlyMap<string, "booked" | "accepted"> = new Map([
  ["BOOK", "booked"],
  ["PDNG", "accepted"],
  ["INFO", "accepted"],
  ["FUTR", "accepted"],
]);

export const bookingStatus = (status: string): "booked" | "accepted" | undefined => BOOKING_STATUSES.get(status);

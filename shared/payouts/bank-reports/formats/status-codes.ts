import type { AnswerEntry } from "../model/bank-report.ts";

/** ISO 20022 payment statuses after which nothing follows but a return. */
const FINAL: Readonly<Record<string, AnswerEntry["kind"]>> = { ACSC: "paid", ACCC: "paid", RJCT: "rejected" };
/** The bank has it, and says nothing final yet. */
const ACCEPTED: ReadonlySet<string> = new Set(["ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC", "PATC", "PDNG", "RCVD"]);

/** What a status says. One that isn't known here is never taken for another. */
export function kindOfStatus(status: string): AnswerEntry["kind"] {
  return FINAL[status] ?? (ACCEPTED.has(status) ? "accepted" : "unknown");
}

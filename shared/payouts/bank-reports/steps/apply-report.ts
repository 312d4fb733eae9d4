import { type Refusal, refusal, refuse } from "../../../base/issues/issue.ts";
import { getArtifact, putArtifact } from "../../../base/runtime/artifacts.ts";
import { RetryableError } from "../../../base/runtime/retry.ts";
import { instantOf } from "../../../base/runtime/runtime.ts";
import type { PayoutBookings } from "../../model/booking.ts";
import type { Outcome } from "../../model/payment.ts";
import { decidingNumber } from "../../model/payment-state.ts";
import { recordOutcomes, type SaidOutcome } from "../../steps/record-outcomes.ts";
import { type BankReport, entriesCodec, isToBeApplied, matchedEntriesCodec, SETTLED_MATCHES } from "../model/bank-report.ts";
import type { DueOutcome } from "../model/classification.ts";
import type { BankReportDeps } from "../store.ts";
import { classifyReport, countAhead, countsOf, matchedEntries } from "./preview-report.ts";

/** Others may record outcomes of the same payments meanwhile; each time fewer are left. */
const MAX_ROUNDS = 5;

/**
 * Records what a report says, and lists what needs a person. Taken up again after a crash it goes on where it stopped;
 * applied again it finds its own outcomes recorded, and records only what could not be recorded before.
 * @throws RefusedError where there is no such report; RetryableError where the table stays too busy.
 */
export async function applyBankReport(reportId: string, deps: BankReportDeps): Promise<BankReport> {
  const report = await deps.bankReports.find(reportId);
  if (report === undefined) return refuse(refusal("not-found", { what: "report", id: reportId }));
  const entries = entriesCodec.decode(await getArtifact({ key: report.entriesKey }, deps.archive));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const classified = await classifyReport({ reportId, entries }, deps);
    const isSaid = classified.due.size === 0 && classified.bookings.size === 0;
    if (isSaid && (await noteHeard(classified.heard, deps))) return finish(report, matchedEntries(entries, classified, deps), deps);
    // First: whatever is recorded of a payment, another booking of it is known as such by every report since.
    if (!(await keepBookings(classified.bookings, deps))) continue;
    for (const [payoutId, outcomes] of classified.due) await recordOutcomes(payoutId, saidBy(report, outcomes, instantOf(deps)), deps);
  }
  throw new RetryableError("the report could not be applied: its payments are changed by others all the time; try again");
}

/** Notes why a report could not be applied, whatever was tried: it can be sent again. Nothing where it is applied. */
export async function failReport(
  reportId: string,
  issues: readonly Refusal[],
  { bankReports }: Pick<BankReportDeps, "bankReports">,
): Promise<void> {
  const report = await bankReports.find(reportId);
  // Where another has stored it meanwhile it was applied, or sent again.
  if (report !== undefined && isToBeApplied(report)) await bankReports.replace(report, { ...report, issues: [...issues] });
}

/** Keeps what is told of bookings. @returns whether nobody kept others of the same payments meanwhile. */
async function keepBookings(bookings: ReadonlyMap<string, PayoutBookings>, { payouts }: BankReportDeps): Promise<boolean> {
  for (const [payoutId, told] of bookings) if ((await payouts.keepBookings(payoutId, told)) !== "committed") return false;
  return true;
}

/** Notes of payouts that the bank has their files. @returns whether that is noted of all of them. */
async function noteHeard(payoutIds: readonly string[], { payouts }: BankReportDeps): Promise<boolean> {
  for (const payoutId of payoutIds) {
    // In this order: what moves after the totals were read makes the write stale.
    const payout = await payouts.find(payoutId);
    const totals = await payouts.totals(payoutId);
    if (totals.isHeard === true || payout === undefined) continue;
    const result = await payouts.record(payout, [], { ...totals, lockVersion: totals.lockVersion + 1, isHeard: true });
    if (result !== "committed") return false;
  }
  return true;
}

/** Outcomes as they are recorded. Of a payment that was paid and returned both, in this order. */
function saidBy({ reportId, by }: BankReport, outcomes: readonly DueOutcome[], at: string): SaidOutcome[] {
  return outcomes.map(({ payment, entry, isDispute }) => {
    const { advisorId, amount } = payment;
    const { kind, on, code, note } = entry;
    if (isDispute === true) {
      const rejected = payment.outcomes[decidingNumber(payment.outcomes) - 1];
      return { advisorId, outcome: { ...rejectedBefore(rejected), at, by, reportId, ...(on !== undefined && { on }), reportedPaid: true } };
    }
    const isBack = kind !== "paid";
    // Where the whole amount came back nothing was taken off it, whatever charges are named beside it.
    const charges = entry.isWhole || entry.amount === amount ? undefined : entry.charges;
    return {
      advisorId,
      outcome: {
        ...{ kind, at, by, reportId },
        ...(on !== undefined && { on }),
        ...(code !== undefined && { code }),
        ...(isBack && note !== undefined && { note }),
        ...(isBack && (entry.isWhole || entry.ofWhole === true) && { ofWhole: true as const }),
        ...(charges !== undefined && { charges: charges.toString() }),
      },
    };
  });
}

/** What was said of a rejection stays true of it where a report says paid. */
const rejectedBefore = ({ code, note, ofWhole }: Partial<Outcome> = {}): Pick<Outcome, "kind" | "code" | "note" | "ofWhole"> => ({
  kind: "rejected",
  ...(code !== undefined && { code }),
  ...(note !== undefined && { note }),
  ...(ofWhole !== undefined && { ofWhole }),
});

async function finish(report: BankReport, entries: ReturnType<typeof matchedEntries>, deps: BankReportDeps): Promise<BankReport> {
  const open = entries.filter(({ match }) => !SETTLED_MATCHES.has(match));
  const kept =
    open.length > 0
      ? await putArtifact(`bank-reports/${report.reportId}/open`, "ndjson", matchedEntriesCodec.encode(open), deps.archive)
      : undefined;
  const { openKey: _openKey, issues: _issues, restartedAt: _restartedAt, ...begun } = report;
  const applied: BankReport = {
    ...begun,
    status: "applied",
    matches: countsOf(entries),
    datedAhead: countAhead(entries),
    appliedAt: report.appliedAt ?? instantOf(deps),
    ...(kept && { openKey: kept.key }),
  };
  await deps.bankReports.finish(applied);
  return (await deps.bankReports.find(report.reportId)) ?? applied;
}

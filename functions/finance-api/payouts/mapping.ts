import type { Person } from "../../../shared/access/policy.ts";
import { type DebtorDeps, pendingDebtorIssue } from "../../../shared/payouts/bank-files/debtor.ts";
import type { FailedPayment, Outcome, PaymentRecord, PaymentState, PayoutLine } from "../../../shared/payouts/model/payment.ts";
import type { Act, Hold, Payout } from "../../../shared/payouts/model/payout.ts";
import { possiblePayoutSteps } from "../../../shared/payouts/model/transitions.ts";
import type { PayoutOverview, WaitingPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { activityUrl, advisorUrl, bankReportUrl, filesUrl, paymentUrl, payoutUrl, proposalUrl } from "../urls.ts";
import type {
  FailedPaymentResource,
  HoldResource,
  PaymentResource,
  PayoutLineResource,
  PayoutResource,
  PayoutSummaryResource,
} from "./schema.response.ts";

/** A payout, without how its payments stand. */
export function toPayoutSummary(payout: Payout, isOutdated: boolean): PayoutSummaryResource {
  const { drafted, content, approved, exported, downloaded, withdrawal, confirmed, withdrawn } = payout;
  return {
    ...payout,
    status: payout.issues === undefined ? payout.status : "failed",
    issues: toIssues(payout.issues),
    isOutdated,
    content: content && { ...content, repeated: content.again },
    drafted: toAct(drafted),
    approved: approved && toAct(approved),
    exported: exported && toAct(exported),
    downloaded: downloaded && toAct(downloaded),
    withdrawal: withdrawal && toAct(withdrawal),
    confirmed: confirmed && toAct(confirmed),
    withdrawn: withdrawn && toAct(withdrawn),
    url: payoutUrl(payout.payoutId),
  };
}

/** A payout, how its payments stand, and what the person may do with it. */
export function toPayout({ payout, totals, inTransit, isOutdated }: PayoutOverview, person: Person, deps: DebtorDeps): PayoutResource {
  const { payoutId } = payout;
  return {
    ...toPayoutSummary(payout, isOutdated),
    totals: { ...totals, inTransit },
    debtorIssue: pendingDebtorIssue(payout, deps),
    possibleSteps: possiblePayoutSteps(payout, person, { isOutdated, totals }),
    linesUrl: `${payoutUrl(payoutId)}/lines`,
    filesUrl: filesUrl(`payout:${payoutId}`),
    activityUrl: activityUrl(`payout:${payoutId}`),
  };
}

export function toPayoutLine(line: PayoutLine): PayoutLineResource {
  if (line.kind === "excluded") {
    const { until: holdUntil, bankFile, waits = [] } = line;
    const told = bankFile && { ...bankFile, issue: bankFile.code };
    return { ...line, holdUntil, bankFile: told, waitsFor: waits.map(toFailedBefore) };
  }
  const { earlier: previouslyUnpaid, again = [], payoutId, advisorId } = line;
  return { ...line, previouslyUnpaid, repeats: again.map(toFailedBefore), url: paymentUrl(payoutId, advisorId) };
}

/** A payment that came back before, as a line tells of it. */
const toFailedBefore = (failed: FailedPayment) => ({
  ...failed,
  bankDate: failed.on,
  outcomeAuthors: failed.by,
  reportedPaid: failed.reportedPaid === true,
});

const toState = (state: PaymentState): PaymentResource["state"] => (state === "void" ? "cancelled" : state);

/** A payment with its outcomes. */
export const toPayment = (payment: PaymentRecord, state: PaymentState): PaymentResource => ({
  ...payment,
  state: toState(state),
  previouslyUnpaid: payment.earlier,
  outcomes: payment.outcomes.map(toOutcome),
  url: paymentUrl(payment.payoutId, payment.advisorId),
});

function toOutcome(outcome: Outcome, index: number): PaymentResource["outcomes"][number] {
  const { alsoBy = [], on, comment, charges, proposalId, reportId } = outcome;
  return {
    ...outcome,
    number: index + 1,
    alsoReportedBy: alsoBy,
    bankDate: on,
    comment,
    charges: charges === undefined ? undefined : BigInt(charges),
    reportedPaid: outcome.reportedPaid === true,
    proposalUrl: proposalId && proposalUrl(proposalId),
    bankReportUrl: reportId && bankReportUrl(reportId),
  };
}

export const toHold = (hold: Hold): HoldResource => ({ ...hold, url: advisorUrl(hold.advisorId) });

export const toFailedPayment = (failed: WaitingPayment): FailedPaymentResource => ({
  ...failed,
  bankDate: failed.on,
  outcomeAuthors: failed.by,
  reportedPaid: failed.reportedPaid === true,
  waitsFor: failed.waits,
  url: paymentUrl(failed.payoutId, failed.advisorId),
});

const toAct = <Taken extends Act>(act: Taken) => ({ ...act, comment: act.comment });

import type { Person } from "../../../shared/access/policy.ts";
import type { CountAndAmount } from "../../../shared/base/money/count-and-amount.ts";
import type {
  ExcludedLine,
  FailedPayment,
  Outcome,
  PaymentRecord,
  PaymentState,
  PayoutLine,
} from "../../../shared/payouts/model/payment.ts";
import { type Act, type ExclusionReason, type Hold, LEFT_OUT, type Payout } from "../../../shared/payouts/model/payout.ts";
import { possiblePayoutSteps } from "../../../shared/payouts/model/transitions.ts";
import type { WaitingPayment } from "../../../shared/payouts/steps/find-failed.ts";
import type { PayoutOverview } from "../../../shared/payouts/steps/read-payout.ts";
import type { Pay } from "../../_platform/api/money.ts";
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
export function toPayoutSummary(payout: Payout, pay: Pay): PayoutSummaryResource {
  const { payoutId, month, status, lockVersion, drafted, content, approved, exported, downloaded, withdrawal, confirmed, withdrawn } =
    payout;
  const sum = counted(pay);
  return {
    object: "payout_summary",
    payoutId,
    month,
    status,
    lockVersion,
    drafted: toAct(drafted),
    content:
      content === undefined
        ? null
        : {
            hash: content.hash,
            payments: sum(content.payments),
            excluded: Object.fromEntries(LEFT_OUT.map((why) => [why, sum(content.leftOut[why])])) as Record<
              ExclusionReason,
              ReturnType<typeof sum>
            >,
            adjustmentAuthors: [...content.adjustmentAuthors],
            settings: { debtor: [...content.settings.debtor], formats: [...content.settings.formats] },
            repeated: sum(content.again),
            outcomeAuthors: [...content.bringers],
            formats: content.formats.map(({ format, issue, column }) => ({ format, issue: issue ?? null, column: column ?? null })),
          },
    approved: approved === undefined ? null : { ...toAct(approved), signs: approved.signs },
    exported: exported === undefined ? null : { ...toAct(exported), executeOn: exported.executeOn, format: exported.format },
    downloaded: downloaded === undefined ? null : { ...toAct(downloaded), format: downloaded.format },
    withdrawal: withdrawal === undefined ? null : toAct(withdrawal),
    confirmed: confirmed === undefined ? null : toAct(confirmed),
    withdrawn: withdrawn === undefined ? null : toAct(withdrawn),
    url: payoutUrl(payoutId),
  };
}

/** A payout, how its payments stand, and what the person may do with it. */
export function toPayout({ payout, totals, inFlight, isStale }: PayoutOverview, person: Person, pay: Pay): PayoutResource {
  const sum = counted(pay);
  const { payoutId } = payout;
  return {
    ...toPayoutSummary(payout, pay),
    object: "payout",
    totals: {
      inTransit: sum(inFlight),
      paid: sum(totals.paid),
      rejected: sum(totals.rejected),
      returned: sum(totals.returned),
      charges: pay(totals.charges),
    },
    isStale,
    possibleSteps: [...possiblePayoutSteps(payout, person, { isStale, totals })],
    linesUrl: `${payoutUrl(payoutId)}/lines`,
    filesUrl: filesUrl(`payout:${payoutId}`),
    activityUrl: activityUrl(`payout:${payoutId}`),
  };
}

export function toPayoutLine(line: PayoutLine, pay: Pay): PayoutLineResource {
  const { advisorId, name, storeId } = line;
  const fields = { object: "payout_line" as const, advisorId, name, storeId: storeId ?? null, amount: pay(line.amount) };
  if (line.kind === "left-out") {
    const waitsFor = (line.waits ?? []).map((each) => toFailedBefore(each, pay));
    return { ...fields, kind: "excluded", reason: line.why, holdUntil: line.until ?? null, bankFile: toBankFile(line), waitsFor };
  }
  return {
    ...fields,
    kind: line.kind,
    statement: pay(line.statement),
    previouslyUnpaid: pay(line.earlier),
    reference: line.reference,
    payeeVersion: line.payeeVersion,
    accountLast4: line.accountLast4,
    repeats: (line.again ?? []).map((each) => toFailedBefore(each, pay)),
    url: paymentUrl(line.payoutId, advisorId),
  };
}

/** A payment that came back before, as a line tells of it. */
function toFailedBefore({ payoutId, reference, amount, kind, on, code, by, confirmedBy }: FailedPayment, pay: Pay) {
  const told = { payoutId, reference, amount: pay(amount), kind, bankDate: on ?? null, code: code ?? null };
  return { ...told, outcomeAuthors: [...by], confirmedBy: confirmedBy ?? null };
}

function toBankFile({ bankFile }: ExcludedLine) {
  return bankFile === undefined ? null : { format: bankFile.format, issue: bankFile.code, column: bankFile.column ?? null };
}

const toState = (state: PaymentState): PaymentResource["state"] =>
  state === "in-flight" ? "in-transit" : state === "void" ? "cancelled" : state;

/** A payment with its outcomes. */
export function toPayment(payment: PaymentRecord, state: PaymentState, pay: Pay): PaymentResource {
  const { payoutId, advisorId, amount, statement, earlier, reference, payeeVersion, accountLast4, outcomes } = payment;
  return {
    object: "payment",
    payoutId,
    advisorId,
    state: toState(state),
    amount: pay(amount),
    statement: pay(statement),
    previouslyUnpaid: pay(earlier),
    reference,
    payeeVersion,
    accountLast4,
    outcomes: outcomes.map((outcome, index) => toOutcome(outcome, index + 1, pay)),
    url: paymentUrl(payoutId, advisorId),
  };
}

function toOutcome(outcome: Outcome, number: number, pay: Pay): PaymentResource["outcomes"][number] {
  const { kind, at, by, approvedBy, alsoBy = [], on, code, why, charges, corrects, proposalId, reportId } = outcome;
  return {
    number,
    kind,
    at,
    by,
    approvedBy: approvedBy ?? null,
    alsoReportedBy: [...alsoBy],
    bankDate: on ?? null,
    code: code ?? null,
    comment: why ?? null,
    charges: charges === undefined ? null : pay(BigInt(charges)),
    corrects: corrects ?? null,
    proposalUrl: proposalId === undefined ? null : proposalUrl(proposalId),
    bankReportUrl: reportId === undefined ? null : bankReportUrl(reportId),
  };
}

export const toHold = ({ advisorId, why, by, at }: Hold): HoldResource => ({
  object: "payment_hold",
  advisorId,
  reason: why,
  by,
  at,
  url: advisorUrl(advisorId),
});

export const toFailedPayment = (failed: WaitingPayment, pay: Pay): FailedPaymentResource => {
  const { payoutId, advisorId, amount, kind, on, code, by, waits } = failed;
  const told = { payoutId, advisorId, amount: pay(amount), kind, bankDate: on ?? null, code: code ?? null };
  return { object: "failed_payment", ...told, outcomeAuthors: [...by], waitsFor: waits ?? null, url: paymentUrl(payoutId, advisorId) };
};

const toAct = ({ by, at, why }: Act) => ({ by, at, comment: why ?? null });

const counted =
  (pay: Pay) =>
  ({ count, amount }: CountAndAmount) => ({ count, amount: pay(amount) });

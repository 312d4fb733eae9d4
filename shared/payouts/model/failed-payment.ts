import { latestPayee } from "../../payees/model/effective-payee.ts";
import type { FailedPayment, FailureKind, Outcome, PaymentRecord } from "./payment.ts";
import { type PayoutAccount, type PayoutStatuses, stateIn } from "./payment-account.ts";
import { decidingNumber, stands } from "./payment-state.ts";
import { outcomeEffect } from "./reason-codes.ts";

/**
 * An advisor's payments that came back and that no payment which stands has paid again, oldest first: their amounts are
 * in what the advisor is owed.
 */
export function failedPayments(
  { payments, clearances }: Pick<PayoutAccount, "payments" | "clearances">,
  statuses: PayoutStatuses,
): FailedPayment[] {
  const paidAgain = new Set(
    payments.flatMap((payment) => (stands(stateIn(statuses, payment)) ? (payment.again ?? []).map(({ payoutId }) => payoutId) : [])),
  );
  return payments.flatMap((payment) => {
    const state = stateIn(statuses, payment);
    if ((state !== "rejected" && state !== "returned") || paidAgain.has(payment.payoutId)) return [];
    return [failedOf(payment, state, clearances, statuses)];
  });
}

function failedOf(
  payment: PaymentRecord,
  kind: FailureKind,
  clearances: PayoutAccount["clearances"],
  statuses: PayoutStatuses,
): FailedPayment {
  const { payoutId, reference, amount, payeeVersion, outcomes } = payment;
  const number = decidingNumber(outcomes);
  const { on, code, ofWhole, reportedPaid, reportId } = outcomes[number - 1] ?? {};
  const confirmed = clearances.find((each) => each.payoutId === payoutId && each.number === number && each.kind === "confirmed");
  return {
    ...{ payoutId, reference, amount, payeeVersion, number, kind, by: outcomeAuthorsOf(payment, statuses) },
    ...(on !== undefined && { on }),
    ...(code !== undefined && { code }),
    ...(ofWhole !== undefined && { ofWhole }),
    ...(reportedPaid !== undefined && { reportedPaid }),
    ...(reportId !== undefined && { reportId }),
    ...(confirmed !== undefined && { confirmedBy: confirmed.by }),
  };
}

/**
 * Whether an outcome may keep its advisor out of payouts: then no payout that was drafted without it can be approved any
 * more, as it may pay to the same account.
 */
export const mayKeepOut = (outcome: Outcome): boolean => outcome.kind !== "paid" && outcomeEffect(outcome) !== "may-be-sent-again";

/** Whoever said that it failed, since it was last paid or on its way. */
function outcomeAuthorsOf(payment: PaymentRecord, statuses: PayoutStatuses): string[] {
  let by: string[] = [];
  for (const [index, outcome] of payment.outcomes.entries()) {
    const state = stateIn(statuses, { ...payment, outcomes: payment.outcomes.slice(0, index + 1) });
    by = stands(state) ? [] : [...by, ...namesIn(outcome)];
  }
  return [...new Set(by)].sort();
}

const namesIn = ({ kind, by, alsoBy = [], reportedPaid }: Outcome): readonly string[] =>
  kind === "paid" || reportedPaid === true ? [] : [by, ...alsoBy];

/**
 * What a payment that came back waits for before its amount is paid again, if anything: new details where the bank's
 * reason asks for them (a later version than it was paid by, or a second person's confirmation), a look in all other
 * cases but those that go on by themselves; and first of all a look where a bank has said paid of it too.
 */
export function waitsFor(
  failed: FailedPayment,
  { payees, clearances }: Pick<PayoutAccount, "payees" | "clearances">,
): "needs-new-details" | "needs-a-look" | undefined {
  const effect = outcomeEffect(failed);
  const cleared = clearances.filter(({ payoutId, number }) => payoutId === failed.payoutId && number === failed.number);
  if (cleared.some(({ kind }) => kind === "confirmed")) return undefined;
  if (failed.reportedPaid === true && cleared.length === 0) return "needs-a-look";
  if (effect === "may-be-sent-again") return undefined;
  if (effect !== "needs-new-details") return cleared.length > 0 ? undefined : "needs-a-look";
  return (latestPayee(payees)?.version ?? 0) > failed.payeeVersion ? undefined : effect;
}

import { statementCodec } from "../../../../shared/engine/statement/statement.ts";
import { type Outcome, outcomeCodec, type PaymentRecord, paymentCodec } from "../../../../shared/payouts/model/payment.ts";
import type { PayoutAccount } from "../../../../shared/payouts/model/payment-account.ts";
import { monthOfPayout, numberOfPayout } from "../../../../shared/payouts/model/reference.ts";
import { PAYOUT_PREFIXES } from "../keys.ts";
import { payees } from "../payees/payee-store.ts";
import { storedAs } from "../stored.ts";
import type { Item } from "../table.ts";
import { clearances, holds } from "./hold-store.ts";

export const storedPayments = storedAs("payment", paymentCodec);
export const storedOutcomes = storedAs("outcome", outcomeCodec);

/** As text, the tenth outcome of a payment would come before its second. */
const numberOf = ({ sk }: Item): number => Number(sk.slice(sk.lastIndexOf("#") + 1));

/** Payments with their outcomes, oldest first, from the items of one advisor. */
export function paymentRecordsFrom(payments: readonly Item[], outcomes: readonly Item[]): PaymentRecord[] {
  const byPayout = new Map<string, Outcome[]>();
  for (const item of [...outcomes].sort((left, right) => numberOf(left) - numberOf(right))) {
    const payoutId = item.sk.split("#")[1] ?? "";
    byPayout.set(payoutId, [...(byPayout.get(payoutId) ?? []), storedOutcomes.from(item)]);
  }
  return payments
    .map(storedPayments.from)
    .map((payment) => ({ ...payment, outcomes: byPayout.get(payment.payoutId) ?? [] }))
    .sort((left, right) => byPayoutId(left.payoutId, right.payoutId));
}

/** All that bears on what an advisor is to be paid, from the items of `payoutAccountRange`. */
export function accountFrom(advisorId: string, items: readonly Item[]): PayoutAccount {
  const of = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix));
  const [hold] = of(PAYOUT_PREFIXES.hold);
  return {
    advisorId,
    statements: of(PAYOUT_PREFIXES.statement).map(({ statement }) => statementCodec.decode(statement as string)),
    payments: paymentRecordsFrom(of(PAYOUT_PREFIXES.payment), of(PAYOUT_PREFIXES.outcome)),
    payees: of(PAYOUT_PREFIXES.payee).map(payees.from),
    hold: hold?.hold === undefined ? undefined : holds.from(hold),
    clearances: of(PAYOUT_PREFIXES.clearance).map(clearances.from),
  };
}

/** By month, then by number: as text the tenth payout of a month would come before its second. */
export function byPayoutId(left: string, right: string): number {
  const [monthA, monthB] = [monthOfPayout(left), monthOfPayout(right)];
  return monthA === monthB ? numberOfPayout(left) - numberOfPayout(right) : monthA < monthB ? -1 : 1;
}

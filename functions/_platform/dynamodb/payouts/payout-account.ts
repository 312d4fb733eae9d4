import { statementCodec } from "../../../../shared/engine/statement/statement.ts";
import { payeeCodec } from "../../../../shared/payees/model/payee.ts";
import { type Outcome, outcomeCodec, type PaymentRecord, paymentCodec } from "../../../../shared/payouts/model/payment.ts";
import type { PayoutAccount } from "../../../../shared/payouts/model/payment-account.ts";
import { clearanceCodec, holdCodec } from "../../../../shared/payouts/model/payout.ts";
import { monthOfPayout, numberOfPayout } from "../../../../shared/payouts/model/reference.ts";
import { PAYOUT_PREFIXES } from "../keys.ts";
import type { Item } from "../table.ts";

/** As text, the tenth outcome of a payment would come before its second. */
const numberOf = ({ sk }: Item): number => Number(sk.slice(sk.lastIndexOf("#") + 1));

/** Payments with their outcomes, oldest first, from the items of one advisor. */
export function paymentRecordsFrom(payments: readonly Item[], outcomes: readonly Item[]): PaymentRecord[] {
  const byPayout = new Map<string, Outcome[]>();
  for (const item of [...outcomes].sort((left, right) => numberOf(left) - numberOf(right))) {
    const payoutId = item.sk.split("#")[1] ?? "";
    byPayout.set(payoutId, [...(byPayout.get(payoutId) ?? []), outcomeCodec.decode(item.outcome as string)]);
  }
  return payments
    .map((item) => paymentCodec.decode(item.payment as string))
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
    payees: of(PAYOUT_PREFIXES.payee).map(({ payee }) => payeeCodec.decode(payee as string)),
    hold: hold?.hold === undefined ? undefined : holdCodec.decode(hold.hold as string),
    clearances: of(PAYOUT_PREFIXES.clearance).map(({ clearance }) => clearanceCodec.decode(clearance as string)),
  };
}

/** By month, then by number: as text the tenth payout of a month would come before its second. */
export function byPayoutId(left: string, right: string): number {
  const [monthA, monthB] = [monthOfPayout(left), monthOfPayout(right)];
  return monthA === monthB ? numberOfPayout(left) - numberOfPayout(right) : monthA < monthB ? -1 : 1;
}

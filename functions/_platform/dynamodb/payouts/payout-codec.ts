import { parseExact, stringifyExact } from "../../../../shared/base/json/exact-json.ts";
import type { CountAndAmount } from "../../../../shared/base/money/count-and-amount.ts";
import type { Payee } from "../../../../shared/payees/model/payee.ts";
import { failedFrom, type LinesTotals } from "../../../../shared/payouts/model/lines-file.ts";
import type { NumberedOutcome, Outcome, Payment, PaymentRecord } from "../../../../shared/payouts/model/payment.ts";
import type { PayoutAccount } from "../../../../shared/payouts/model/payment-account.ts";
import type { Clearance, Hold, LeftOutWhy, Payout, PayoutTotals } from "../../../../shared/payouts/model/payout.ts";
import { monthOfPayout, numberOfPayout } from "../../../../shared/payouts/model/reference.ts";
import { NO_TOTALS } from "../../../../shared/payouts/model/totals.ts";
import type { NotedPart, PayoutPart } from "../../../../shared/payouts/store.ts";
import { PAYOUT_PREFIXES } from "../keys.ts";
import { statementFrom } from "../ledger/close-codec.ts";
import type { Item } from "../table.ts";

/** Items of paying hold their subject as one text, in which amounts stand as plain integers however large. */
export const textOf = stringifyExact;

const counted = ({ count, amount }: { readonly count: bigint | number; readonly amount: bigint }): CountAndAmount => ({
  count: Number(count),
  amount,
});

const eachCounted = (all: Readonly<Record<string, CountAndAmount>>) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, counted(one)])) as Record<LeftOutWhy, CountAndAmount>;

const totalsCounted = ({ payments, leftOut, again }: Pick<LinesTotals, "payments" | "leftOut" | "again">) => ({
  payments: counted(payments),
  leftOut: eachCounted(leftOut),
  again: counted(again),
});

export function payoutFrom({ payout: text }: Item): Payout {
  const payout = parseExact(text as string) as Payout;
  const { content, confirmed } = payout;
  return {
    ...payout,
    edition: Number(payout.edition),
    gate: Number(payout.gate),
    ...(content && { content: { ...content, ...totalsCounted(content) } }),
    ...(confirmed && { confirmed: { ...confirmed, paid: counted(confirmed.paid) } }),
  };
}

export function totalsFrom(item: Item | undefined): PayoutTotals {
  if (item === undefined) return NO_TOTALS;
  const { edition, paid, rejected, returned, charges, isHeard } = parseExact(item.totals as string) as PayoutTotals;
  const heard = isHeard === true ? { isHeard } : {};
  return { edition: Number(edition), paid: counted(paid), rejected: counted(rejected), returned: counted(returned), charges, ...heard };
}

export const partText = ({ key, hash, payments, leftOut, adjustmentAuthors, again, bringers, settings }: PayoutPart): string =>
  textOf({ key, hash, payments, leftOut, adjustmentAuthors, again, bringers, settings });

export function partFrom({ part: text, isPut }: Item): NotedPart {
  const part = parseExact(text as string) as PayoutPart;
  return { ...part, ...totalsCounted(part), isPut: isPut === true };
}

/** A payment's text, whatever else is known of it. */
export const paymentText = ({
  payoutId,
  advisorId,
  reference,
  amount,
  statement,
  earlier,
  payeeVersion,
  payeeHash,
  last4,
  again,
}: Payment): string =>
  textOf({ payoutId, advisorId, reference, amount, statement, earlier, payeeVersion, payeeHash, last4, ...(again && { again }) });

export const paymentFrom = ({ payment }: Item): Payment => paymentFromText(payment as string);

function paymentFromText(text: string): Payment {
  const payment = parseExact(text) as Payment;
  return { ...payment, payeeVersion: Number(payment.payeeVersion), ...(payment.again && { again: failedFrom(payment.again) }) };
}

/** An outcome, whichever of its items holds it. */
export function outcomeFrom({ outcome: text }: Item): Outcome {
  const outcome = parseExact(text as string) as Outcome;
  return { ...outcome, ...(outcome.corrects !== undefined && { corrects: Number(outcome.corrects) }) };
}

export const clearanceFrom = ({ clearance }: Item): Clearance => JSON.parse(clearance as string) as Clearance;

/** A line of the log of outcomes. */
export const loggedFrom = (item: Item): NumberedOutcome => ({
  payment: paymentFromText(item.payment as string),
  number: Number(item.number),
  from: item.from as NumberedOutcome["from"],
  outcome: outcomeFrom(item),
  ...(item.charges !== undefined && { charges: BigInt(item.charges as string) }),
});

export const holdFrom = ({ hold }: Item): Hold => JSON.parse(hold as string) as Hold;

export const payeeFrom = ({ payee }: Item): Payee => JSON.parse(payee as string) as Payee;

/** As text, the tenth outcome of a payment would come before its second. */
const numberOf = ({ sk }: Item): number => Number(sk.slice(sk.lastIndexOf("#") + 1));

/** Payments with their outcomes, oldest first, from the items of one advisor. */
export function paymentRecordsFrom(payments: readonly Item[], outcomes: readonly Item[]): PaymentRecord[] {
  const byPayout = new Map<string, Outcome[]>();
  for (const item of [...outcomes].sort((a, b) => numberOf(a) - numberOf(b))) {
    const payoutId = item.sk.split("#")[1] ?? "";
    byPayout.set(payoutId, [...(byPayout.get(payoutId) ?? []), outcomeFrom(item)]);
  }
  return payments
    .map(paymentFrom)
    .map((payment) => ({ ...payment, outcomes: byPayout.get(payment.payoutId) ?? [] }))
    .sort((a, b) => byPayoutId(a.payoutId, b.payoutId));
}

/** All that bears on what an advisor is to be paid, from the items of `payoutAccountRange`. */
export function accountFrom(advisorId: string, items: readonly Item[]): PayoutAccount {
  const of = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix));
  const [hold] = of(PAYOUT_PREFIXES.hold);
  return {
    advisorId,
    statements: of(PAYOUT_PREFIXES.statement).map(({ statement }) => statementFrom(statement as string)),
    payments: paymentRecordsFrom(of(PAYOUT_PREFIXES.payment), of(PAYOUT_PREFIXES.outcome)),
    payees: of(PAYOUT_PREFIXES.payee).map(payeeFrom),
    hold: hold?.hold === undefined ? undefined : holdFrom(hold),
    clearances: of(PAYOUT_PREFIXES.clearance).map(clearanceFrom),
  };
}

/** By month, then by number: as text the tenth payout of a month would come before its second. */
export function byPayoutId(a: string, b: string): number {
  const [monthA, monthB] = [monthOfPayout(a), monthOfPayout(b)];
  return monthA === monthB ? numberOfPayout(a) - numberOfPayout(b) : monthA < monthB ? -1 : 1;
}

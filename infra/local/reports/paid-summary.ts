import { NOTHING, plus } from "../../../shared/base/money/count-and-amount.ts";
import { listPayouts } from "../../../shared/payouts/steps/list-payouts.ts";
import type { PayoutStore } from "../../../shared/payouts/store.ts";
import { formatMoney } from "../../../shared/ui/format.ts";

/** What was paid of a run, and what waits, in lines to be read. */
export async function paidSummary(p: { readonly payouts: PayoutStore }, currency: string): Promise<string[]> {
  const payouts = await listPayouts(p);
  const totals = await Promise.all(payouts.map(({ payoutId }) => p.payouts.totals(payoutId)));
  const paid = totals.reduce((sum, each) => plus(sum, each.paid), NOTHING);
  const back = totals.reduce((sum, each) => plus(sum, plus(each.rejected, each.returned)), NOTHING);
  const money = (minor: bigint) => formatMoney(minor, currency);
  const waiting = payouts.flatMap(({ payoutId, status, content }) =>
    status === "draft" && content !== undefined
      ? [
          `Payout ${payoutId}, ${content.payments.count} payments of together ${money(content.payments.amount)}, waits for the approval of finance-2.`,
        ]
      : [],
  );
  return [
    `${paid.count} payments of together ${money(paid.amount)} are paid; ${back.count} came back (${money(back.amount)}) and were owed again.`,
    ...waiting,
  ];
}

import { NOTHING, plus } from "../../../shared/base/money/money.ts";
import type { PayoutStore } from "../../../shared/payouts/store.ts";
import { formatMoney } from "../../../shared/ui/format.ts";

const excludedText = (count: number, amount: string): string =>
  `The latest payout leaves out ${count} advisors (${amount}) whose payment failed, until somebody changes or confirms their details, or looks at why.`;

/** What was paid of a run, and what waits, in lines to be read. */
export async function paidSummary(deps: { readonly payouts: PayoutStore }, currency: string): Promise<string[]> {
  const payouts = await deps.payouts.list();
  const totals = await Promise.all(payouts.map(({ payoutId }) => deps.payouts.totals(payoutId)));
  const paid = totals.reduce((sum, each) => plus(sum, each.paid), NOTHING);
  const back = totals.reduce((sum, each) => plus(sum, plus(each.rejected, each.returned)), NOTHING);
  const latest = payouts[0]?.content?.excluded;
  const left = plus(latest?.["needs-new-details"] ?? NOTHING, latest?.["needs-a-look"] ?? NOTHING);
  const money = (minor: bigint) => formatMoney(minor, currency);
  const waiting = payouts.flatMap(({ payoutId, status, content }) =>
    status === "draft" && content !== undefined
      ? [
          `Payout ${payoutId}, ${content.payments.count} payments of together ${money(content.payments.amount)}, waits for the approval of finance-2.`,
        ]
      : [],
  );
  return [
    `${paid.count} payments of together ${money(paid.amount)} are paid; ${back.count} came back (${money(back.amount)}) and are owed again.`,
    ...(left.count === 0 ? [] : [excludedText(left.count, money(left.amount))]),
    ...waiting,
  ];
}

import { sum } from "../../../base/money/money.ts";
import { payoutPath } from "../../../ui/links.ts";
import { col, num, table } from "../../../ui/table.ts";
import { type Block, figuresBlock, paragraph } from "../../../ui/view.ts";
import type { PayoutWriter } from "../../messages.ts";
import type { PayoutOverview } from "../../steps/read-payout.ts";
import { reconciliationWordsOf } from "../messages.ts";
import type { Payables } from "../model/payables.ts";
import type { ReconciliationCheck } from "../steps/total-payables.ts";

/** Where all that was made payable is, in the order in which money goes: a sum that ends in what statements say. */
export function payablesBlocks(payables: Payables, writer: PayoutWriter): Block[] {
  const words = reconciliationWordsOf(writer.language);
  const { statementTotal, paid, inTransit, approved, outstanding, rejected, returned, charges, carriedForward, advances } = payables;
  const parts = [
    [words.outstanding, outstanding],
    [words.approved, approved],
    [words.inTransit, inTransit],
    [words.paid, paid],
  ] as const;
  return [
    {
      kind: "equation",
      lines: [
        ...parts.map(([label, amount], place) => ({ sign: place === 0 ? "" : "+", label, value: writer.amount(amount) })),
        { sign: "=", label: words.statementTotal, value: writer.amount(statementTotal) },
      ],
    },
    figuresBlock([
      { label: words.rejected, value: writer.amount(rejected) },
      { label: words.returned, value: writer.amount(returned) },
      ...(charges === 0n ? [] : [{ label: words.charges, value: writer.amount(charges) }]),
      { label: words.carried, value: writer.amount(carriedForward) },
      ...(advances === 0n ? [] : [{ label: words.advances, value: writer.amount(advances) }]),
    ]),
    paragraph(words.besideNote, "note"),
  ];
}

/** Whether each pair of figures is the same, and by how much it is not. @param checks each with its name in words. */
export function reconciliationChecks(
  checks: readonly (Omit<ReconciliationCheck, "name"> & { readonly name: string })[],
  writer: PayoutWriter,
): Block[] {
  const words = reconciliationWordsOf(writer.language);
  return [
    paragraph(words.tiesIntro, "note"),
    {
      kind: "checks",
      checks: checks.map(({ name, left, right }) => ({
        fulfilled: left === right,
        told: left === right ? words.agrees : words.differs,
        text: name,
        note: left === right ? writer.money(left) : words.differsBy(writer.money(left), writer.money(right), writer.changeOf(left - right)),
      })),
    },
  ];
}

/** How the payments of each payout stand, and all of them together. */
export function byPayoutTable(shown: readonly PayoutOverview[], writer: PayoutWriter): Block {
  const words = reconciliationWordsOf(writer.language);
  const { states, statuses } = writer.payouts;
  // A draft is nobody's money yet: it may be outdated, and its amount is still owed.
  const wentOut = shown.filter(({ payout: { status } }) => ["approved", "exported", "confirmed"].includes(status));
  if (wentOut.length === 0) return paragraph(words.noneWentOut);
  type Sum = (shown: PayoutOverview) => bigint;
  const sumColumn = (title: string, amountOf: Sum) =>
    num<PayoutOverview>(title, (each) => writer.amount(amountOf(each)), { total: writer.amount(sum(wentOut.map(amountOf))) });
  return table({ id: "by-payout-table", caption: words.byPayout }, wentOut, [
    col(
      words.payoutTitle,
      ({ payout: { payoutId, status } }) => writer.text(payoutId, { to: payoutPath(payoutId), note: statuses[status] }),
      {
        total: writer.text(writer.words.total),
      },
    ),
    sumColumn(states["in-transit"], ({ inTransit }) => inTransit.amount),
    sumColumn(states.paid, ({ totals }) => totals.paid.amount),
    sumColumn(states.rejected, ({ totals }) => totals.rejected.amount),
    sumColumn(states.returned, ({ totals }) => totals.returned.amount),
    sumColumn(words.amount, ({ payout }) => payout.content?.payments.amount ?? 0n),
    sumColumn(words.charges, ({ totals }) => totals.charges),
  ]);
}

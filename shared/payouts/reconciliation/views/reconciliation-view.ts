import { payoutPath } from "../../../ui/links.ts";
import type { Block } from "../../../ui/view.ts";
import { figureColumn, textColumn } from "../../../ui/writer.ts";
import type { PayoutWriter } from "../../messages.ts";
import type { StandingPayout } from "../../views/payout-view.ts";
import { positionWordsOf } from "../messages.ts";
import type { Position } from "../model/payables.ts";

/** Where all that was made payable is, in the order in which money goes: a sum that ends in what statements say. */
export function positionBlocks(position: Position, writer: PayoutWriter): Block[] {
  const words = positionWordsOf(writer.language);
  const { stated, paid, inFlight, approved, owed, rejected, returned, charges, carried, advances } = position;
  const parts = [
    [words.owed, owed],
    [words.approved, approved],
    [words.inFlight, inFlight],
    [words.paid, paid],
  ] as const;
  return [
    {
      kind: "equation",
      lines: [
        ...parts.map(([label, amount], place) => ({ sign: place === 0 ? "" : "+", label, value: writer.amount(amount) })),
        { sign: "=", label: words.stated, value: writer.amount(stated) },
      ],
    },
    {
      kind: "figures",
      figures: [
        { label: words.rejected, value: writer.amount(rejected) },
        { label: words.returned, value: writer.amount(returned) },
        ...(charges === 0n ? [] : [{ label: words.charges, value: writer.amount(charges) }]),
        { label: words.carried, value: writer.amount(carried) },
        ...(advances === 0n ? [] : [{ label: words.advances, value: writer.amount(advances) }]),
      ],
    },
    { kind: "paragraph", text: words.besideNote, tone: "note" },
  ];
}

/** Two figures that have to be the same, minor units, computed apart from each other. */
export interface Tie {
  readonly what: string;
  readonly one: bigint;
  readonly other: bigint;
}

/** Whether each pair of figures is the same, and by how much it is not. */
export function tiesBlocks(ties: readonly Tie[], writer: PayoutWriter): Block[] {
  const words = positionWordsOf(writer.language);
  return [
    { kind: "paragraph", text: words.tiesIntro, tone: "note" },
    {
      kind: "checks",
      checks: ties.map(({ what, one, other }) => ({
        fulfilled: one === other,
        told: one === other ? words.agrees : words.differs,
        text: what,
        note: one === other ? writer.money(one) : words.differsBy(writer.money(one), writer.money(other), writer.changeOf(one - other)),
      })),
    },
  ];
}

/** How the payments of each payout stand, and all of them together. */
export function byPayoutTable(shown: readonly StandingPayout[], writer: PayoutWriter): Block {
  const words = positionWordsOf(writer.language);
  const { states, statuses } = writer.payouts;
  // A draft is nobody's money yet: it may be stale, and its amount is still owed.
  const wentOut = shown.filter(({ payout: { status } }) => ["approved", "exported", "confirmed"].includes(status));
  if (wentOut.length === 0) return { kind: "paragraph", text: writer.payouts.none };
  const rows = wentOut.map(({ payout, inFlight, totals: { paid, rejected, returned, charges } }) => {
    const { payoutId, status, content } = payout;
    const figures = [inFlight.amount, paid.amount, rejected.amount, returned.amount, content?.payments.amount ?? 0n, charges];
    return { cell: writer.text(payoutId, { to: payoutPath(payoutId), note: statuses[status] }), figures };
  });
  const sums = [0, 1, 2, 3, 4, 5].map((place) => rows.reduce((sum, { figures }) => sum + (figures[place] ?? 0n), 0n));
  return {
    kind: "table",
    id: "by-payout-table",
    caption: words.byPayout,
    columns: [
      textColumn(words.payout),
      figureColumn(states["in-flight"]),
      figureColumn(states.paid),
      figureColumn(states.rejected),
      figureColumn(states.returned),
      figureColumn(words.amount),
      figureColumn(words.charges),
    ],
    rows: [
      ...rows.map(({ cell, figures }) => ({ cells: [cell, ...figures.map((amount) => writer.amount(amount))] })),
      { kind: "total", cells: [writer.text(writer.words.total), ...sums.map((amount) => writer.amount(amount))] },
    ],
  };
}

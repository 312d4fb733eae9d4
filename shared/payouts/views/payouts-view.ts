import { payoutPath } from "../../ui/links.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import type { PayoutWriter } from "../messages.ts";
import { type Payout, paysNobody } from "../model/payout.ts";
import type { PayoutOverview } from "../steps/read-payout.ts";

/** All payouts, each with its control totals and its last step. */
export function payoutsTable(shown: readonly PayoutOverview[], writer: PayoutWriter): Block {
  const words = writer.payouts;
  if (shown.length === 0) return { kind: "paragraph", text: words.none };
  const lastStep = (payout: Payout) => {
    const { by, at } = lastActOf(payout);
    return writer.text(writer.moment(at), { note: by });
  };
  return table({ id: "payouts-table", caption: words.title }, shown, [
    col(words.payout, ({ payout: { payoutId, month } }) => writer.text(payoutId, { to: payoutPath(payoutId), note: writer.month(month) })),
    col(words.status, (standing) => writer.text(payoutStatus(standing, writer))),
    col(words.changed, ({ payout }) => lastStep(payout)),
    num(words.count, ({ payout: { content } }) => (content === undefined ? EMPTY : writer.count(content.payments.count))),
    num(words.states["in-transit"], ({ inTransit }) => (inTransit.count === 0 ? EMPTY : writer.amount(inTransit.amount))),
    num(words.amount, ({ payout: { content } }) => (content === undefined ? EMPTY : writer.amount(content.payments.amount))),
  ]);
}

/** A payout's status in words; of a draft that failed, pays nobody, or can't be approved any more, that. */
export function payoutStatus(
  { payout, isOutdated }: Pick<PayoutOverview, "payout" | "isOutdated">,
  { payouts: words }: PayoutWriter,
): string {
  if (payout.issues !== undefined) return words.isFailed;
  if (paysNobody(payout)) return words.paysNobody;
  return isOutdated ? words.isOutdated : words.statuses[payout.status];
}

/** The step that was taken last, and by whom. */
const lastActOf = ({ drafted, approved, exported, confirmed, withdrawn }: Payout) =>
  withdrawn ?? confirmed ?? exported ?? approved ?? drafted;

import { payoutPath } from "../../ui/links.ts";
import type { Block, Row } from "../../ui/view.ts";
import { EMPTY, figureColumn, textColumn } from "../../ui/writer.ts";
import type { PayoutWriter } from "../messages.ts";
import type { Payout } from "../model/payout.ts";
import type { StandingPayout } from "./payout-view.ts";

/** All payouts, each with its control totals and its last step. */
export function payoutsTable(shown: readonly StandingPayout[], writer: PayoutWriter): Block {
  const words = writer.payouts;
  if (shown.length === 0) return { kind: "paragraph", text: words.none };
  return {
    kind: "table",
    id: "payouts-table",
    caption: words.title,
    columns: [
      textColumn(words.payout),
      textColumn(words.status),
      textColumn(words.changed),
      figureColumn(words.count),
      figureColumn(words.states["in-flight"]),
      figureColumn(words.amount),
    ],
    rows: shown.map((each) => payoutRow(each, writer)),
  };
}

function payoutRow({ payout, inFlight }: StandingPayout, writer: PayoutWriter): Row {
  const { payoutId, month, status, content } = payout;
  const words = writer.payouts;
  const { by, at } = lastActOf(payout);
  return {
    cells: [
      writer.text(payoutId, { to: payoutPath(payoutId), note: writer.month(month) }),
      writer.text(words.statuses[status]),
      writer.text(writer.moment(at), { note: by }),
      content === undefined ? EMPTY : writer.count(content.payments.count),
      inFlight.count === 0 ? EMPTY : writer.amount(inFlight.amount),
      content === undefined ? EMPTY : writer.amount(content.payments.amount),
    ],
  };
}

/** The step that was taken last, and by whom. */
const lastActOf = ({ drafted, approved, exported, confirmed, withdrawn }: Payout) =>
  withdrawn ?? confirmed ?? exported ?? approved ?? drafted;

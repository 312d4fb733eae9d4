import { paymentPath } from "../../ui/links.ts";
import type { Block, Row } from "../../ui/view.ts";
import { EMPTY, figureColumn, textColumn } from "../../ui/writer.ts";
import type { PayoutWriter } from "../messages.ts";
import type { LeftOutLine, PaymentLine, PaymentState } from "../model/payment.ts";
import { paidAgainText, waitingText } from "./failed-payments-view.ts";

/** A line of a payout, and how its payment stands. */
export type LineShown = { readonly line: PaymentLine; readonly state: PaymentState } | { readonly line: LeftOutLine };

/** Lines of a payout: payments, or those who are not in it. */
export function linesTable(shown: readonly LineShown[], writer: PayoutWriter): Block {
  const { lines, advisor, store, amount } = writer.payouts;
  if (shown.length === 0) return { kind: "paragraph", text: lines.none };
  return {
    kind: "table",
    id: "lines-table",
    caption: lines.title,
    columns: [
      textColumn(advisor),
      textColumn(store),
      textColumn(lines.account),
      textColumn(lines.state),
      figureColumn(lines.statement),
      figureColumn(lines.earlier),
      figureColumn(amount),
    ],
    rows: shown.map((each) => lineRow(each, writer)),
  };
}

function lineRow(shown: LineShown, writer: PayoutWriter): Row {
  const { line } = shown;
  const words = writer.payouts;
  const store = line.storeId === undefined ? EMPTY : writer.text(line.storeId);
  if (!("state" in shown)) {
    const { why, amount } = shown.line;
    return {
      cells: [
        writer.text(line.name, { to: `advisors/${encodeURIComponent(line.advisorId)}`, note: line.advisorId }),
        store,
        EMPTY,
        writer.text(words.leftOut.whys[why], { note: leftOutNote(shown.line, writer) }),
        EMPTY,
        EMPTY,
        writer.amount(amount),
      ],
    };
  }
  const { payoutId, advisorId, name, last4, statement, earlier, amount, again } = shown.line;
  return {
    cells: [
      writer.text(name, { to: paymentPath(payoutId, advisorId), note: advisorId }),
      store,
      writer.text(words.lines.ending(last4)),
      writer.text(words.states[shown.state], { note: again === undefined ? undefined : paidAgainText(again, writer) }),
      writer.amount(statement),
      earlier === 0n ? EMPTY : writer.amount(earlier),
      writer.amount(amount),
    ],
  };
}

/** Until when, which format lacks what, or for which failed payments. */
function leftOutNote({ until, bankFile, waits }: LeftOutLine, writer: PayoutWriter): string | undefined {
  const words = writer.payouts.leftOut;
  if (bankFile !== undefined) return words.bankFile(bankFile.format, bankFile.column, words.issues[bankFile.code]);
  if (waits !== undefined) return waitingText(waits, writer);
  return until === undefined ? undefined : words.until(writer.moment(until));
}

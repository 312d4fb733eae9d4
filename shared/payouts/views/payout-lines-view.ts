import { paymentPath } from "../../ui/links.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block, Cell } from "../../ui/view.ts";
import { EMPTY } from "../../ui/writer.ts";
import type { PayoutWriter } from "../messages.ts";
import type { ExcludedLine, PaymentLine, PaymentState } from "../model/payment.ts";
import { paidAgainText, waitingText } from "./failed-payments-view.ts";

/** A line of a payout, and how its payment stands. */
export type LineShown = { readonly line: PaymentLine; readonly state: PaymentState } | { readonly line: ExcludedLine };

/** Lines of a payout: payments, or those who are not in it. */
export function linesTable(shown: readonly LineShown[], writer: PayoutWriter): Block {
  const { lines, advisor, store, amount } = writer.payouts;
  if (shown.length === 0) return { kind: "paragraph", text: lines.none };
  return table({ id: "lines-table", caption: lines.title }, shown, [
    col(advisor, ({ line: { advisorId, name, ...line } }) =>
      writer.text(name, {
        to: line.kind === "excluded" ? `advisors/${encodeURIComponent(advisorId)}` : paymentPath(line.payoutId, advisorId),
        note: advisorId,
      }),
    ),
    col(store, ({ line: { storeId } }) => (storeId === undefined ? EMPTY : writer.text(storeId))),
    col(lines.account, ({ line }) => (line.kind === "excluded" ? EMPTY : writer.text(lines.ending(line.accountLast4)))),
    col(lines.state, (each) => stateCell(each, writer)),
    num(lines.statement, ({ line }) => (line.kind === "excluded" ? EMPTY : writer.amount(line.statement))),
    num(lines.earlier, ({ line }) => (line.kind === "excluded" || line.earlier === 0n ? EMPTY : writer.amount(line.earlier))),
    num(amount, ({ line }) => writer.amount(line.amount)),
  ]);
}

/** How a payment stands; of who is not in the payout, why. */
function stateCell(shown: LineShown, writer: PayoutWriter): Cell {
  const { excluded, states } = writer.payouts;
  if (!("state" in shown)) return writer.text(excluded.whys[shown.line.reason], { note: excludedNote(shown.line, writer) });
  const { again } = shown.line;
  return writer.text(states[shown.state], { note: again === undefined ? undefined : paidAgainText(again, writer) });
}

/** Until when, which format lacks what, or for which failed payments. */
function excludedNote({ until, bankFile, waits }: ExcludedLine, writer: PayoutWriter): string | undefined {
  const words = writer.payouts.excluded;
  if (bankFile !== undefined) return words.bankFile(bankFile.format, bankFile.column, words.issues[bankFile.code]);
  if (waits !== undefined) return waitingText(waits, writer);
  return until === undefined ? undefined : words.until(writer.moment(until));
}

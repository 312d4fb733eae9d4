import { bankReportPath, paymentPath, payoutPath } from "../../ui/links.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, type Cell, figuresBlock, paragraph } from "../../ui/view.ts";
import { EMPTY, figure } from "../../ui/writer.ts";
import { bankReportWordsOf } from "../bank-reports/messages.ts";
import type { PayoutWriter } from "../messages.ts";
import type { ToldBooking } from "../model/booking.ts";
import type { ExcludedLine, Outcome, PaymentLine, PaymentRecord, PaymentState } from "../model/payment.ts";
import type { Payout } from "../model/payout.ts";
import { outcomesWordsOf } from "../outcomes/messages.ts";
import { formatReasonWithCode } from "../reasons/messages.ts";
import { paidAgainText, waitingText } from "./failed-payments-view.ts";

/** Where a payment stands, in words. */
export function paymentStateBlock(state: PaymentState, writer: PayoutWriter): Block {
  const { explained } = writer.payouts.payment;
  const tone = state === "paid" ? "good" : state === "rejected" || state === "returned" ? "warning" : undefined;
  return { kind: "paragraph", text: explained[state], ...(tone !== undefined && { tone }) };
}

/** By what it is known, and to which account it goes: its last four digits stand for it. */
export function paymentFactsBlock(
  { reference, payeeVersion, accountLast4 }: PaymentRecord,
  { payoutId, exported, content }: Payout,
  writer: PayoutWriter,
): Block {
  const words = writer.payouts.payment;
  const totals = content && words.ofTotals(writer.count(content.payments.count).text, writer.money(content.payments.amount));
  return figuresBlock([
    figure(words.of, writer.text(payoutId, { to: payoutPath(payoutId), note: totals })),
    figure(writer.words.reference, writer.text(reference)),
    figure(writer.words.account, writer.text(`${words.payeeVersion(`${payeeVersion}`)} ${accountLast4}`)),
    ...(exported === undefined ? [] : [figure(writer.words.executeOn, writer.text(writer.day(exported.executeOn)))]),
  ]);
}

/** How the amount comes about: what the month's statement made payable, and what was unpaid before. */
export function paymentSumBlock({ advisorId, statement, earlier, amount }: PaymentRecord, { month }: Payout, writer: PayoutWriter): Block {
  const words = writer.payouts.payment;
  const to = `/advisors/${encodeURIComponent(advisorId)}/statements/${month}`;
  return {
    kind: "equation",
    lines: [
      { sign: "", label: words.statement, value: writer.amount(statement, { note: writer.month(month), ...(statement !== 0n && { to }) }) },
      { sign: "+", label: words.earlier, value: writer.amount(earlier) },
      { sign: "=", label: words.amount, value: writer.amount(amount) },
    ],
  };
}

/** So much of a report's id tells it from others. */
const REPORT_ID_SHOWN = 8;

/**
 * Bookings that may mean that the bank paid or returned it twice, once however many reports tell of them, and all those
 * reports; none where there is none.
 */
export function bookedTwiceBlocks(bookings: readonly ToldBooking[], writer: PayoutWriter): Block[] {
  const again = bookings.filter(({ isAgain }) => isAgain === true);
  if (again.length === 0) return [];
  const { payment: words } = writer.payouts;
  return [
    paragraph(bankReportWordsOf(writer.language).advice["booked-twice"] ?? "", "warning"),
    table(
      { id: "booked-twice-table", caption: words.bookedTwice },
      [...Map.groupBy(again, ({ kind }) => kind)],
      [
        col(writer.words.outcome, ([kind]) => writer.text(writer.payouts.states[kind])),
        col(words.on, ([, told]) => {
          const days = [...new Set(told.flatMap(({ day }) => day ?? []))].sort();
          return days.length === 0 ? EMPTY : writer.text(days.map((day) => writer.day(day)).join(writer.words.joins.list));
        }),
      ],
    ),
    {
      kind: "links",
      links: [...new Set(again.map(({ reportId }) => reportId))].map((reportId) => ({
        text: `${words.fromReport} ${reportId.slice(0, REPORT_ID_SHOWN)}`,
        to: bankReportPath(reportId),
      })),
    },
  ];
}

/** What became of it, oldest first; of one that counts as paid by the payout's confirmation alone, that. */
export function outcomesBlock(outcomes: readonly Outcome[], { confirmed }: Pick<Payout, "confirmed">, writer: PayoutWriter): Block {
  const { payment: words, at, doneBy } = writer.payouts;
  if (outcomes.length === 0)
    return paragraph(confirmed === undefined ? words.noOutcomes : words.confirmed(confirmed.by, writer.moment(confirmed.at)));
  return table({ id: "outcomes-table", caption: words.outcomes }, outcomes, [
    col(writer.words.outcome, (outcome) => kindCell(outcome, writer)),
    col(words.on, ({ on }) => (on === undefined ? EMPTY : writer.text(writer.day(on)))),
    col(writer.words.reasonCode, ({ code }) => (code === undefined ? EMPTY : writer.text(formatReasonWithCode(code, writer.language)))),
    col(at, (outcome) => writer.text(writer.moment(outcome.at))),
    col(doneBy, (outcome) => peopleCell(outcome, writer)),
    col(words.source, ({ reportId, comment }) =>
      reportId === undefined
        ? writer.text(words.byHand, { note: comment })
        : writer.text(words.fromReport, { to: bankReportPath(reportId), note: comment }),
    ),
  ]);
}

function kindCell({ kind, corrects, charges, reportedPaid }: Outcome, writer: PayoutWriter): Cell {
  const words = outcomesWordsOf(writer.language);
  const notes = [
    ...(corrects === undefined ? [] : [words.corrected]),
    ...(reportedPaid === undefined ? [] : [words.reportedPaid]),
    ...(charges === undefined ? [] : [words.charges(writer.money(BigInt(charges)))]),
  ];
  return writer.text(writer.payouts.states[kind], { note: notes.join(writer.words.joins.list) });
}

function peopleCell({ by, alsoBy, approvedBy }: Outcome, writer: PayoutWriter): Cell {
  const words = outcomesWordsOf(writer.language);
  const { list } = writer.words.joins;
  const others = [
    ...(approvedBy === undefined ? [] : [words.approvedBy(approvedBy)]),
    ...(alsoBy === undefined ? [] : [words.alsoBy(alsoBy.join(list))]),
  ];
  return writer.text(by, { note: others.join(list) });
}

/** A line of a payout, and how its payment stands. */
export type LineShown = { readonly line: PaymentLine; readonly state: PaymentState } | { readonly line: ExcludedLine };

/** Lines of a payout: payments, or those who are not in it. */
export function linesTable(shown: readonly LineShown[], writer: PayoutWriter): Block {
  const { lines, advisor, store, amount } = writer.payouts;
  if (shown.length === 0) return paragraph(lines.none);
  return table({ id: "lines-table", caption: lines.title }, shown, [
    col(advisor, ({ line: { advisorId, name, ...line } }) =>
      writer.text(name, {
        to: line.kind === "excluded" ? `advisors/${encodeURIComponent(advisorId)}` : paymentPath(line.payoutId, advisorId),
        note: advisorId,
      }),
    ),
    col(store, ({ line: { storeId } }) => (storeId === undefined ? EMPTY : writer.text(storeId))),
    col(writer.words.account, ({ line }) => (line.kind === "excluded" ? EMPTY : writer.text(writer.words.ending(line.accountLast4)))),
    col(writer.words.status, (each) => stateCell(each, writer)),
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

import { answerPath, payoutPath } from "../../ui/links.ts";
import type { Block, Row } from "../../ui/view.ts";
import { EMPTY, figure, textColumn } from "../../ui/writer.ts";
import type { PayoutWriter } from "../messages.ts";
import type { Outcome, PaymentRecord, PaymentState } from "../model/payment.ts";
import type { Payout } from "../model/payout.ts";
import { outcomesWordsOf } from "../outcomes/messages.ts";
import { formatReasonWithCode } from "../reasons/messages.ts";

/** Where a payment stands, in words. */
export function paymentStateBlock(state: PaymentState, writer: PayoutWriter): Block {
  const { explained } = writer.payouts.payment;
  const tone = state === "paid" ? "good" : state === "rejected" || state === "returned" ? "warning" : undefined;
  return { kind: "paragraph", text: explained[state], ...(tone !== undefined && { tone }) };
}

/** By what it is known, and to which account it goes: its last four digits stand for it. */
export function paymentFactsBlock(
  { reference, payeeVersion, last4 }: PaymentRecord,
  { payoutId, exported, content }: Payout,
  writer: PayoutWriter,
): Block {
  const words = writer.payouts.payment;
  const totals = content && words.ofTotals(writer.count(content.payments.count).text, writer.money(content.payments.amount));
  return {
    kind: "figures",
    figures: [
      figure(words.of, writer.text(payoutId, { to: payoutPath(payoutId), note: totals })),
      figure(words.reference, writer.text(reference)),
      figure(words.account, writer.text(`${words.payeeVersion(`${payeeVersion}`)} ${last4}`)),
      ...(exported === undefined ? [] : [figure(words.executeOn, writer.text(writer.day(exported.executeOn)))]),
    ],
  };
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

/** What became of it, oldest first. */
export function outcomesBlock(outcomes: readonly Outcome[], writer: PayoutWriter): Block {
  const { payment: words, at, by } = writer.payouts;
  if (outcomes.length === 0) return { kind: "paragraph", text: words.noOutcomes };
  return {
    kind: "table",
    id: "outcomes-table",
    caption: words.outcomes,
    columns: [words.outcome, words.on, words.code, at, by, words.source].map((title) => textColumn(title)),
    rows: outcomes.map((outcome) => outcomeRow(outcome, writer)),
  };
}

function outcomeRow(outcome: Outcome, writer: PayoutWriter): Row {
  const { kind, on, code, at, by, alsoBy, why, answerId, corrects, charges, approvedBy } = outcome;
  const { payment: words, states } = writer.payouts;
  const more = outcomesWordsOf(writer.language);
  const notes = [
    ...(corrects === undefined ? [] : [more.corrected]),
    ...(charges === undefined ? [] : [more.charges(writer.money(BigInt(charges)))]),
  ];
  const people = [
    ...(approvedBy === undefined ? [] : [more.approvedBy(approvedBy)]),
    ...(alsoBy === undefined ? [] : [more.alsoBy(alsoBy.join(writer.words.joins.list))]),
  ];
  return {
    cells: [
      writer.text(states[kind], { note: notes.length === 0 ? undefined : notes.join(writer.words.joins.list) }),
      on === undefined ? EMPTY : writer.text(writer.day(on)),
      code === undefined ? EMPTY : writer.text(formatReasonWithCode(code, writer.language)),
      writer.text(writer.moment(at)),
      writer.text(by, { note: people.length === 0 ? undefined : people.join(writer.words.joins.list) }),
      answerId === undefined
        ? writer.text(words.byHand, { note: why })
        : writer.text(words.fromAnswer, { to: answerPath(answerId), note: why }),
    ],
  };
}

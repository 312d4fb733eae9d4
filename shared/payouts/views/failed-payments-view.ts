import type { Proposal } from "../../proposals/model/proposal.ts";
import { paymentPath, proposalPath } from "../../ui/links.ts";
import type { Names } from "../../ui/names.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, paragraph } from "../../ui/view.ts";
import type { FinanceWriter } from "../../ui/writer.ts";
import type { FailedPayment } from "../model/payment.ts";
import { outcomeEffect } from "../model/reason-codes.ts";
import type { OutcomeEntry } from "../outcomes/content.ts";
import { isOutcomesContent } from "../outcomes/content.ts";
import { outcomesWordsOf } from "../outcomes/messages.ts";
import { formatReasonWithCode, reasonWordsOf } from "../reasons/messages.ts";
import type { WaitingPayment } from "../steps/read-payout.ts";
import { formatOutcome } from "./proposed-outcomes.ts";

/** Payments that came back and are not paid again: whose, why, who brought it, and what they wait for. */
export function failedPaymentsTable(failed: readonly WaitingPayment[], nameOf: Names, writer: FinanceWriter): Block {
  const words = outcomesWordsOf(writer.language);
  if (failed.length === 0) return paragraph(words.none);
  return table({ id: "failed-table", caption: words.title }, failed, [
    col(words.advisor, ({ advisorId, payoutId }) =>
      writer.text(nameOf(advisorId) ?? advisorId, { to: paymentPath(payoutId, advisorId), note: advisorId }),
    ),
    col(words.payoutTitle, ({ payoutId, kind }) => writer.text(payoutId, { note: words[kind] })),
    col(words.bankReason, ({ by, ...reason }) =>
      writer.text(formatReasonAndNote(reason, writer), { note: words.brought(by.join(writer.words.joins.list)) }),
    ),
    col(words.waits, ({ waits }) => writer.text(words.waitsFor[waits ?? "nothing"])),
    num(words.amount, ({ amount }) => writer.amount(amount)),
  ]);
}

const formatReasonAndNote = ({ note, ...failed }: Pick<WaitingPayment, "code" | "note" | "reportedPaid">, writer: FinanceWriter): string =>
  [formatReason(failed, writer), ...(note === undefined ? [] : [note])].join(writer.words.joins.list);

const formatReason = ({ code, reportedPaid }: Pick<FailedPayment, "code" | "reportedPaid">, { language, words }: FinanceWriter): string =>
  [formatReasonWithCode(code, language), ...(reportedPaid === undefined ? [] : [outcomesWordsOf(language).reportedPaid])].join(
    words.joins.list,
  );

/** What a payment pays again: from which payouts, with the bank's reasons and who brought them. */
export function paidAgainText(again: readonly FailedPayment[], writer: FinanceWriter): string {
  const words = outcomesWordsOf(writer.language);
  const texts = again.map(({ payoutId, by, ...failed }) =>
    words.paysAgain(payoutId, formatReason(failed, writer), by.join(writer.words.joins.list)),
  );
  return texts.join(writer.words.joins.list);
}

/** For which payments that came back somebody is left out, with the bank's reasons. */
export function waitingText(waits: readonly FailedPayment[], writer: FinanceWriter): string {
  const words = outcomesWordsOf(writer.language);
  return waits.map(({ payoutId, ...failed }) => words.waiting(payoutId, formatReason(failed, writer))).join(writer.words.joins.list);
}

/** What a payment that came back waits for, and by whom it is payable again. */
export function failedBlocks({ by, waits, ...told }: WaitingPayment, writer: FinanceWriter): Block[] {
  const words = outcomesWordsOf(writer.language);
  const reason = `${words.bankReason}${writer.words.joins.colon}${formatReasonAndNote(told, writer)}`;
  const brought = words.brought(by.join(writer.words.joins.list));
  return [
    paragraph(`${reason}${writer.words.joins.list}${brought}`),
    waits === undefined
      ? paragraph(words.nothingWaits)
      : paragraph(`${words.waits}${writer.words.joins.colon}${words.waitsFor[waits]}`, "warning"),
  ];
}

/** An outcome as it is proposed, for whoever approves it: whose it is, and what has paid the amount again. */
export interface ProposedOutcome {
  readonly entry: OutcomeEntry;
  readonly name: string;
  readonly accountLast4: string;
  /** What its approval says was paid twice, minor units; 0 where it wasn't. */
  readonly overpaid: bigint;
}

/** What follows from proposed outcomes once they are approved, one after the other. */
export function outcomeConsequences(proposed: readonly ProposedOutcome[], writer: FinanceWriter): Block[] {
  const words = outcomesWordsOf(writer.language);
  return proposed.flatMap((each): Block[] => [
    paragraph(consequenceOf(each, writer)),
    ...(each.overpaid === 0n ? [] : [paragraph(words.overpaid(writer.money(each.overpaid)), "warning") satisfies Block]),
    { kind: "links", links: [{ text: words.look, to: paymentPath(each.entry.payoutId, each.entry.advisorId) }] },
  ]);
}

function consequenceOf({ entry, name, accountLast4 }: ProposedOutcome, writer: FinanceWriter): string {
  const words = outcomesWordsOf(writer.language);
  const { advisorId, act, amount, outcome, code, charges } = entry;
  const [who, money] = [`${name} (${advisorId})`, writer.money(BigInt(amount))];
  if (act === "confirm-details") return words.sameAccount(who, money, accountLast4);
  if (outcome === "paid") return words.countsAsPaid(who, money);
  const payable = words.payableAgain(who, money, reasonWordsOf(writer.language).effects[outcomeEffect({ code })]);
  if (charges === undefined) return payable;
  const back = writer.money(BigInt(amount) - BigInt(charges));
  return [payable, words.lessCharges(writer.money(BigInt(charges)), back)].join(writer.words.joins.sentence);
}

/** Outcomes and corrections that wait for another's approval. */
export function waitingOutcomes(waiting: readonly Proposal[], nameOf: Names, writer: FinanceWriter): Block {
  const words = outcomesWordsOf(writer.language);
  if (waiting.length === 0) return paragraph(words.proposalsNone);
  const proposed = waiting.flatMap(({ proposalId, content, submission, authors }) =>
    isOutcomesContent(content)
      ? content.entries.map((entry) => ({ ...entry, proposalId, submission, by: submission?.by ?? authors[0] }))
      : [],
  );
  return table({ id: "proposals-table", caption: words.proposals }, proposed, [
    col(words.advisor, ({ advisorId, proposalId }) =>
      writer.text(nameOf(advisorId) ?? advisorId, { to: proposalPath(proposalId), note: advisorId }),
    ),
    col(words.payoutTitle, ({ payoutId }) => writer.text(payoutId)),
    col(words.proposed.what, (entry) => writer.text(formatOutcome(entry, writer.language), { note: entry.submission?.comment })),
    col(words.proposedBy, ({ by = "" }) => writer.text(by)),
    num(words.amount, ({ amount }) => writer.amount(BigInt(amount))),
  ]);
}

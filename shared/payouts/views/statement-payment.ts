import type { Month } from "../../base/calendar/month.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import type { Block, Cell, Section, View } from "../../ui/view.ts";
import { EMPTY, type Writer } from "../../ui/writer.ts";
import { paymentsWordsOf } from "../messages.ts";
import type { PaymentOfPayout, PaymentsOfStatement } from "../model/statement-payments.ts";
import { outcomeOf } from "./advisor-payments-view.ts";

/** A statement's view with what became of its payment, after the settlement. */
export function withPayment(view: View, payment: Section | undefined): View {
  const [settlement, ...others] = view.sections;
  return settlement === undefined || payment === undefined ? view : { ...view, sections: [settlement, payment, ...others] };
}

/** What became of a statement's payment: each payment that was to pay it, the latest last. None where nothing was payable. */
export function paymentSection(
  { month, payable }: Statement,
  paymentsOf: PaymentsOfStatement,
  writer: Writer,
  timeZone: string,
): Section | undefined {
  if (payable === 0n) return undefined;
  const words = paymentsWordsOf(writer.language);
  const payments = paymentsOf(month);
  const said = payments?.map((payment, at) => sentence(payment, at === payments.length - 1, month, writer, timeZone));
  const texts =
    said === undefined ? [words.statement.unclear] : said.length === 0 ? [words.statement.outstanding(writer.money(payable))] : said;
  const blocks: Block[] = [
    ...texts.map((text): Block => ({ kind: "paragraph", text })),
    { kind: "links", links: [{ text: words.toPayments, to: "payments" }] },
  ];
  return { id: "payment", title: words.ofStatement, blocks };
}

/** What became of a payment. What came back is owed again only while no later payment takes it. */
function sentence(payment: PaymentOfPayout, isLatest: boolean, month: Month, writer: Writer, timeZone: string): string {
  const words = paymentsWordsOf(writer.language).statement;
  const { state, amount, payout } = payment;
  const { day } = outcomeOf(payment, timeZone);
  const others = payout.month === month && payment.earlier === 0n ? [] : [words.pays(writer.month(payout.month))];
  return [stateSentence(), ...others].join(writer.words.joins.sentence);

  function stateSentence(): string {
    const money = writer.money(amount);
    if (state === "paid") return words.paid(money, day === undefined ? "" : writer.day(day));
    if (!isLatest && (state === "rejected" || state === "returned")) return words.earlier[state](money);
    return state === "drafted" || state === "void" ? words.outstanding(money) : words[state](money);
  }
}

/** How a statement's payment stands, in a list. */
export function paymentCell({ month, payable }: Statement, paymentsOf: PaymentsOfStatement, writer: Writer): Cell {
  if (payable === 0n) return EMPTY;
  const words = paymentsWordsOf(writer.language);
  const payments = paymentsOf(month);
  if (payments === undefined) return writer.text(words.title, { to: "payments" });
  const state = payments.at(-1)?.state;
  return writer.text(state === undefined ? words.outstanding : words.states[state], { to: "payments" });
}

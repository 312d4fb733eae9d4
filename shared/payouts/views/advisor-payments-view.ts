import type { Account } from "../../account/model/account.ts";
import type { Month } from "../../base/calendar/month.ts";
import { localDayIn } from "../../base/calendar/time-zone.ts";
import type { Language } from "../../base/language.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import { formatMoment } from "../../ui/format.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import { type Block, type Cell, type Headline, paragraph, type Section, type View } from "../../ui/view.ts";
import { EMPTY, type Writer, writerFor } from "../../ui/writer.ts";
import { paymentsWordsOf } from "../messages.ts";
import type { PaymentsWords } from "../messages.zh.ts";
import type { PaymentRecord } from "../model/payment.ts";
import { decidingNumber } from "../model/payment-state.ts";
import { isDecided, type PaymentOfPayout, type PaymentsOfStatement } from "../model/statement-payments.ts";
import { formatReason } from "../reasons/messages.ts";
import type { Payables } from "../reconciliation/model/payables.ts";
import type { AdvisorPayments } from "../steps/read-payout.ts";

/** What all parts of the page are written with. */
interface PaymentsSource {
  readonly writer: Writer;
  readonly words: PaymentsWords;
  readonly timeZone: string;
}

/** Payments as an advisor reads them: what is owed and when it comes, where all of it is, and each payment. */
export function paymentsView(shown: AdvisorPayments, { agency, books }: Pick<Account, "agency" | "books">, language: Language): View {
  const words = paymentsWordsOf(language);
  const telling: PaymentsSource = { writer: writerFor(agency.currency, language), words, timeZone: agency.timeZone };
  const decided = shown.payments.filter(isDecided);
  return {
    language,
    title: words.paymentsTitle,
    subtitle: books.advisor.name,
    headline: headlineOf(shown, telling),
    sections: [
      { id: "next", title: words.nextStep, blocks: nextBlocks(shown, decided, telling) },
      { id: "where", title: words.where, blocks: [whereBlock(shown, telling)] },
      { id: "payments", title: words.all, blocks: [paymentsBlock(decided, telling)] },
    ],
    footer: [],
  };
}

/** Whether what is owed would be paid now. */
const isPayable = ({ account, payee, waits }: AdvisorPayments): boolean =>
  account.hold === undefined && payee.kind === "ready" && waits === undefined;

function headlineOf(shown: AdvisorPayments, { writer, words }: PaymentsSource): Headline {
  const { outstanding } = shown;
  const note = outstanding <= 0n ? words.headline.nothing : isPayable(shown) ? words.headline.next : words.headline.later;
  return { label: words.outstanding, minor: outstanding, text: writer.money(outstanding), note };
}

function nextBlocks(shown: AdvisorPayments, decided: readonly PaymentOfPayout[], { writer, words, timeZone }: PaymentsSource): Block[] {
  const { outstanding, carriedForward, account, payee, waits } = shown;
  const blocks: Block[] = [];
  const say = (text: string, tone?: "note" | "good" | "warning") =>
    blocks.push({ kind: "paragraph", text, ...(tone !== undefined && { tone }) });
  const [latest] = decided;
  if (latest?.state === "rejected" || latest?.state === "returned") {
    const code = latest.outcomes[decidingNumber(latest.outcomes) - 1]?.code;
    const reason = code === undefined ? [] : [`${words.bankReason}${writer.words.joins.colon}${formatReason(code, writer.language)}`];
    const told = words.cameBack[latest.state](writer.money(latest.amount), latest.accountLast4);
    say([told, ...reason.map((text) => `${text}${words.stop}`)].join(writer.words.joins.sentence), "warning");
  }
  if (waits !== undefined && outstanding > 0n) say(words.waits[waits], "warning");
  if (account.hold !== undefined) say(words.held(formatMoment(account.hold.at, timeZone)), "warning");
  if (payee.kind === "none" && outstanding > 0n) say(words.noPayee, "warning");
  if (payee.kind === "securityHold") say(words.securityHold(payee.payee.accountLast4, formatMoment(payee.until, timeZone)), "warning");
  if (outstanding > 0n && payee.kind === "ready" && isPayable(shown)) say(words.next(writer.money(outstanding), payee.payee.accountLast4));
  if (outstanding <= 0n) say(account.statements.length === 0 ? words.noStatement : words.nothing);
  if (carriedForward > 0n) say(words.carried(writer.money(carriedForward)), "note");
  if (carriedForward < 0n) say(words.debt(writer.money(-carriedForward)), "note");
  return blocks;
}

/** A sum that ends in what statements say, in the order in which money goes: what is owed first, what is paid last. */
function whereBlock({ paid, inTransit, approved, outstanding, statementTotal }: Payables, { writer, words }: PaymentsSource): Block {
  const parts = [
    [words.outstanding, outstanding],
    [words.approved, approved],
    [words.inTransit, inTransit],
    [words.paid, paid],
  ] as const;
  return {
    kind: "equation",
    lines: [
      ...parts.map(([label, amount], place) => ({ sign: place === 0 ? "" : "+", label, value: writer.amount(amount) })),
      { sign: "=", label: words.statementTotal, value: writer.amount(statementTotal) },
    ],
  };
}

function paymentsBlock(decided: readonly PaymentOfPayout[], { writer, words, timeZone }: PaymentsSource): Block {
  if (decided.length === 0) return paragraph(words.noPayments);
  const said = (payment: PaymentOfPayout) => {
    const { day, code } = outcomeOf(payment, timeZone);
    return [...(day === undefined ? [] : [writer.day(day)]), ...(code === undefined ? [] : [formatReason(code, writer.language)])];
  };
  return table({ id: "payments-table", caption: words.all }, decided, [
    // A month whose own statement it pays has one to look at.
    col(words.upTo, ({ payout: { month }, statement }) =>
      writer.text(writer.month(month), statement > 0n ? { to: `statements/${month}` } : {}),
    ),
    col(words.status, (payment) => writer.text(words.states[payment.state], { note: said(payment).join(writer.words.joins.list) })),
    col(
      words.day,
      ({ payout: { exported }, reference }) =>
        exported === undefined ? EMPTY : writer.text(writer.day(exported.executeOn), { note: words.reference(reference) }),
      OPTIONAL,
    ),
    col(words.account, ({ accountLast4 }) => writer.text(words.ending(accountLast4)), OPTIONAL),
    num(words.amount, ({ amount, earlier }) =>
      writer.amount(amount, { note: earlier > 0n ? words.earlier(writer.amount(earlier).text) : undefined }),
    ),
  ]);
}

/** The day of what made a payment's state, at the bank where it said it, and the bank's reason; nothing while it is on its way. */
export function outcomeOf(
  { state, outcomes, payout }: Pick<PaymentRecord, "outcomes"> & Pick<PaymentOfPayout, "state" | "payout">,
  timeZone: string,
): { readonly day?: string; readonly code?: string } {
  const outcome = outcomes[decidingNumber(outcomes) - 1];
  const at = outcome?.at ?? (state === "paid" ? payout.confirmed?.at : undefined);
  const day = outcome?.on ?? (at === undefined ? undefined : localDayIn(timeZone)(at));
  return { ...(day !== undefined && { day }), ...(outcome?.code !== undefined && { code: outcome.code }) };
}

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
    ...texts.map((text): Block => paragraph(text)),
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
  if (payments === undefined) return writer.text(words.paymentsTitle, { to: "payments" });
  const state = payments.at(-1)?.state;
  return writer.text(state === undefined ? words.outstanding : words.states[state], { to: "payments" });
}

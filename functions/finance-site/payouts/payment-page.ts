import { html } from "hono/html";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { AMOUNT_ISSUES, parseAmount } from "../../../shared/base/money/parse-amount.ts";
import type { OutcomeKind, PaymentRecord, PaymentState } from "../../../shared/payouts/model/payment.ts";
import { correctableTo, outcomeFits } from "../../../shared/payouts/model/payment-state.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import { failedToWait, readPayment, type StandingPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { failedBlocks } from "../../../shared/payouts/views/failed-payments-view.ts";
import {
  bookedTwiceBlocks,
  outcomesBlock,
  paymentFactsBlock,
  paymentStateBlock,
  paymentSumBlock,
} from "../../../shared/payouts/views/payment-view.ts";
import { advisorPath, paymentPath } from "../../../shared/ui/links.ts";
import { type Form, type FormField, formMarkup, type ReadField, type Refused } from "../../_platform/page/form.ts";
import { linkTo } from "../../_platform/page/layout.ts";
import { type Content, note, section } from "../../_platform/page/staff-page.ts";
import { doneOf, found, pathPart, showPage } from "../../_platform/site/page-context.ts";
import type { FinanceContext } from "../context.ts";

/** What a person does about a payment: says what became of it; or that it failed, or that its outcome is wrong. */
export const ACTS = ["record", "clear", "confirm-details", "correct"] as const;
export type Act = (typeof ACTS)[number];

const OUTCOMES: readonly OutcomeKind[] = ["paid", "rejected", "returned"];

/** The outcomes that a person can tell of a payment now; of one that has one, what it can be corrected to. */
export const outcomesOf = (act: Act, state: PaymentState): readonly OutcomeKind[] =>
  act === "correct" ? correctableTo(state) : OUTCOMES.filter((kind) => outcomeFits(state, kind) === "applies");

/** The form of an act, each with a comment and a box that says that one is sure. */
export function actForm(context: FinanceContext, act: Act, { payment, state }: Pick<StandingPayment, "payment" | "state">): Form {
  const { frame, writer } = context;
  const { payment: words } = writer.payouts;
  const more = outcomesWordsOf(writer.language);
  const at = paymentPath(payment.payoutId, payment.advisorId);
  const submits: Readonly<Record<Act, string>> = {
    record: words.submit,
    clear: more.clear,
    "confirm-details": more.confirm,
    correct: more.propose,
  };
  const intros: Readonly<Partial<Record<Act, { intro: string }>>> = {
    clear: { intro: more.clearIntro },
    "confirm-details": { intro: more.confirmIntro },
    correct: { intro: more.correctIntro },
  };
  const takesTwo = outcomesOf("record", state).some((kind) => kind !== "paid");
  const recordAsk = [words.recordAsk, ...(takesTwo ? [more.two] : [])].join(writer.words.joins.sentence);
  const asksOutcome = act === "record" || act === "correct";
  return {
    id: act,
    ...intros[act],
    action: linkTo(frame, act === "record" ? at : `${at}/acts/${act}`),
    fields: [
      ...(asksOutcome ? [outcomeFields(context, act, outcomesOf(act, state))] : []),
      { name: "comment", label: writer.words.comment, hint: writer.words.commentHint },
      { name: "sure", label: more.sure, tick: "confirm", ...(act === "record" && { hint: recordAsk }) },
    ],
    submit: submits[act],
  };
}

function outcomeFields({ writer, deps }: FinanceContext, act: Act, possible: readonly OutcomeKind[]): readonly FormField[] {
  const { payment: words, states } = writer.payouts;
  const kinds = possible.map((kind) => ({ value: kind, text: states[kind] }));
  const charges = {
    ...{ name: "charges", label: writer.words.chargesDeducted, hint: words.chargesHint },
    read: (typed: string) => readAmount(typed, deps.agency.currency),
  };
  return [
    { name: "kind", label: act === "correct" ? outcomesWordsOf(writer.language).correctTo : writer.words.outcome, options: kinds },
    { name: "on", as: "bankDate", label: words.on, type: "date" },
    { name: "code", label: writer.words.reasonCode, hint: words.codeHint },
    ...(possible.includes("returned") ? [charges] : []),
  ];
}

/** An amount as people type it, as requests hold one. */
function readAmount(typed: string, currency: string): ReadField {
  const parsed = parseAmount(typed, currency);
  return parsed.ok
    ? { ok: true, value: { amountMinor: Number(parsed.amount), currency } }
    : { ok: false, issue: refusal(AMOUNT_ISSUES[parsed.problem]) };
}

export type PaymentShown = StandingPayment & { readonly name: string };

/** The payment that the path names. */
export async function paymentAt(context: FinanceContext): Promise<PaymentShown> {
  const { deps } = context;
  const [payoutId, advisorId] = [pathPart(context, "payoutId"), pathPart(context, "advisorId")];
  const [standing, advisors] = await Promise.all([readPayment(payoutId, advisorId, deps), deps.ledger.advisors([advisorId])]);
  return { ...found(standing, "payment"), name: advisors.get(advisorId)?.name ?? advisorId };
}

/** One payment: how it stands, what it is made of, and what a person can do about it. */
export async function showPayment(context: FinanceContext, shown: PaymentShown, refused?: Refused): Promise<Response> {
  const { writer } = context;
  const { payment: words, states, done: doneWords } = writer.payouts;
  const more = outcomesWordsOf(writer.language);
  const { payout, payment, state, name } = shown;
  const isBack = state === "rejected" || state === "returned";
  const canCorrect = mayAct(context, payment) && outcomesOf("correct", state).length > 0;
  const { payments: told } = await context.deps.payouts.bookings(payout.payoutId, [payment.advisorId]);
  const bookedTwice = bookedTwiceBlocks(told.get(payment.advisorId)?.bookings ?? [], writer);
  const done = doneOf(context, ["recorded", "cleared"]);
  return showPage(context, {
    title: words.title(name),
    subtitle: writer.money(payment.amount),
    state: { name: state, text: states[state] },
    links: [{ text: words.advisorLink, to: advisorPath(payment.advisorId) }],
    done: done && { recorded: doneWords.recorded, cleared: more.cleared }[done],
    refused,
    parts: [
      section("state", words.state, paymentStateBlock(state, writer)),
      isBack ? section("failed", more.waits, ...(await failedContent(context, shown, refused))) : "",
      bookedTwice.length === 0 ? "" : section("booked-twice", words.bookedTwice, bookedTwice),
      section("facts", words.facts, paymentFactsBlock(payment, payout, writer)),
      section("sum", words.how, paymentSumBlock(payment, payout, writer)),
      section("outcomes", words.outcomes, outcomesBlock(payment.outcomes, payout, writer)),
      section("record", words.record, ...recordContent(context, shown, refused)),
      canCorrect ? section("correct", more.correct, formMarkup(actForm(context, "correct", shown), writer, {}, refused)) : "",
    ],
  });
}

/** Nobody acts on a payment to themselves. */
const mayAct = ({ isFinance, person }: FinanceContext, { advisorId }: PaymentRecord): boolean => isFinance && person.username !== advisorId;

/** What a payment that came back waits for, and what can be done about it; or by what it is paid again. */
async function failedContent(context: FinanceContext, shown: PaymentShown, refused?: Refused): Promise<readonly Content[]> {
  const { frame, writer, deps, isFinance } = context;
  const words = outcomesWordsOf(writer.language);
  const { payment } = shown;
  const { failed, paidAgain } = await failedToWait(payment, deps);
  if (failed === undefined) return paidAgain.map(({ payment }) => words.paidAgain(payment.payoutId));
  const told = failedBlocks(failed, writer);
  if (!mayAct(context, payment)) return [told, isFinance ? words.ownPayment : ""];
  if (failed.waits === undefined) return [told];
  const form = (act: "clear" | "confirm-details") => formMarkup(actForm(context, act, shown), writer, {}, refused);
  if (failed.waits === "needs-a-look") return [told, form("clear")];
  const change = html`<ul class="links"><li><a href="${linkTo(frame, `${advisorPath(payment.advisorId)}#payee`)}">${words.changeDetails}</a></li></ul>`;
  return [told, change, form("confirm-details")];
}

function recordContent(context: FinanceContext, shown: PaymentShown, refused?: Refused): readonly Content[] {
  const { writer, isFinance } = context;
  const { next, payment: words } = writer.payouts;
  const more = outcomesWordsOf(writer.language);
  if (!isFinance) return [next.lookOnly];
  if (!mayAct(context, shown.payment)) return [more.ownPayment];
  if (outcomesOf("record", shown.state).length === 0) return [words.nothingFollows];
  return [note(words.recordIntro), formMarkup(actForm(context, "record", shown), writer, {}, refused)];
}

import { html } from "hono/html";
import type { PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import { failedToWait } from "../../../shared/payouts/steps/find-failed.ts";
import { readPayment, type StandingPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { failedBlocks } from "../../../shared/payouts/views/failed-payments-view.ts";
import {
  bookedTwiceBlocks,
  outcomesBlock,
  paymentFactsBlock,
  paymentStateBlock,
  paymentSumBlock,
} from "../../../shared/payouts/views/payment-view.ts";
import { advisorPath } from "../../../shared/ui/links.ts";
import { formMarkup, type Refused } from "../../_platform/page/form.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { type Content, note, section } from "../../_platform/page/staff-page.ts";
import { doneOf, found, pathPart } from "../../_platform/site/page-context.ts";
import { showPage } from "../../_platform/site/respond.ts";
import type { FinanceContext } from "../context.ts";
import { actForm, outcomesOf } from "./payment-forms.ts";

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

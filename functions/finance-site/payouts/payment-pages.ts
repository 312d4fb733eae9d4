import { html } from "hono/html";
import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import { refusal, refuse } from "../../../shared/base/issues/refusal.ts";
import { AMOUNT_ISSUES, parseAmount } from "../../../shared/base/money/parse-amount.ts";
import { day } from "../../../shared/engine/facts/fields.ts";
import type { OutcomeKind, PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import { outcomeFits } from "../../../shared/payouts/model/payment-state.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import { clearPayment } from "../../../shared/payouts/steps/clear-payment.ts";
import { failedToWait } from "../../../shared/payouts/steps/find-failed.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { readPayment, type StandingPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { failedBlocks } from "../../../shared/payouts/views/failed-payments-view.ts";
import { outcomesBlock, paymentFactsBlock, paymentStateBlock, paymentSumBlock } from "../../../shared/payouts/views/payment-view.ts";
import { FROM_PAGE } from "../../../shared/proposals/entry-kind.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { paymentPath, proposalPath } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { refusedNotice } from "../page-context.ts";
import { OUTCOMES, type OutcomeFormData, outcomeForm } from "./outcome-form.ts";
import { mayPay, type PayoutRoom, payoutRoomOf } from "./page-context.ts";
import { correctionForm, failedForm, PAYMENT_ACTS, type PaymentActFormData } from "./payment-acts.ts";

/** The page of one payment, and the recording of what became of it. */
export const paymentPages: readonly Route[] = [
  page({
    id: "finance.payment",
    path: "/:lang/finance/payouts/:payoutId/payments/:advisorId",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = payoutRoomOf(context, deps);
      return showPayment(pageContext, await paymentOf(pageContext));
    },
  }),

  page({
    id: "finance.recordOutcome",
    method: "POST",
    path: "/:lang/finance/payouts/:payoutId/payments/:advisorId",
    access: FINANCE,
    handle: (context, deps) => act(payoutRoomOf(context, deps), "record"),
  }),

  page({
    id: "finance.actOnPayment",
    method: "POST",
    path: "/:lang/finance/payouts/:payoutId/payments/:advisorId/acts/:act",
    access: FINANCE,
    handle: (context, deps) => {
      const chosen = PAYMENT_ACTS.find((each) => each === context.req.param("act"));
      if (chosen === undefined) throw notFound("There is no such act.");
      return act(payoutRoomOf(context, deps), chosen);
    },
  }),
];

/** Does what was sent about a payment; shows the page again where it is refused. */
async function act(pageContext: PayoutRoom, act: PaymentActFormData["act"]): Promise<Response> {
  const { c, frame, writer } = pageContext;
  const found = await paymentOf(pageContext);
  const fields = new URLSearchParams(await c.req.text());
  const text = (name: string) => (fields.get(name) ?? "").trim();
  const typed: PaymentActFormData = {
    act,
    kind: text("kind"),
    on: text("on"),
    code: text("code"),
    charges: text("charges"),
    why: text("why"),
  };
  const missing = act === "record" ? writer.payouts.next.sureMissing : outcomesWordsOf(frame.language).sureMissing;
  const done = text("sure") === "yes" ? await take(typed, found, pageContext) : { refused: [missing] };
  if ("refused" in done) return showPayment(pageContext, await paymentOf(pageContext), { typed, refused: done.refused });
  return c.redirect(linkTo(frame, done.to), 303);
}

type Found = StandingPayment & { readonly name: string };

async function paymentOf({ c, p }: PayoutRoom): Promise<Found> {
  const [payoutId, advisorId] = [c.req.param("payoutId") ?? "", c.req.param("advisorId") ?? ""];
  const [standing, advisors] = await Promise.all([readPayment(payoutId, advisorId, p), p.ledger.advisors([advisorId])]);
  if (standing === undefined) throw notFound("There is no such payment.");
  return { ...standing, name: advisors.get(advisorId)?.name ?? advisorId };
}

type Done = { readonly refused: readonly string[] } | { readonly to: string };

/** Records what was typed, or proposes it where it takes two people. @returns why it was refused; or where that is shown. */
async function take({ act, kind, on, code, charges, why }: PaymentActFormData, { payment }: Found, pageContext: PayoutRoom): Promise<Done> {
  const { person, p, frame, writer } = pageContext;
  const { payoutId, advisorId } = payment;
  const words = writer.payouts.payment;
  const of = { payoutId, advisorId, why };
  const source = FROM_PAGE;
  try {
    if (act === "clear") {
      await clearPayment(of, person, p);
      return { to: `${paymentPath(payoutId, advisorId)}?done=cleared` };
    }
    if (act === "confirm-details") return proposed(await proposeOutcome({ ...of, act, source }, person, p));
    const chosen = OUTCOMES.find((each) => each === kind);
    if (chosen === undefined) return { refused: [words.kindMissing] };
    if (on !== "" && !day.safeParse(on).success) return { refused: [words.wrongDay] };
    const chargesMinor = chargesIn(charges, chosen, p.agency.currency);
    const outcome = { ...of, kind: chosen, chargesMinor, ...(on !== "" && { on }), ...(code !== "" && { code }) };
    if (act === "correct" || chosen !== "paid") return proposed(await proposeOutcome({ ...outcome, act, source }, person, p));
    await recordOutcome(outcome, person, p);
    return { to: `${paymentPath(payoutId, advisorId)}?done=recorded` };
  } catch (error) {
    return { refused: refusedTexts(error, frame.language) };
  }
}

/** What was typed as charges, minor units; 0 where nothing was. @throws RefusedError where it is no amount, or nothing came back. */
function chargesIn(typed: string, kind: OutcomeKind, currency: string): bigint {
  if (typed === "") return 0n;
  const parsed = parseAmount(typed, currency);
  if (!parsed.ok) return refuse(issue("charges", AMOUNT_ISSUES[parsed.problem]));
  if (kind !== "returned") refuse(refusal("charges-unfit", { kind }));
  return parsed.amount;
}

const proposed = ({ proposalId }: Proposal): Done => ({ to: `${proposalPath(proposalId)}?saved=yes` });

async function showPayment(
  pageContext: PayoutRoom,
  { payout, payment, state, name }: Found,
  after?: { readonly typed: PaymentActFormData; readonly refused: readonly string[] },
): Promise<Response> {
  const { c, frame, writer } = pageContext;
  const words = writer.payouts.payment;
  const possible = OUTCOMES.filter((kind) => outcomeFits(state, kind) === "applies");
  const { advisorId } = payment;
  const isBack = state === "rejected" || state === "returned";
  const failed = isBack ? await failedMarkup(pageContext, payment, after?.typed) : "";
  const to = linkTo(frame, `advisors/${encodeURIComponent(advisorId)}`);
  const more = outcomesWordsOf(frame.language);
  const correction = mayAct(pageContext, advisorId) ? correctionForm(pageContext, payment, state, after?.typed) : "";
  const typed = after?.typed.act === "record" ? after.typed : undefined;
  const parts: (Html | "")[] = [
    doneNotice(pageContext, after !== undefined),
    refusedNotice(after?.refused),
    section("state", words.state, blocksMarkup(frame, words.state, [paymentStateBlock(state, writer)])),
    failed === "" ? "" : section("failed", more.waits, failed),
    section("facts", words.facts, blocksMarkup(frame, words.facts, [paymentFactsBlock(payment, payout, writer)])),
    section("sum", words.how, blocksMarkup(frame, words.how, [paymentSumBlock(payment, payout, writer)])),
    section("outcomes", words.outcomes, blocksMarkup(frame, words.outcomes, [outcomesBlock(payment.outcomes, writer)])),
    section("record", words.record, recordMarkup(pageContext, advisorId, possible, typed)),
    correction === "" ? "" : section("correct", more.correct, correction),
  ];
  const opening = html`<p><span class="state ${state}">${writer.payouts.states[state]}</span></p><ul class="links"><li><a href="${to}">${words.advisorLink}</a></li></ul>`;
  const page = peoplePage(frame, { title: words.title(name), subtitle: writer.money(payment.amount), opening, parts });
  return answerPage(c, frame, page, after === undefined ? 200 : 422);
}

/** Nobody acts on a payment to themselves. */
const mayAct = ({ person }: PayoutRoom, advisorId: string): boolean => mayPay(person) && person.username !== advisorId;

function doneNotice({ c, frame, writer }: PayoutRoom, isRefused: boolean): Html | "" {
  const done = isRefused ? undefined : c.req.query("done");
  if (done === "recorded") return notice(frame, "good", writer.payouts.done.recorded);
  return done === "cleared" ? notice(frame, "good", outcomesWordsOf(frame.language).cleared) : "";
}

/** What a payment that came back waits for, and what can be done about it; or by what it is paid again. */
async function failedMarkup(
  pageContext: PayoutRoom,
  { payoutId, advisorId }: PaymentRecord,
  typed: PaymentActFormData | undefined,
): Promise<Html> {
  const { frame, writer, p, person } = pageContext;
  const words = outcomesWordsOf(frame.language);
  const { failed, paidAgain } = await failedToWait({ payoutId, advisorId }, p);
  if (failed === undefined) return html`${paidAgain.map(({ payment }) => html`<p>${words.paidAgain(payment.payoutId)}</p>`)}`;
  const told = blocksMarkup(frame, words.title, failedBlocks(failed, writer));
  if (mayAct(pageContext, advisorId)) return html`${told}${failedForm(pageContext, failed, typed)}`;
  return html`${told}${mayPay(person) ? html`<p>${words.ownPayment}</p>` : ""}`;
}

function recordMarkup(
  pageContext: PayoutRoom,
  advisorId: string,
  possible: readonly OutcomeKind[],
  typed: OutcomeFormData | undefined,
): Html {
  const { writer, person } = pageContext;
  const words = writer.payouts;
  if (!mayPay(person)) return html`<p>${words.next.lookOnly}</p>`;
  if (!mayAct(pageContext, advisorId)) return html`<p>${outcomesWordsOf(writer.language).ownPayment}</p>`;
  return possible.length === 0 ? html`<p>${words.payment.nothingFollows}</p>` : outcomeForm(possible, typed, writer);
}

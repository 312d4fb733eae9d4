import { html } from "hono/html";
import { day } from "../../../shared/engine/facts/fields.ts";
import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import { outcomeFits } from "../../../shared/payouts/model/payment-state.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { readPayment, type StandingPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { outcomesBlock, paymentFactsBlock, paymentStateBlock, paymentSumBlock } from "../../../shared/payouts/views/payment-view.ts";
import { paymentPath, proposalPath } from "../../../shared/ui/links.ts";
import type { App } from "../../_platform/http/app.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { OUTCOMES, type OutcomeTyped, outcomeForm } from "./outcome-form.ts";
import { mayPay, type PayoutRoom, payoutRoomOf } from "./page-context.ts";

/** Adds the page of one payment, and the recording of what became of it. */
export function addPaymentPages(app: App, wiring: () => Wiring): void {
  route(app, "finance.payment", async (c) => {
    const room = payoutRoomOf(c, wiring());
    return showPayment(room, await paymentOf(room));
  });

  route(app, "finance.recordOutcome", async (c) => {
    const room = payoutRoomOf(c, wiring());
    const found = await paymentOf(room);
    const fields = new URLSearchParams(await c.req.text());
    const text = (name: string) => (fields.get(name) ?? "").trim();
    const typed = { kind: text("kind"), on: text("on"), code: text("code"), why: text("why") };
    const done = text("sure") === "yes" ? await record(typed, found, room) : { refused: [room.writer.payouts.next.sureMissing] };
    if ("refused" in done) return showPayment(room, await paymentOf(room), { typed, refused: done.refused });
    return c.redirect(linkTo(room.frame, done.to), 303);
  });
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
async function record({ kind, on, code, why }: OutcomeTyped, { payment }: Found, room: PayoutRoom): Promise<Done> {
  const { person, p, frame, writer } = room;
  const chosen = OUTCOMES.find((each) => each === kind);
  const words = writer.payouts.payment;
  if (chosen === undefined) return { refused: [words.kindMissing] };
  if (on !== "" && !day.safeParse(on).success) return { refused: [words.wrongDay] };
  const { payoutId, advisorId } = payment;
  const outcome = { payoutId, advisorId, kind: chosen, ...(on !== "" && { on }), ...(code !== "" && { code }), why };
  try {
    if (chosen === "paid") {
      await recordOutcome(outcome, person, p);
      return { to: `${paymentPath(payoutId, advisorId)}?done=recorded` };
    }
    const { proposalId } = await proposeOutcome({ ...outcome, act: "record", source: words.record }, person, p);
    return { to: `${proposalPath(proposalId)}?saved=yes` };
  } catch (error) {
    return { refused: refusedTexts(error, frame.language) };
  }
}

function showPayment(
  room: PayoutRoom,
  { payout, payment, state, name }: Found,
  after?: { readonly typed: OutcomeTyped; readonly refused: readonly string[] },
): Response | Promise<Response> {
  const { c, frame, writer } = room;
  const words = writer.payouts.payment;
  const possible = OUTCOMES.filter((kind) => outcomeFits(state, kind) === "applies");
  const isDone = c.req.query("done") === "recorded" && after === undefined;
  const to = linkTo(frame, `advisors/${encodeURIComponent(payment.advisorId)}`);
  const parts: (Html | "")[] = [
    isDone ? notice(frame, "good", writer.payouts.done.recorded) : "",
    after === undefined ? "" : html`<div class="notice" role="alert">${after.refused.map((text) => html`<p>${text}</p>`)}</div>`,
    section("state", words.state, blocksMarkup(frame, words.state, [paymentStateBlock(state, writer)])),
    section("facts", words.facts, blocksMarkup(frame, words.facts, [paymentFactsBlock(payment, payout, writer)])),
    section("sum", words.how, blocksMarkup(frame, words.how, [paymentSumBlock(payment, payout, writer)])),
    section("outcomes", words.outcomes, blocksMarkup(frame, words.outcomes, [outcomesBlock(payment.outcomes, writer)])),
    section("record", words.record, recordMarkup(room, possible, after?.typed)),
  ];
  const opening = html`<p><span class="state ${state}">${writer.payouts.states[state]}</span></p><ul class="links"><li><a href="${to}">${words.advisorLink}</a></li></ul>`;
  const page = peoplePage(frame, { title: words.title(name), subtitle: writer.money(payment.amount), opening, parts });
  return answerPage(c, frame, page, after === undefined ? 200 : 422);
}

function recordMarkup({ writer, person }: PayoutRoom, possible: readonly OutcomeKind[], typed: OutcomeTyped | undefined): Html {
  const words = writer.payouts;
  if (!mayPay(person)) return html`<p>${words.next.lookOnly}</p>`;
  return possible.length === 0 ? html`<p>${words.payment.nothingFollows}</p>` : outcomeForm(possible, typed, writer);
}

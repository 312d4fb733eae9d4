import { html } from "hono/html";
import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import { inFlightOf } from "../../../shared/payouts/model/totals.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import type { PayoutOverview } from "../../../shared/payouts/steps/read-payout.ts";
import { payoutsTable } from "../../../shared/payouts/views/payouts-view.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { mayPay, type PayoutRoom } from "./page-context.ts";

/** Shows all payouts, and the form that drafts another; with why the one that was asked for was refused. */
export async function showPayouts(
  pageContext: PayoutRoom,
  after?: { readonly month: string; readonly refused: readonly string[] },
): Promise<Response> {
  const { c, frame, writer, p } = pageContext;
  const words = writer.payouts;
  const failed = outcomesWordsOf(writer.language);
  const [shown, closes] = await Promise.all([standingPayouts(p), p.accounts.closes()]);
  const months = closes.map(({ month }) => month);
  const parts: (Html | "")[] = [
    after === undefined ? "" : html`<div class="notice" role="alert">${after.refused.map((text) => html`<p>${text}</p>`)}</div>`,
    section("begin", words.begin.title, beginForm(pageContext, months, after?.month)),
    section("payouts", words.title, blocksMarkup(frame, words.title, [payoutsTable(shown, writer)])),
  ];
  const page = peoplePage(frame, {
    title: words.title,
    opening: html`<p class="soft">${words.intro}</p><ul class="links"><li><a href="${linkTo(frame, "failed-payments")}">${failed.list}</a></li></ul>`,
    parts,
  });
  return answerPage(c, frame, page, after === undefined ? 200 : 422);
}

function beginForm({ writer, person, c }: PayoutRoom, months: readonly string[], typed: string | undefined): Html {
  const words = writer.payouts.begin;
  if (!mayPay(person)) return html`<p>${words.onlyFinance}</p>`;
  if (months.length === 0) return html`<p>${words.noClose}</p>`;
  const chosen = typed ?? c.req.query("month") ?? months[0];
  return html`<form class="question" id="begin-form" method="post"><p class="field"><label for="month">${words.month}</label><select id="month" name="month">${months.map(
    (month) => html`<option value="${month}"${month === chosen ? html` selected` : ""}>${writer.month(month)}</option>`,
  )}</select></p><button type="submit">${words.submit}</button></form><p class="soft">${words.note}</p>`;
}

const READS_CONCURRENCY = 8;

/** All payouts with how their payments stand, the latest first. */
export async function standingPayouts(deps: Pick<Wiring, "payouts">): Promise<readonly Omit<PayoutOverview, "isStale">[]> {
  return inParallel(await deps.payouts.list(), READS_CONCURRENCY, async (payout) => {
    const totals = await deps.payouts.totals(payout.payoutId);
    return { payout, totals, inFlight: inFlightOf(payout, totals) };
  });
}

import { html } from "hono/html";
import type { Person } from "../../../shared/access/policy.ts";
import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import type { PayoutWriter } from "../../../shared/payouts/messages.ts";
import { type Payout, paysNobody } from "../../../shared/payouts/model/payout.ts";
import type { PayoutOverview } from "../../../shared/payouts/steps/read-payout.ts";
import { linesTable } from "../../../shared/payouts/views/payout-lines-view.ts";
import { leftOutBlocks, stepsBlock, totalsBlocks } from "../../../shared/payouts/views/payout-view.ts";
import { payoutStatus } from "../../../shared/payouts/views/payouts-view.ts";
import { payoutPath } from "../../../shared/ui/links.ts";
import { type Frame, type Html, linkTo, pollMarkup } from "../../_platform/page/frame.ts";
import { blocksMarkup, notice, pagingMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { type LinesFound, type LinesQuery, SHOWN } from "./lines.ts";
import { type ExportForm, payoutSteps, type StepFormData } from "./steps.ts";

/** A payout and all that is known around it. */
export interface PayoutViewModel {
  /** It should long have been computed. */
  readonly isLate: boolean;
  readonly standing: PayoutOverview;
  readonly person: Person;
  readonly activity: readonly ActivityEntry[];
  /** What the form of the export offers: the next day on which banks work, and the formats. */
  readonly form: ExportForm;
  /** None while it is drafted. */
  readonly lines: LinesFound | undefined;
  readonly asked: LinesQuery;
  /** The section of its files. */
  readonly files: Html | "";
  /** What was done just now, or why it was refused, with what was typed for it. */
  readonly done: keyof PayoutWriter["payouts"]["done"] | undefined;
  readonly refused: readonly string[];
  readonly typed: StepFormData | undefined;
}

/** A payout: what it comes to, what can be done next, its files, its lines, and who did what. */
export function payoutPage(frame: Frame, shown: PayoutViewModel, writer: PayoutWriter): Html {
  const { payout } = shown.standing;
  const { content, status } = payout;
  const words = writer.payouts;
  const blocks = (title: string, all: Parameters<typeof blocksMarkup>[2]) => blocksMarkup(frame, title, all);
  const parts: (Html | "")[] = [
    shown.done === undefined || shown.refused.length > 0 ? "" : notice(frame, "good", words.done[doneOf(shown.done, payout)]),
    shown.refused.length === 0 ? "" : html`<div class="notice" role="alert">${shown.refused.map((text) => html`<p>${text}</p>`)}</div>`,
    status === "drafting" ? section("state", words.status, html`<p>${shown.isLate ? words.draftingLate : words.drafting}</p>`) : "",
    content === undefined
      ? ""
      : section("totals", words.totals.title, blocks(words.totals.title, totalsBlocks(shown.standing, content, writer))),
    section("next", words.next.title, payoutSteps(frame, shown.standing, shown, writer)),
    shown.files,
    content === undefined
      ? ""
      : section("left-out", words.leftOut.title, blocks(words.leftOut.title, leftOutBlocks(payout.payoutId, content, writer))),
    shown.lines === undefined ? "" : linesSection(frame, payout.payoutId, shown.lines, shown.asked, writer),
    section("who", words.who.title, blocks(words.who.title, [stepsBlock(shown.activity, writer)])),
    status === "drafting" && !shown.isLate ? pollMarkup(frame, "state") : "",
  ];
  const opening = html`<ul class="links"><li><a href="${linkTo(frame, "payouts")}">${words.title}</a></li></ul>`;
  const title = html`<span class="state ${status}">${payoutStatus(payout, writer)}</span>`;
  return peoplePage(frame, {
    title: words.titleOf(payout.payoutId),
    subtitle: words.pays(writer.month(payout.month)),
    opening: html`<p>${title}</p>${opening}`,
    parts,
  });
}

/** What was done: a draft that is calculated when the page is shown is told as that. */
function doneOf(done: keyof PayoutWriter["payouts"]["done"], payout: Payout): keyof PayoutWriter["payouts"]["done"] {
  if (done !== "begun" || payout.status !== "draft") return done;
  return paysNobody(payout) ? "draftedEmpty" : "drafted";
}

function linesSection(frame: Frame, payoutId: string, found: LinesFound, asked: LinesQuery, writer: PayoutWriter): Html {
  const { lines: words, states } = writer.payouts;
  const labels = { ...states, all: words.all, "left-out": words.leftOut };
  const { sum, page, pages } = found;
  const query = { ...(asked.text !== "" && { q: asked.text }), ...(asked.show !== "all" && { show: asked.show }) };
  const at = linkTo(frame, payoutPath(payoutId));
  return section(
    "lines",
    words.title,
    html`<form class="question" method="get" action="${at}#lines" role="search"><p class="field"><label for="q">${words.search}</label><input id="q" name="q" type="search" value="${asked.text}"></p><p class="field"><label for="show">${words.show}</label><select id="show" name="show">${SHOWN.map(
      (each) => html`<option value="${each}"${each === asked.show ? html` selected` : ""}>${labels[each]}</option>`,
    )}</select></p><button type="submit">${words.find}</button></form><p class="soft" role="status">${words.found(
      writer.count(sum.count).text,
      writer.money(sum.amount),
    )}</p>`,
    blocksMarkup(frame, words.title, [linesTable(found.lines, writer)]),
    pagingMarkup(frame, { page, pages }, query),
  );
}

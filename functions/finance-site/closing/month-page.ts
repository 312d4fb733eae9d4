import { html } from "hono/html";
import type { Month } from "../../../shared/base/calendar/month.ts";
import { closeWordsOf } from "../../../shared/closing/messages.ts";
import { earliness } from "../../../shared/closing/model/early-close.ts";
import { type CloseProgress, closeProgress } from "../../../shared/closing/steps/close-progress.ts";
import { type ClosingMonth, closingMonth, thisMonth } from "../../../shared/closing/steps/next-month.ts";
import { closeChecks } from "../../../shared/closing/steps/pre-close-checks.ts";
import { readPreview } from "../../../shared/closing/steps/request-preview.ts";
import { closeChecksBlocks } from "../../../shared/closing/views/checks-view.ts";
import { expectedTable, movesBlocks, overdueBlocks } from "../../../shared/closing/views/preview-view.ts";
import { closedMonthsTable, progressBlocks, resultBlocks } from "../../../shared/closing/views/progress-view.ts";
import { type Frame, type Html, linkTo, pollMarkup } from "../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { liveForms } from "../../_platform/site/assets.ts";
import { reloadWhenDone } from "../../_platform/site/reload-when-done.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type FinanceRoom, refusedNotice } from "../page-context.ts";
import { type CloseFormData, closeForm, monthForm, previewForm, resumeForm } from "./forms.ts";

/** Why something was refused, and what was typed for it. */
interface Refused {
  readonly refused: readonly string[];
  readonly typed: CloseFormData | undefined;
}

/** What of a month's page is still being worked on: it looks again by itself. */
type Live = "preview" | "progress" | undefined;

/** A month's close: how far it is, what came of it; before it what is open and expected, and the form. */
export async function showMonth(pageContext: FinanceRoom, month: Month, after?: Refused): Promise<Response> {
  const { c, frame: still, writer, p } = pageContext;
  const words = closeWordsOf(writer.language);
  const [progress, closing] = await Promise.all([closeProgress(month, p), closingMonth(p)]);
  const isOpen = !progress.hasBegun && isItsTurn(month, closing, thisMonth(p));
  const open =
    isOpen && (progress.status === "open" || progress.status === "stopped")
      ? await openParts(pageContext, month, progress, closing, after)
      : undefined;
  const live: Live = progress.status === "starting" || progress.status === "settling" ? "progress" : open?.live;
  for (const each of ["preview", "progress"] as const) reloadWhenDone(c, each, each === live);
  const frame: Frame = live === undefined ? still : { ...still, scripts: [liveForms().path], refreshSeconds: 5 };
  const parts: (Html | "")[] = [
    refusedNotice(after?.refused),
    open === undefined ? begunOrNot({ ...pageContext, frame }, progress, closing) : open.parts,
    section("closed", words.closed.title, blocksMarkup(frame, words.closed.title, [closedMonthsTable(await p.accounts.closes(), writer)])),
  ].flat();
  const state =
    isOpen || progress.status !== "open" ? html`<p><span class="state ${progress.status}">${words.status[progress.status]}</span></p>` : "";
  const page = peoplePage(frame, { title: words.titleOf(writer.month(month)), opening: state, parts });
  return answerPage(c, frame, page, after === undefined ? 200 : 422);
}

/** Whether a month is the one to be closed; before the first close it is any that has begun. */
function isItsTurn(month: Month, { month: next, isFirst, phase }: ClosingMonth, now: Month): boolean {
  if (month > now || phase === "settling") return false;
  return isFirst || month === next;
}

/** A close that has begun, or is through; or why this month has none yet. */
function begunOrNot(pageContext: FinanceRoom, progress: CloseProgress, closing: ClosingMonth): (Html | "")[] {
  const { frame, writer, isFinance } = pageContext;
  const { progress: words, close, result } = closeWordsOf(writer.language);
  const { month, status } = progress;
  if (status === "open") return [section("turn", close.title, notNow(pageContext, month, closing))];
  if (status === "closed") {
    const links = html`<ul class="links"><li><a href="${linkTo(frame, `payouts?month=${month}`)}">${result.draft}</a></li>${
      closing.month > month
        ? html`<li><a href="${linkTo(frame, `close/${closing.month}`)}">${result.nextMonth(writer.month(closing.month))}</a></li>`
        : ""
    }</ul>`;
    return [section("result", result.title, blocksMarkup(frame, result.title, resultBlocks(progress, writer)), links)];
  }
  const isStopped = status === "stopped";
  const bar = progress.hasBegun
    ? html`<progress value="${progress.settled}" max="${progress.shards}" aria-label="${words.title}"></progress>`
    : "";
  const again = isStopped && isFinance && progress.hasBegun ? resumeForm(frame, month, writer) : "";
  return [
    section(
      "progress",
      words.title,
      bar,
      blocksMarkup(frame, words.title, progressBlocks(progress, writer)),
      again,
      isStopped ? "" : pollMarkup(frame, "progress"),
    ),
  ];
}

function notNow({ frame, writer, p }: FinanceRoom, month: Month, { month: next, phase, lastClosed }: ClosingMonth): Html {
  const { not: words } = closeWordsOf(writer.language);
  const name = writer.month(next);
  const why =
    lastClosed !== undefined && month <= lastClosed
      ? words.before
      : month > thisMonth(p)
        ? words.future
        : phase === "settling"
          ? words.settling(name)
          : words.later(name);
  return html`<p>${why}</p><ul class="links"><li><a href="${linkTo(frame, `close/${next}`)}">${words.go(name)}</a></li></ul>`;
}

/** What is to be seen and done before a month is closed. */
async function openParts(
  pageContext: FinanceRoom,
  month: Month,
  progress: CloseProgress,
  { isFirst }: ClosingMonth,
  after: Refused | undefined,
): Promise<{ readonly parts: (Html | "")[]; readonly live: Live }> {
  const { frame, writer, p, isFinance } = pageContext;
  const words = closeWordsOf(writer.language);
  const [checks, found] = await Promise.all([closeChecks(month, p), readPreview(month, p)]);
  const result = found?.result;
  const isRunning = found !== undefined && result === undefined && found.preview.issues === undefined;
  const blocks = (title: string, all: Parameters<typeof blocksMarkup>[2]) => blocksMarkup(frame, title, all);
  const { preview, checks: checkWords, close } = words;
  const parts = [
    section("checks", checkWords.title, blocks(checkWords.title, closeChecksBlocks(checks, result?.overdue, writer))),
    section(
      "preview",
      preview.title,
      html`<p class="soft">${preview.intro}</p>`,
      result === undefined
        ? html`<p>${isRunning ? preview.running : preview.none}</p>`
        : html`<p>${preview.of(writer.moment(result.at))}</p>`,
      found?.preview.issues === undefined
        ? ""
        : html`<p>${preview.failed} ${found.preview.issues.map((each) => writer.formatIssue(each)).join(writer.words.joins.sentence)}</p>`,
      result === undefined ? "" : blocks(preview.title, [expectedTable(result, writer)]),
      isRunning
        ? pollMarkup(frame, "preview")
        : isFinance
          ? previewForm(frame, month, result !== undefined, writer)
          : html`<p>${preview.only}</p>`,
    ),
    ...(result === undefined
      ? []
      : [
          section("moved", preview.movedTitle, blocks(preview.movedTitle, movesBlocks(result, writer))),
          section("overdue", preview.overdue, blocks(preview.overdue, overdueBlocks(result, writer))),
        ]),
    section(
      "close",
      close.title,
      progress.status === "stopped" ? blocks(close.title, progressBlocks(progress, writer)) : "",
      isFinance ? closeForm(frame, { month, early: earliness(month, p), typed: after?.typed }, writer) : html`<p>${close.only}</p>`,
      isFirst ? monthForm(frame, month, writer) : "",
    ),
  ];
  return { parts, live: isRunning ? "preview" : undefined };
}

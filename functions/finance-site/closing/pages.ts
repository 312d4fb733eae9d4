import { html } from "hono/html";
import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import type { Month } from "../../../shared/base/calendar/month.ts";
import { closeWordsOf } from "../../../shared/closing/messages.ts";
import { earliness } from "../../../shared/closing/model/early-close.ts";
import {
  type CloseProgress,
  type ClosingMonth,
  closeProgress,
  closingMonth,
  thisMonth,
} from "../../../shared/closing/steps/close-progress.ts";
import { closeChecks } from "../../../shared/closing/steps/pre-close-checks.ts";
import { readPreview, requestPreview } from "../../../shared/closing/steps/request-preview.ts";
import { startClose } from "../../../shared/closing/steps/start-close.ts";
import { closeChecksBlocks } from "../../../shared/closing/views/checks-view.ts";
import { expectedTable, movesBlocks, overdueBlocks } from "../../../shared/closing/views/preview-view.ts";
import { closedMonthsTable, progressBlocks, resultBlocks } from "../../../shared/closing/views/progress-view.ts";
import { month as monthSchema } from "../../../shared/engine/facts/fields.ts";
import type { Route } from "../../_platform/http/route.ts";
import { type Form, formMarkup, type Refused } from "../../_platform/page/form.ts";
import { textField } from "../../_platform/page/form-fields.ts";
import { type Html, linkTo } from "../../_platform/page/layout.ts";
import { links, note, type Parts, section } from "../../_platform/page/staff-page.ts";
import { startCloseRequest } from "../../_platform/requests/closing.ts";
import { showPage } from "../../_platform/site/page-context.ts";
import { monthOf } from "../../_platform/site/request.ts";
import { take, takeForm } from "../../_platform/site/take.ts";
import { type FinanceContext, financeForm, financePage } from "../context.ts";

/** What a month's page says beside its closed months: `live` is what of it is still being worked on. */
interface MonthParts {
  readonly parts: Parts;
  readonly live?: readonly string[];
}

/** A month's close: how far it is, what came of it; before it what is open and expected, and the form. */
export async function showMonth(context: FinanceContext, month: Month, refused?: Refused): Promise<Response> {
  const { writer, deps } = context;
  const words = closeWordsOf(writer.language);
  const [progress, closing] = await Promise.all([closeProgress(month, deps), closingMonth(deps)]);
  const { status } = progress;
  const isOpen = !progress.hasBegun && isItsTurn(month, closing, thisMonth(deps));
  const { parts, live = [] } =
    isOpen && (status === "open" || status === "stopped")
      ? await openParts(context, progress, closing, refused)
      : begunOrNot(context, progress, closing);
  const closed = section("closed", words.closed.title, closedMonthsTable(await deps.accounts.closes(), writer));
  const state = isOpen || status !== "open" ? { name: status, text: words.status[status] } : undefined;
  return showPage(context, { title: words.titleOf(writer.month(month)), state, refused, parts: [...parts, closed], live });
}

/** Whether a month is the one to be closed; before the first close it is any that has begun. */
function isItsTurn(month: Month, { month: next, isFirst, phase }: ClosingMonth, now: Month): boolean {
  if (month > now || phase === "settling") return false;
  return isFirst || month === next;
}

/** A close that has begun, or is through; or why this month has none yet. */
function begunOrNot(context: FinanceContext, progress: CloseProgress, closing: ClosingMonth): MonthParts {
  const { frame, writer, isFinance } = context;
  const { progress: words, close, result } = closeWordsOf(writer.language);
  const { month, status, hasBegun, settled, shards } = progress;
  if (status === "open") return { parts: [section("turn", close.title, notNow(context, month, closing))] };
  if (status === "closed") {
    const next = { text: result.nextMonth(writer.month(closing.month)), to: `close/${closing.month}` };
    const onwards = links({ text: writer.words.createPayout, to: `payouts?month=${month}` }, ...(closing.month > month ? [next] : []));
    return { parts: [section("result", result.title, resultBlocks(progress, writer), onwards)] };
  }
  const bar = hasBegun ? html`<progress value="${settled}" max="${shards}" aria-label="${words.title}"></progress>` : "";
  const again = {
    id: "go-on",
    action: linkTo(frame, `close/${month}`),
    // It was asked for before.
    hidden: { confirm: month },
    fields: [],
    submit: close.again,
  };
  const isStopped = status === "stopped";
  const resume = isStopped && isFinance && hasBegun ? formMarkup(again, writer) : "";
  return {
    parts: [section("progress", words.title, bar, progressBlocks(progress, writer), resume)],
    live: isStopped ? [] : ["progress"],
  };
}

function notNow({ frame, writer, deps }: FinanceContext, month: Month, { month: next, phase, lastClosed }: ClosingMonth): Html {
  const { not: words } = closeWordsOf(writer.language);
  const name = writer.month(next);
  const reason =
    lastClosed !== undefined && month <= lastClosed
      ? words.before
      : month > thisMonth(deps)
        ? words.future
        : phase === "settling"
          ? words.settling(name)
          : words.later(name);
  return html`<p>${reason}</p><ul class="links"><li><a href="${linkTo(frame, `close/${next}`)}">${words.go(name)}</a></li></ul>`;
}

/** What is to be seen and done before a month is closed. */
async function openParts(
  context: FinanceContext,
  progress: CloseProgress,
  { isFirst }: ClosingMonth,
  refused: Refused | undefined,
): Promise<MonthParts> {
  const { writer, deps, isFinance } = context;
  const { month } = progress;
  const words = closeWordsOf(writer.language);
  const [checks, found] = await Promise.all([closeChecks(month, deps), readPreview(month, deps)]);
  const result = found?.result;
  const issues = found?.preview.issues && writer.formatIssues(found.preview.issues);
  const isRunning = found !== undefined && result === undefined && issues === undefined;
  const { preview, checks: checkWords, close } = words;
  const form = isFinance ? formMarkup(previewForm(context, month, result !== undefined), writer) : preview.only;
  const parts = [
    section("checks", checkWords.title, closeChecksBlocks(checks, result?.overdue, writer)),
    section(
      "preview",
      preview.title,
      note(preview.intro),
      result === undefined ? (isRunning ? preview.running : preview.none) : preview.of(writer.moment(result.at)),
      issues && `${preview.failed} ${issues}`,
      result && expectedTable(result, writer),
      isRunning ? "" : form,
    ),
    result && section("moved", preview.movedTitle, movesBlocks(result, writer)),
    result && section("overdue", preview.overdue, overdueBlocks(result, writer)),
    section(
      "close",
      close.title,
      progress.status === "stopped" ? progressBlocks(progress, writer) : "",
      isFinance ? note(close.intro) : close.only,
      isFinance ? formMarkup(closeForm(context, month), writer, {}, refused) : "",
      isFirst ? monthForm(context, month) : "",
    ),
  ];
  return { parts, live: isRunning ? ["preview"] : [] };
}

/** Has the expected result computed, or computed once more. */
function previewForm({ frame, language }: FinanceContext, month: Month, isAgain: boolean): Form {
  const { preview: words } = closeWordsOf(language);
  const action = linkTo(frame, `close/${month}/preview`);
  return { id: "preview", action, fields: [], submit: isAgain ? words.again : words.begin, isQuiet: isAgain };
}

/** Closes a month: it is typed once more, and where it is early, a reason is given. */
export function closeForm({ frame, writer, deps }: FinanceContext, month: Month): Form {
  const { close: words } = closeWordsOf(writer.language);
  const { isEarly, from } = earliness(month, deps);
  const reason = { name: "reason", label: words.reason, hint: words.reasonHint(writer.day(from)), rows: 2 };
  return {
    id: "close",
    action: linkTo(frame, `close/${month}`),
    fields: [...(isEarly ? [reason] : []), { name: "confirm", label: words.confirm(month), hint: words.confirmHint }],
    submit: words.submit(writer.month(month)),
  };
}

/** Chooses with which month books are opened. */
function monthForm({ frame, language }: FinanceContext, month: Month): Html {
  const { close: words } = closeWordsOf(language);
  const field = textField({ name: "month", label: words.other, hint: words.otherHint, type: "month", value: month });
  return html`<form class="question" method="get" action="${linkTo(frame, "close")}">${field}<button type="submit">${words.choose}</button></form>`;
}

/** The closing of months: what is still open, what is expected, the form that closes, and how far it is. */
export const closePages: readonly Route[] = [
  financePage({
    id: "finance.close",
    path: "/:lang/finance/close",
    access: STAFF,
    show: async ({ http, frame, deps }) => {
      const asked = monthSchema.safeParse(http.req.query("month"));
      return http.redirect(linkTo(frame, `close/${asked.success ? asked.data : (await closingMonth(deps)).month}`), 302);
    },
  }),

  financePage({
    id: "finance.closeMonth",
    path: "/:lang/finance/close/:month",
    access: STAFF,
    show: (context) => showMonth(context, monthOf(context.http)),
  }),

  financeForm({
    id: "finance.previewClose",
    path: "/:lang/finance/close/:month/preview",
    access: FINANCE,
    take: (context) => {
      const month = monthOf(context.http);
      const run = async () => {
        await requestPreview(month, context.person, context.deps);
        return `close/${month}`;
      };
      return take(context, run, (refused) => showMonth(context, month, refused));
    },
  }),

  financeForm({
    id: "finance.startClose",
    path: "/:lang/finance/close/:month",
    access: FINANCE,
    take: (context, sent) => {
      const month = monthOf(context.http);
      return takeForm(context, sent, {
        form: closeForm(context, month),
        request: startCloseRequest,
        run: async (body) => {
          await startClose({ month, ...body }, context.person, context.deps);
          return `close/${month}`;
        },
        again: (refused) => showMonth(context, month, refused),
      });
    },
  }),
];

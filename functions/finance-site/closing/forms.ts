import { html } from "hono/html";
import { closeWordsOf } from "../../../shared/closing/messages.ts";
import type { FinanceWriter } from "../../../shared/ui/writer.ts";
import { longField, textField } from "../../_platform/page/form-fields.ts";
import { type Frame, type Html, linkTo } from "../../_platform/page/frame.ts";

/** What was typed to close a month, and refused. */
export interface CloseFormData {
  readonly confirm: string;
  readonly reason: string;
}

interface Asked {
  readonly month: string;
  /** Whether a reason is asked for, and from which day on it isn't. */
  readonly early: { readonly isEarly: boolean; readonly from: string };
  readonly typed: CloseFormData | undefined;
}

/** Closes a month: it is typed once more, and where it is early, a reason is given. */
export function closeForm(frame: Frame, { month, early, typed }: Asked, writer: FinanceWriter): Html {
  const { close: words } = closeWordsOf(writer.language);
  const reason = early.isEarly
    ? longField({
        name: "reason",
        label: words.reason,
        hint: words.reasonHint(writer.day(early.from)),
        value: typed?.reason ?? "",
        rows: 2,
      })
    : "";
  return html`<form class="sheet" id="close-form" method="post" action="${linkTo(frame, `close/${month}`)}"><p class="soft">${words.intro}</p>${reason}${textField(
    { name: "confirm", label: words.confirm(month), hint: words.confirmHint, value: typed?.confirm ?? "" },
  )}<div class="buttons"><button type="submit">${words.submit(writer.month(month))}</button></div></form>`;
}

/** Starts a close again that stopped: nothing is asked, as it was asked for before. */
export function resumeForm(frame: Frame, month: string, writer: FinanceWriter): Html {
  const { close: words } = closeWordsOf(writer.language);
  return html`<form class="acting" id="go-on-form" method="post" action="${linkTo(frame, `close/${month}`)}"><input type="hidden" name="confirm" value="${month}"><button type="submit">${words.again}</button></form>`;
}

/** Has the expected result computed, or computed once more. */
export function previewForm(frame: Frame, month: string, isAgain: boolean, writer: FinanceWriter): Html {
  const { preview: words } = closeWordsOf(writer.language);
  return html`<form class="acting" id="preview-form" method="post" action="${linkTo(frame, `close/${month}/preview`)}"><button type="submit"${
    isAgain ? html` class="quiet"` : ""
  }>${isAgain ? words.again : words.begin}</button></form>`;
}

/** Chooses with which month books are opened. */
export function monthForm(frame: Frame, month: string, writer: FinanceWriter): Html {
  const { close: words } = closeWordsOf(writer.language);
  return html`<form class="question" method="get" action="${linkTo(frame, "close")}"><p class="field"><label for="month">${words.other}</label><input id="month" name="month" type="month" value="${month}" aria-describedby="month-hint"><small id="month-hint">${words.otherHint}</small></p><button type="submit">${words.choose}</button></form>`;
}

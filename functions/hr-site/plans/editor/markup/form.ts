import { html } from "hono/html";
import type { FieldChange } from "../../../../../shared/activity/model/activity-entry.ts";
import { shortOf } from "../../../../../shared/activity/views/activity-table.ts";
import { button, textField } from "../../../../_platform/page/form-fields.ts";
import type { Html } from "../../../../_platform/page/layout.ts";
import { type Parts, partsMarkup, section } from "../../../../_platform/page/staff-page.ts";
import { PLAN_PARTS, type PlanForm } from "../form/plan-form.ts";
import { type EditorContext, operationButton } from "./context.ts";

/** What the form is told beside its fields. */
export interface EditorState {
  readonly lockVersion: number;
  readonly comment: string;
  /** The checks as markup: redrawn while one edits. */
  readonly checks: Html;
  /** Where the page of the proposal is. */
  readonly back: string;
  readonly preview: string;
  /** Why it could not be saved. */
  readonly refused: readonly string[];
  /** Where what is saved by now differs from what stands in the form. */
  readonly conflict?: readonly FieldChange[];
  /** The version that the draft follows, and the latest one, where that is another by now. */
  readonly behind?: { readonly based: number; readonly latest: number };
  /** Whether saving would drop what the editor can't show. */
  readonly loses: boolean;
}

/** The whole form. Buttons that change it are answered with it anew, by a script in place and else as a page. */
export function editorForm(form: PlanForm, state: EditorState, setting: EditorContext): Html {
  const { words, known, canEdit, action } = setting;
  const field = (name: keyof PlanForm) => PLAN_PARTS[name].draw(name, form[name] as never, setting, { row: 0, rows: 1 });
  const noEquity = html`<p>${words.equityNone}</p><div class="acts">${operationButton("add:equity", words.addEquity, setting)}</div>`;
  const parts: Parts = [
    section("basics", words.basics, html`<div class="row">${field("effectiveFrom")}${field("earn")}</div>`),
    section("base", words.base, html`${field("base")}`),
    section("components", words.components, html`${field("components")}`),
    section("factors", words.factors, html`${field("factors")}`),
    section("payout", words.payout, html`${field("payout")}`),
    section("equity", words.equityTitle, form.equity === undefined ? noEquity : html`${field("equity")}`),
    section("checks-section", words.checks, checksPlace(state, setting)),
    canEdit ? section("save", words.save, saveFields(state, setting)) : "",
  ];
  const attributes = html`<datalist id="attributes">${known.attributes.map((name) => html`<option value="${name}">${setting.writer.name(name)}</option>`)}</datalist>`;
  return html`<form id="editor" class="editor" method="post" action="${action}" hx-target:inherited="#editor" hx-swap:inherited="outerHTML settle:0ms">${
    // Whoever presses Enter in a field has its checks, and not the first button of the page.
    canEdit
      ? html`<button class="hidden" type="submit" name="op" value="check" hx-post="${action}" tabindex="-1" aria-hidden="true">${words.check}</button>`
      : ""
  }<input type="hidden" name="lockVersion" value="${state.lockVersion}">${attributes}${notices(state, setting)}
${partsMarkup(setting.frame, parts)}</form>`;
}

/** Where the checks stand; a script has them redrawn a moment after something was typed. */
function checksPlace({ checks, preview }: EditorState, { words, canEdit }: EditorContext): Html {
  const redrawn = canEdit
    ? html` hx-post="${preview}" hx-trigger="input from:'closest form' delay:400ms" hx-target="this" hx-swap="innerHTML settle:0ms"`
    : "";
  return html`<div id="checks" class="blocks"${redrawn}>${checks}</div>${canEdit ? html`<small>${words.checksIntro}</small>` : ""}`;
}

function saveFields({ comment, back, behind }: EditorState, { words }: EditorContext): Html {
  return html`${textField({ name: "comment", label: words.comment, value: comment, hint: words.commentHint, isWide: true })}<div class="acts">${button({ op: "save", text: words.saveButton })}${
    behind === undefined ? "" : button({ op: "save-rebase", text: words.rebaseButton(behind.latest), isQuiet: true })
  }<a href="${back}">${words.back}</a></div>`;
}

function notices({ refused, conflict, behind, loses, back }: EditorState, { words, action }: EditorContext): Html {
  return html`${refused.map((text) => html`<div class="notice" role="alert"><p><strong>${words.notSaved}</strong> ${text}</p></div>`)}${
    conflict === undefined ? "" : conflictNotice(conflict, words, action)
  }${behind === undefined ? "" : html`<div class="notice"><p>${words.rebase(behind.based, behind.latest)} ${words.rebaseNote}</p></div>`}${
    loses ? html`<div class="notice"><p>${words.unsavedLost}</p><p><a href="${back}">${words.back}</a></p></div>` : ""
  }`;
}

function conflictNotice(changes: readonly FieldChange[], words: EditorContext["words"], action: string): Html {
  const { what, theirs, yours } = words.conflictColumns;
  const said = (value: unknown) => (value === undefined ? words.absent : shortOf(value));
  return html`<div class="notice" role="alert"><p><strong>${words.conflict}</strong></p>${
    changes.length === 0
      ? ""
      : html`<table id="conflict" class="wide" role="table"><caption>${words.conflictTheirs}</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col" class="start">${what}</th><th role="columnheader" scope="col" class="start">${theirs}</th><th role="columnheader" scope="col" class="start">${yours}</th></tr></thead><tbody role="rowgroup">${changes.map(
          ({ path, before, after }) =>
            html`<tr role="row"><th role="rowheader" scope="row" class="start">${path}</th><td role="cell" class="start">${said(before)}</td><td role="cell" class="start">${said(after)}</td></tr>`,
        )}</tbody></table>`
  }<p>${words.conflictKeep}</p><p><a href="${action}">${words.conflictDiscard}</a></p></div>`;
}

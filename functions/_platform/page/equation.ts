import { html } from "hono/html";
import type { EquationLine, Figure } from "../../../shared/ui/view.ts";
import { cellMarkup } from "./cell.ts";
import type { Frame, Html } from "./frame.ts";

/** Arithmetic as it is written by hand: a line for each step, the result below a rule. */
export function equationMarkup(frame: Frame, lines: readonly EquationLine[]): Html {
  return html`<dl class="equation">${lines.map(
    ({ sign, label, value }) =>
      html`<div${sign === "=" ? html` class="result"` : ""}><dt><span class="sign">${sign === "" ? "\u00a0" : sign}</span><span>${label}</span></dt><dd>${cellMarkup(frame, value)}</dd></div>`,
  )}</dl>`;
}

/** Figures with their names. */
export function figuresMarkup(frame: Frame, figures: readonly Figure[]): Html {
  return html`<dl class="figures">${figures.map(
    ({ label, value }) => html`<div><dt>${label}</dt><dd>${cellMarkup(frame, value)}</dd></div>`,
  )}</dl>`;
}

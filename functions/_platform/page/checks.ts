import { html } from "hono/html";
import type { Check } from "../../../shared/ui/view.ts";
import { type Frame, type Html, linkTo } from "./frame.ts";
import { wordsIn } from "./messages.ts";

/** Conditions: whether each holds in a sign and a word, and how far. */
export function checksMarkup(frame: Frame, checks: readonly Check[]): Html {
  const words = wordsIn(frame.language);
  return html`<ul class="checks">${checks.map(
    ({ fulfilled, told, text, to, note, permille }) =>
      html`<li class="${fulfilled ? "fulfilled" : "missing"}"><svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="8.5"/>${
        fulfilled ? html`<path d="M6 10.2l2.8 2.8L14 7.4"/>` : ""
      }</svg><div><p><strong>${told ?? (fulfilled ? words.fulfilled : words.missing)}</strong> ${to === undefined ? text : html`<a href="${linkTo(frame, to)}">${text}</a>`}</p>${note === undefined ? "" : html`<p class="soft">${note}</p>`}${
        permille === undefined ? "" : progress(permille)
      }</div></li>`,
  )}</ul>`;
}

function progress(permille: number): Html {
  const reached = Math.min(1000, Math.max(0, permille));
  return html`<svg class="progress" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="1000" height="8"/><rect class="reached" width="${reached}" height="8"/></svg>`;
}

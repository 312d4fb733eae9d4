import { html } from "hono/html";
import type { Cell } from "../../../shared/ui/view.ts";
import { type Frame, type Html, linkTo } from "./frame.ts";

/** A day or an order's id: it stays on one line where there is room. */
const SHORT_LENGTH = 20;
/** A hash may be broken anywhere. Chinese may be, too, and is no hash. */
const UNBROKEN = /[!-~]{33}/;

/** A value with its note, linked to where it is explained. An amount carries its minor units for whoever reads the page by program. */
export function cellMarkup(frame: Frame, cell: Cell): Html {
  const value = valueMarkup(cell);
  return html`${cell.to === undefined ? value : html`<a href="${linkTo(frame, cell.to)}">${value}</a>`}${
    cell.note === undefined ? "" : html`<small>${cell.note}</small>`
  }${cell.kind === "money" && cell.bar !== undefined ? barMarkup(cell.bar) : ""}`;
}

/** From the middle to the right what is more, to the left what is less. */
function barMarkup(bar: number): Html {
  const length = Math.min(1000, Math.abs(bar));
  return html`<svg class="cell-bar" viewBox="-1000 0 2000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${
    bar === 0 ? "" : html`<rect class="${bar > 0 ? "more" : "less"}" x="${bar > 0 ? 0 : -length}" width="${length}" height="10"/>`
  }<line class="axis" x1="0" y1="0" x2="0" y2="10"/></svg>`;
}

function valueMarkup(cell: Cell): Html {
  if (cell.kind === "text") return html`<span class="${classOf(cell.text)}">${cell.text}</span>`;
  const plain = cell.kind === "money" ? String(cell.minor) : cell.value;
  return html`<data class="number" value="${plain}">${cell.text}</data>`;
}

function classOf(text: string): string {
  if (text.length <= SHORT_LENGTH) return "short";
  return UNBROKEN.test(text) ? "hash" : "text";
}

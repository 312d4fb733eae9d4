import { html } from "hono/html";
import type { Cell } from "../../../shared/views/view.ts";
import { type Frame, type Html, linkTo } from "./frame.ts";

/** A day or an order's id: it stays on one line where there is room. */
const SHORT_LENGTH = 20;
/** A hash may be broken anywhere. */
const UNBROKEN = /\S{33}/;

/** A value with its note, linked to where it is explained. An amount carries its minor units for whoever reads the page by program. */
export function cellMarkup(frame: Frame, cell: Cell): Html {
  const value = valueMarkup(cell);
  return html`${cell.to === undefined ? value : html`<a href="${linkTo(frame, cell.to)}">${value}</a>`}${
    cell.note === undefined ? "" : html`<small>${cell.note}</small>`
  }`;
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

import { html } from "hono/html";
import type { Column, Row, TableBlock } from "../../../shared/ui/view.ts";
import { cellMarkup, type Frame, type Html } from "./layout.ts";
import { messagesIn } from "./messages.ts";

/** A longer table is unfolded by who wants to see it: a page of 100 credits, with its sums, is not folded. */
const ROWS_SHOWN_AT_ONCE = 103;
/** More rows than this make a page slow on a phone; the rest is in the files. */
const MAX_ROWS = 500;
/** How many rows at the end are kept even so: the sums. */
const LAST_ROWS = 5;

/**
 * A table with its caption, which need not be seen where it repeats the section's title. Roles are spelt out, because a
 * table that is laid out otherwise would lose them.
 */
export function tableMarkup(frame: Frame, table: TableBlock, title: string): Html {
  const { columns, rows } = cutLongTable(table);
  const words = messagesIn(frame.language);
  const markup = html`<table id="${table.id}" class="${layoutOf(table)}" role="table">
<caption${table.caption === title ? html` class="hidden"` : ""}>${table.caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(headMarkup)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => rowMarkup(frame, columns, row))}</tbody>
</table>${rows.length < table.rows.length ? html`<p class="soft">${words.restOfRows(table.rows.length - rows.length)}</p>` : ""}${pagingMarkup(frame, table)}`;
  return table.rows.length <= ROWS_SHOWN_AT_ONCE
    ? markup
    : html`<details><summary>${words.showRows(table.rows.length)}</summary>${markup}</details>`;
}

/** Where there is little room, a table that doesn't fit a phone turns into a list. */
function layoutOf({ columns, sideBySide }: TableBlock): string {
  if (fitsPhone(columns)) return "narrow";
  return sideBySide ? "wide side-by-side" : "wide";
}

function fitsPhone(columns: readonly Column[]): boolean {
  const kept = columns.filter(({ optional }) => !optional);
  return kept.length <= 2 || (kept.length === 3 && kept.filter(({ align }) => align === "start").length === 1);
}

/** A column without a title has no header. */
function headMarkup(column: Column): Html {
  if (column.title === "") return html`<td role="cell" class="${classOf(column)}"></td>`;
  return html`<th role="columnheader" scope="col" class="${classOf(column)}">${column.title}</th>`;
}

/** Of a long table the first rows and the last. */
function cutLongTable({ columns, rows }: TableBlock): Pick<TableBlock, "columns" | "rows"> {
  if (rows.length <= MAX_ROWS) return { columns, rows };
  return { columns, rows: [...rows.slice(0, MAX_ROWS - LAST_ROWS), ...rows.slice(-LAST_ROWS)] };
}

function rowMarkup(frame: Frame, columns: readonly Column[], { kind, cells }: Row): Html {
  const parts = columns.map((column, place) => {
    const cell = cells[place];
    const isEmpty = cell === undefined || cell.text === "";
    const content = cell === undefined ? "" : cellMarkup(frame, cell);
    const classes = `${classOf(column)}${isEmpty ? " empty" : ""}`;
    if (place === 0) return html`<th role="rowheader" scope="row" class="${classes}">${content}</th>`;
    return html`<td role="cell" class="${classes}" data-column="${column.title}">${content}</td>`;
  });
  return html`<tr role="row"${kind === undefined ? "" : html` class="${kind}"`}>${parts}</tr>`;
}

function classOf({ align, optional }: Column): string {
  return `${align}${optional ? " optional" : ""}`;
}

function pagingMarkup({ language, path }: Frame, { id, paging }: TableBlock): Html | "" {
  if (paging === undefined || paging.pages <= 1) return "";
  const { page, pages, label } = paging;
  const words = messagesIn(language);
  const to = (other: number, text: string, rel: string) =>
    other < 1 || other > pages
      ? html`<span class="soft" aria-hidden="true">${text}</span>`
      : html`<a rel="${rel}" href="${path}?page=${other}#${id}">${text}</a>`;
  return html`<nav class="paging" aria-label="${words.pages}">${to(page - 1, words.previous, "prev")}<span>${label}</span>${to(page + 1, words.next, "next")}</nav>`;
}

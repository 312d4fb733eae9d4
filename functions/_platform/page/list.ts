import { html } from "hono/html";
import type { Option } from "../../../shared/ui/view.ts";
import { choiceField } from "./form-fields.ts";
import type { Frame, Html } from "./layout.ts";
import { messagesIn } from "./messages.ts";

interface Search {
  readonly label: string;
  readonly submit: string;
  /** What is looked for, as the address says it. */
  readonly asked: string;
  /** The section in which what is found stands. */
  readonly at?: string;
  /** What else is chosen. */
  readonly filter?: { readonly name: string; readonly label: string; readonly value: string; readonly options: readonly Option[] };
}

/** Looks for something by the page's own address, so that it works without a script and can be kept as a bookmark. */
export const searchForm = ({ label, submit, asked, at, filter }: Search): Html =>
  html`<form class="question" method="get" role="search"${at === undefined ? "" : html` action="#${at}"`}><div class="field"><label for="q">${label}</label><input id="q" name="q" type="search" value="${asked}"></div>${
    filter === undefined ? "" : choiceField(filter)
  }<button type="submit">${submit}</button></form>`;

/** Chooses one of some by an address. */
export const choiceForm = (field: Parameters<typeof choiceField>[0], submit: string, at: string): Html =>
  html`<form class="question" method="get" action="${at}">${choiceField(field)}<button type="submit">${submit}</button></form>`;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** A list cut into pages: the one that is asked for, or the last where there are fewer. */
export function cut<Item>(all: readonly Item[], asked: number, rows: number): Page<Item> {
  const pages = Math.max(1, Math.ceil(all.length / rows));
  const page = Math.min(asked, pages);
  return { items: all.slice((page - 1) * rows, page * rows), page, pages };
}

/** The way through a list's pages. @param wayTo a link or button to another page. */
export function pagingMarkup(
  { language }: Pick<Frame, "language">,
  { page, pages }: Pick<Page<unknown>, "page" | "pages">,
  wayTo: (page: number, text: string, rel: "prev" | "next") => Html,
  label?: string,
): Html | "" {
  if (pages <= 1) return "";
  const words = messagesIn(language);
  const to = (other: number, text: string, rel: "prev" | "next") =>
    other < 1 || other > pages ? html`<span class="soft" aria-hidden="true">${text}</span>` : wayTo(other, text, rel);
  return html`<nav class="paging" aria-label="${words.pages}">${to(page - 1, words.previous, "prev")}<span>${label ?? words.page(page, pages)}</span>${to(page + 1, words.next, "next")}</nav>`;
}

/** The same by the page's own address, which keeps the rest of the question. */
export const pageLinks = (
  frame: Frame,
  at: Pick<Page<unknown>, "page" | "pages">,
  query: Readonly<Record<string, string>> = {},
): Html | "" =>
  pagingMarkup(frame, at, (page, text) => html`<a href="?${String(new URLSearchParams({ ...query, page: String(page) }))}">${text}</a>`);

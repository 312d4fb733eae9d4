import { html } from "hono/html";
import type { Block } from "../../../shared/ui/view.ts";
import { blockMarkup } from "./blocks.ts";
import type { Frame, Html } from "./frame.ts";
import { pageMarkup } from "./layout.ts";
import { messagesIn } from "./messages.ts";

interface Page {
  readonly title: string;
  readonly subtitle?: string | undefined;
  /** Beside the title. */
  readonly opening?: Html | "";
  readonly parts: readonly (Html | "")[];
}

/** A page for those who run the agency, put together of blocks and forms. */
export function peoplePage(frame: Frame, { title, subtitle, opening = "", parts }: Page): Html {
  return pageMarkup(
    frame,
    title,
    html`<header class="opening"><div><h1>${title}</h1>${subtitle === undefined ? "" : html`<p class="soft">${subtitle}</p>`}</div><div class="blocks">${opening}</div></header>
${parts}`,
  );
}

/** A part of a page under its own heading. */
export function section(id: string, title: string, ...content: readonly (Html | "")[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2><div class="blocks">${content}</div></section>
`;
}

/** Blocks of a view, within a section of that title. */
export function blocksMarkup(frame: Frame, title: string, blocks: readonly Block[]): Html {
  return html`${blocks.map((block) => blockMarkup(frame, block, title))}`;
}

/** What was done, or went wrong, told before all else. */
export function notice(
  frame: Frame,
  tone: "good" | "warning",
  text: string,
  link?: { readonly href: string; readonly text: string },
): Html {
  return html`<p class="tone ${tone}" role="status">${tone === "good" ? "" : html`<strong>${messagesIn(frame.language).tones.warning}</strong> `}${text}${
    link === undefined ? "" : html` <a href="${link.href}">${link.text}</a>`
  }</p>`;
}

/** The way through a list's pages, which keeps the rest of the question. */
export function pagingMarkup(
  frame: Frame,
  { page, pages }: { page: number; pages: number },
  query: Readonly<Record<string, string>>,
): Html | "" {
  if (pages <= 1) return "";
  const words = messagesIn(frame.language);
  const to = (other: number, text: string) =>
    other < 1 || other > pages
      ? html`<span class="soft" aria-hidden="true">${text}</span>`
      : html`<a href="?${String(new URLSearchParams({ ...query, page: String(other) }))}">${text}</a>`;
  return html`<nav class="paging" aria-label="${words.pages}">${to(page - 1, words.previous)}<span>${words.page(page, pages)}</span>${to(page + 1, words.next)}</nav>`;
}

/** A list cut into pages: the one that is asked for, or the last where there are fewer. */
export function cut<Item>(all: readonly Item[], asked: number, rows: number): { items: readonly Item[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(all.length / rows));
  const page = Math.min(asked, pages);
  return { items: all.slice((page - 1) * rows, page * rows), page, pages };
}

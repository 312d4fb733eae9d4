import { html } from "hono/html";
import { STAFF } from "../../../shared/access/groups.ts";
import type { Advisor } from "../../../shared/engine/facts/advisor.ts";
import { firstSpell } from "../../../shared/engine/facts/spells.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { advisorRoot, type Frame, type Html, pageMarkup } from "../../_platform/page/layout.ts";
import { messagesIn } from "../../_platform/page/messages.ts";
import { answerPage, directory } from "../../_platform/site/page-context.ts";
import { frameOf, pageOf } from "../../_platform/site/request.ts";

const ROWS = 50;

/** The list from which staff choose an advisor. */
export const directoryPages: readonly Route[] = [
  page({
    id: "site.advisors",
    path: "/:lang/advisors",
    access: STAFF,
    handle: async (context, deps) => {
      const asked = context.req.query("q") ?? "";
      const found = await directory.search(asked, deps);
      const pages = Math.max(1, Math.ceil(found.length / ROWS));
      const page = Math.min(pageOf(context), pages);
      const advisors = found.slice((page - 1) * ROWS, page * ROWS);
      const frame = frameOf(context);
      return answerPage(context, frame, directoryPage(frame, { asked, count: found.length, page, pages, advisors }));
    },
  }),
];

/** One page of the advisors that were found. */
export interface Found {
  readonly asked: string;
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly advisors: readonly Advisor[];
}

/** Where staff choose whose pages to look at. */
export function directoryPage(frame: Frame, { asked, count, page, pages, advisors }: Found): Html {
  const words = messagesIn(frame.language);
  const rows = advisors.map(
    ({ advisorId, name, ...advisor }) =>
      html`<tr role="row"><th role="rowheader" scope="row" class="start"><a href="${advisorRoot(frame.language, advisorId)}">${advisorId}</a></th><td role="cell" class="start">${name}</td><td role="cell" class="end"><span class="number">${firstSpell(advisor).from}</span></td></tr>`,
  );
  const to = (other: number, text: string) =>
    other < 1 || other > pages
      ? html`<span class="soft" aria-hidden="true">${text}</span>`
      : html`<a href="?${String(new URLSearchParams({ q: asked, page: String(other) }))}">${text}</a>`;
  return pageMarkup(
    frame,
    words.advisors,
    html`<header class="opening"><h1>${words.advisors}</h1><form class="question" method="get" role="search"><p class="field"><label for="q">${words.searchLabel}</label><input id="q" name="q" type="search" value="${asked}"></p><button type="submit">${words.search}</button></form></header>
<section aria-labelledby="found"><h2 id="found">${words.found(count)}</h2><div class="blocks">${
      count === 0
        ? html`<p>${words.nobodyFound}</p>`
        : html`<table class="narrow" role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col" class="start">${words.advisorId}</th><th role="columnheader" scope="col" class="start">${words.name}</th><th role="columnheader" scope="col" class="end">${words.joinedOn}</th></tr></thead><tbody role="rowgroup">${rows}</tbody></table>`
    }${
      pages > 1
        ? html`<nav class="paging" aria-label="${words.pages}">${to(page - 1, words.previous)}<span>${words.page(page, pages)}</span>${to(page + 1, words.next)}</nav>`
        : ""
    }</div></section>`,
  );
}

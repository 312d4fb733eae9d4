import { html } from "hono/html";
import { STAFF } from "../../../shared/access/groups.ts";
import { advisorsTable, waitingBlocks } from "../../../shared/advisors/views/advisors-view.ts";
import { listUnassigned } from "../../../shared/ledger/unassigned/list-unassigned.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, cut, notice, pagingMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { directory } from "../../_platform/site/advisor-directory.ts";
import { pageOf } from "../../_platform/site/request.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type PageContext, pageContextOf, savedNotice, todayOf } from "../page-context.ts";

const ROWS = 50;

/** The list of advisors, with who is waited for above it. */
export const advisorListPages: readonly Route[] = [
  page({
    id: "hr.advisors",
    path: "/:lang/hr/advisors",
    access: STAFF,
    handle: async (context, deps) => {
      const p = deps;
      const pageContext = pageContextOf(context, p);
      const { frame, writer } = pageContext;
      const words = writer.people;
      const asked = context.req.query("q") ?? "";
      const [saved, { pendingDerivations }, waiting, all, found] = await Promise.all([
        savedNotice(pageContext),
        p.accounts.state(),
        listUnassigned(p),
        directory.search("", p),
        directory.search(asked, p),
      ]);
      const names = new Map(all.map(({ advisorId, name }) => [advisorId, name]));
      const { items, ...at } = cut(found, pageOf(context), ROWS);
      const table = advisorsTable(items, todayOf(p), (advisorId) => names.get(advisorId), writer);
      const count = words.found(String(found.length));
      const list = found.length === 0 ? html`<p>${words.nobodyFound}</p>` : blocksMarkup(frame, words.advisors, [table]);
      const parts: (Html | "")[] = [
        saved,
        waiting.length === 0
          ? ""
          : section(
              "waiting",
              words.waiting.title,
              pendingDerivations > 0 ? notice(frame, "warning", words.waiting.deriving) : "",
              blocksMarkup(frame, words.waiting.title, waitingBlocks(waiting, writer)),
            ),
        section("found", count, list, pagingMarkup(frame, at, { q: asked })),
      ];
      return answerPage(context, frame, peoplePage(frame, { title: words.advisors, opening: opening(asked, pageContext), parts }));
    },
  }),
];

function opening(asked: string, { frame, writer, mayWrite }: PageContext): Html {
  const words = writer.people;
  return html`<form class="question" method="get" role="search"><p class="field"><label for="q">${words.searchLabel}</label><input id="q" name="q" type="search" value="${asked}"></p><button type="submit">${words.search}</button></form>${
    mayWrite ? html`<ul class="links"><li><a href="${linkTo(frame, "register")}">${words.register.title}</a></li></ul>` : ""
  }`;
}

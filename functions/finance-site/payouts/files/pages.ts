import { html } from "hono/html";
import { FINANCE_OR_AUDITOR, STAFF } from "../../../../shared/access/groups.ts";
import { filesWordsOf } from "../../../../shared/payouts/files/messages.ts";
import { requestFile } from "../../../../shared/payouts/files/steps/request-file.ts";
import { payoutPath } from "../../../../shared/ui/links.ts";
import { col, table } from "../../../../shared/ui/table.ts";
import { notFound } from "../../../_platform/http/problem.ts";
import { page, type Route } from "../../../_platform/http/route.ts";
import { linkTo } from "../../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../../_platform/page/staff-page.ts";
import { answerPage } from "../../../_platform/site/respond.ts";
import { type PayoutRoom, payoutRoomOf } from "../page-context.ts";
import { filesList } from "./list.ts";
import { filesOf } from "./section.ts";

/** The making of files, and who fetched them; file-links answers where they are fetched. */
export const filePages: readonly Route[] = [
  page({
    id: "finance.requestFile",
    method: "POST",
    path: "/:lang/finance/files/:of",
    access: FINANCE_OR_AUDITOR,
    handle: async (context, deps) => {
      const pageContext = payoutRoomOf(context, deps);
      const of = context.req.param("of") ?? "";
      const format = new URLSearchParams(await context.req.text()).get("format") ?? "";
      await requestFile({ of, format }, pageContext.person, pageContext.p);
      return context.redirect(`${linkTo(pageContext.frame, pageOf(of))}#files`, 303);
    },
  }),

  page({
    id: "finance.file",
    path: "/:lang/finance/files/:of/:format",
    access: STAFF,
    handle: (context, deps) => showFile(payoutRoomOf(context, deps)),
  }),
];

/** On which page files of something stand. */
function pageOf(of: string): string {
  const [kind, id = ""] = of.split(":");
  return kind === "payout" ? payoutPath(id) : "reconciliation";
}

/** A file, and who fetched it when. */
async function showFile(pageContext: PayoutRoom): Promise<Response> {
  const { c, frame, writer, p } = pageContext;
  const [of, format] = [c.req.param("of") ?? "", c.req.param("format") ?? ""];
  const words = filesWordsOf(frame.language);
  const shown = (await filesOf(pageContext, of)).find((each) => each.format === format);
  if (shown?.file === undefined) throw notFound("There is no such file.");
  const downloads = await p.fileRegister.downloads(of, format);
  const block = table({ id: "downloads-table", caption: words.downloads }, downloads, [
    col(words.at, ({ at }) => writer.text(writer.moment(at))),
    col(words.by, ({ by }) => writer.text(by)),
  ]);
  const parts = [
    section("file", words.title, filesList(pageContext, [shown])),
    section(
      "downloads",
      words.downloads,
      downloads.length === 0 ? html`<p>${words.noDownloads}</p>` : blocksMarkup(frame, words.downloads, [block]),
    ),
  ];
  const opening = html`<ul class="links"><li><a href="${linkTo(frame, pageOf(of))}">${of.replace(/^payout:/, "")}</a></li></ul>`;
  return answerPage(c, frame, peoplePage(frame, { title: shown.name, subtitle: shown.file.name, opening, parts }));
}

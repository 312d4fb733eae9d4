import { stringify } from "csv-stringify/sync";
import { html } from "hono/html";
import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import { isPayeesContent } from "../../../shared/payees/model/content.ts";
import { payeeAt } from "../../../shared/payees/model/effective-payee.ts";
import { PAYEE_COLUMNS, readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import { coolingTable, payeesTable, waitingPayees } from "../../../shared/payees/views/payees-view.ts";
import { scoresWordsOf } from "../../../shared/scores/messages.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, cut, pagingMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { ambiguousUpload, type UploadProblem } from "../../_platform/page/upload-fields.ts";
import { directory } from "../../_platform/site/advisor-directory.ts";
import { sentText, uploadedFile } from "../../_platform/site/form-data.ts";
import { pageOf } from "../../_platform/site/request.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type FinanceRoom, financeRoomOf, namesOf } from "../page-context.ts";
import { payeesUpload } from "./forms.ts";
import { savePreviewed, showPayeesPreview } from "./preview.ts";
import { coolingNow } from "./security-holds.ts";

const ROWS = 20;

/** Payees: finding an advisor, what waits and what is security hold, and the file that gives many at once. */
export const payeePages: readonly Route[] = [
  page({
    id: "finance.payees",
    path: "/:lang/finance/payees",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      return context.req.query("file") === "template" ? answerTemplate(pageContext) : showPayees(pageContext);
    },
  }),

  page({
    id: "finance.proposePayees",
    method: "POST",
    path: "/:lang/finance/payees",
    access: HR_OR_FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const sent = await context.req.parseBody();
      if (sentText(sent, "op") === "save") return savePreviewed(pageContext, sentText(sent, "previewId"), sentText(sent, "why"));
      const upload = await uploadedFile(sent);
      const { language } = pageContext.frame;
      if (upload === "none") return showPayees(pageContext, { error: payeesWordsOf(language).noFile });
      if (upload === "too-large") return showPayees(pageContext, { error: scoresWordsOf(language).tooLarge });
      const file = readPayeesFile(upload.bytes, upload.name, upload.encoding);
      return file.choices === undefined
        ? showPayeesPreview(pageContext, file)
        : showPayees(pageContext, ambiguousUpload(file.choices, language));
    },
  }),
];

async function showPayees(pageContext: FinanceRoom, problem: UploadProblem = {}): Promise<Response> {
  const { c, frame, writer, p, mayPropose } = pageContext;
  const words = payeesWordsOf(frame.language);
  const asked = c.req.query("q");
  const [waiting, securityHold] = await Promise.all([p.proposals.list(["submitted", "approved", "publishing"], "payees"), coolingNow(p)]);
  const nameOf = await namesOf(
    [...waiting.flatMap(({ content }) => (isPayeesContent(content) ? content.entries.slice(0, 1) : [])), ...securityHold].map(
      ({ advisorId }) => advisorId,
    ),
    p,
  );
  const blocks = (title: string, all: Parameters<typeof blocksMarkup>[2]) => blocksMarkup(frame, title, all);
  const parts: (Html | "")[] = [
    asked === undefined ? "" : await foundSection(pageContext, asked),
    section("waiting", words.waiting, blocks(words.waiting, [waitingPayees(waiting, nameOf, writer)])),
    section(
      "securityHold",
      words.securityHold,
      html`<p class="soft">${words.coolingIntro(String(p.finance.securityHoldDays))}</p>`,
      blocks(words.securityHold, [coolingTable(securityHold, nameOf, writer)]),
    ),
    mayPropose
      ? section("upload", words.upload, html`<p class="soft">${words.uploadIntro}</p>`, payeesUpload(problem, writer))
      : section("upload", words.upload, html`<p>${words.only}</p>`),
  ];
  const opening = html`<p class="soft">${words.intro}</p><form class="question" method="get" role="search"><p class="field"><label for="q">${words.searchLabel}</label><input id="q" name="q" type="search" value="${asked ?? ""}"></p><button type="submit">${words.search}</button></form><ul class="links"><li><a href="${linkTo(frame, "holds")}">${words.holds}</a></li></ul>`;
  return answerPage(c, frame, peoplePage(frame, { title: words.title, opening, parts }), problem.error === undefined ? 200 : 422);
}

async function foundSection({ c, frame, writer, p }: FinanceRoom, asked: string): Promise<Html> {
  const words = payeesWordsOf(frame.language);
  const found = await directory.search(asked, p);
  const { items, ...at } = cut(found, pageOf(c), ROWS);
  const payees = await p.payouts.payees(items.map(({ advisorId }) => advisorId));
  const shown = items.map(({ advisorId, name }) => ({
    advisorId,
    name,
    now: payeeAt(payees.get(advisorId) ?? [], p.surroundings.now(), p.finance.securityHoldDays),
  }));
  const count = words.found(writer.count(found.length).text);
  return section("found", count, blocksMarkup(frame, words.title, [payeesTable(shown, writer)]), pagingMarkup(frame, at, { q: asked }));
}

/** A header to write under. */
function answerTemplate({ c }: FinanceRoom): Response {
  c.header("content-type", "text/csv; charset=utf-8");
  c.header("content-disposition", 'attachment; filename="payees.csv"');
  return c.body(stringify([Object.keys(PAYEE_COLUMNS)], { bom: true }));
}

import { html } from "hono/html";
import { STAFF } from "../../../../shared/access/groups.ts";
import { addMonths, lastDayOf, type Month, monthOfDay } from "../../../../shared/base/calendar/month.ts";
import type { Advisor } from "../../../../shared/engine/facts/advisor.ts";
import { firstSpell } from "../../../../shared/engine/facts/spells.ts";
import type { ClosedMonth } from "../../../../shared/ledger/store/ledger-reader.ts";
import { filesWordsOf } from "../../../../shared/payouts/files/messages.ts";
import { reconciliationWordsOf } from "../../../../shared/payouts/reconciliation/messages.ts";
import { type TotalPosition, totalPosition } from "../../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { byPayoutTable, positionBlocks, tiesBlocks } from "../../../../shared/payouts/reconciliation/views/reconciliation-view.ts";
import { col, table } from "../../../../shared/ui/table.ts";
import type { Block } from "../../../../shared/ui/view.ts";
import { page, type Route } from "../../../_platform/http/route.ts";
import type { Html } from "../../../_platform/page/frame.ts";
import { blocksMarkup, cut, pagingMarkup, peoplePage, section } from "../../../_platform/page/staff-page.ts";
import { directory } from "../../../_platform/site/advisor-directory.ts";
import { liveForms } from "../../../_platform/site/assets.ts";
import { pageOf } from "../../../_platform/site/request.ts";
import { answerPage } from "../../../_platform/site/respond.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import { filesOf, filesSection } from "../files/section.ts";
import { type PayoutRoom, payoutRoomOf } from "../page-context.ts";

const ROWS = 50;

/** The page that says where all that is payable is, and whether statements and journal say the same. */
export const reconciliationPages: readonly Route[] = [
  page({
    id: "finance.reconciliation",
    path: "/:lang/finance/reconciliation",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = payoutRoomOf(context, deps);
      const { frame, p, writer } = pageContext;
      const words = reconciliationWordsOf(frame.language);
      const asked = (context.req.query("q") ?? "").trim();
      const today = p.rating.localDay(new Date(p.surroundings.now()).toISOString());
      const months = journalMonths(await p.accounts.closes(), monthOfDay(today), p);
      const month = months.find((each) => each === context.req.query("journal")) ?? monthOfDay(today);
      const [total, found, positionFiles, journalFiles] = await Promise.all([
        totalPosition(p),
        asked === "" ? undefined : directory.search(asked, p),
        filesOf(pageContext, `positions:${today}`),
        filesOf(pageContext, `journal:${month}`),
      ]);
      const positions = filesSection(pageContext, "files", words.file, words.asOf(writer.day(today)), positionFiles);
      const journal = filesSection(
        pageContext,
        "journal",
        words.journal,
        words.journalNote(writer.month(month)),
        journalFiles,
        monthForm(months, month, pageContext),
      );
      const blocks = (title: string, all: readonly Block[]) => blocksMarkup(frame, title, all);
      const parts: (Html | "")[] = [
        section("total", words.total, blocks(words.total, positionBlocks(total, writer))),
        section("ties", words.ties, blocks(words.ties, tiesBlocks(namedTies(total, pageContext), writer))),
        section("by-payout", words.byPayout, blocks(words.byPayout, [byPayoutTable(total.byPayout, writer)])),
        section("search", words.search, searchForm(asked, pageContext), found === undefined ? "" : foundMarkup(found, asked, pageContext)),
        positions.markup,
        journal.markup,
      ];
      const isAlive = positions.isBeingMade || journal.isBeingMade;
      const alive = isAlive ? { ...frame, scripts: [liveForms().path], refreshSeconds: 5 } : frame;
      return answerPage(
        context,
        alive,
        peoplePage(alive, { title: words.title, opening: html`<p class="soft">${words.intro}</p>`, parts }),
      );
    },
  }),
];

const namedTies = ({ ties }: TotalPosition, { frame }: PayoutRoom) =>
  ties.map((tie) => ({ ...tie, what: reconciliationWordsOf(frame.language).tied[tie.what] }));

/** The months in which something can have been posted, the latest first. */
function journalMonths(closes: readonly ClosedMonth[], current: Month, { rating }: Wiring): readonly Month[] {
  const posted = closes.map(({ month, closedAt }) => monthOfDay(closedAt === undefined ? lastDayOf(month) : rating.localDay(closedAt)));
  const first = posted.sort()[0] ?? current;
  const months: Month[] = [];
  for (let month = current; month >= first || months.length === 0; month = addMonths(month, -1)) months.push(month);
  return months;
}

function searchForm(asked: string, { frame }: PayoutRoom): Html {
  const words = reconciliationWordsOf(frame.language);
  return html`<form class="question" method="get" action="#search" role="search"><p class="field"><label for="q">${words.searchLabel}</label><input id="q" name="q" type="search" value="${asked}"></p><button type="submit">${words.find}</button></form>`;
}

function foundMarkup(found: readonly Advisor[], asked: string, { c, frame, writer }: PayoutRoom): Html {
  const words = reconciliationWordsOf(frame.language);
  if (found.length === 0) return html`<p>${words.nobody}</p>`;
  const { items, ...at } = cut(found, pageOf(c), ROWS);
  const block: Block = table({ id: "found-table", caption: words.search }, items, [
    col(words.advisor, (advisor) =>
      writer.text(advisor.name, { to: `advisors/${encodeURIComponent(advisor.advisorId)}`, note: advisor.advisorId }),
    ),
    col(words.joined, (advisor) => writer.text(writer.day(firstSpell(advisor).from))),
  ]);
  return html`${blocksMarkup(frame, words.search, [block])}${pagingMarkup(frame, at, { q: asked })}`;
}

function monthForm(months: readonly Month[], chosen: Month, { frame, writer }: PayoutRoom): Html {
  const words = reconciliationWordsOf(frame.language);
  return html`<form class="question" method="get" action="#journal"><p class="field"><label for="journal-month">${words.month}</label><select id="journal-month" name="journal">${months.map(
    (month) => html`<option value="${month}"${month === chosen ? html` selected` : ""}>${writer.month(month)}</option>`,
  )}</select></p><button type="submit">${filesWordsOf(frame.language).show}</button></form>`;
}

import { STAFF } from "../../../../shared/access/groups.ts";
import { addMonths, lastDayOf, type Month, monthOfDay } from "../../../../shared/base/calendar/month.ts";
import type { Advisor } from "../../../../shared/engine/facts/advisor.ts";
import { firstSpell } from "../../../../shared/engine/facts/spells.ts";
import type { ClosedMonth } from "../../../../shared/ledger/store/ledger-reader.ts";
import { filesWordsOf } from "../../../../shared/payouts/files/messages.ts";
import { reconciliationWordsOf } from "../../../../shared/payouts/reconciliation/messages.ts";
import { totalPayables } from "../../../../shared/payouts/reconciliation/steps/total-payables.ts";
import {
  byPayoutTable,
  payablesBlocks,
  reconciliationChecks,
} from "../../../../shared/payouts/reconciliation/views/reconciliation-view.ts";
import { advisorPath } from "../../../../shared/ui/links.ts";
import { col, table } from "../../../../shared/ui/table.ts";
import type { Route } from "../../../_platform/http/route.ts";
import { choiceForm, cut, pageLinks, searchForm } from "../../../_platform/page/list.ts";
import { type Content, section } from "../../../_platform/page/staff-page.ts";
import { directory, showPage, todayOf } from "../../../_platform/site/page-context.ts";
import { pageOf } from "../../../_platform/site/request.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import { type FinanceContext, financePage } from "../../context.ts";
import { filesOf, filesSection } from "../files/pages.ts";

const ROWS = 50;

/** The page that says where all that is payable is, and whether statements and journal say the same. */
export const reconciliationPages: readonly Route[] = [
  financePage({ id: "finance.reconciliation", path: "/:lang/finance/reconciliation", access: STAFF, show: showReconciliation }),
];

async function showReconciliation(context: FinanceContext): Promise<Response> {
  const { http, language, deps, writer } = context;
  const words = reconciliationWordsOf(language);
  const asked = (http.req.query("q") ?? "").trim();
  const today = todayOf(deps);
  const months = journalMonths(await deps.accounts.closes(), monthOfDay(today), deps);
  const month = months.find((each) => each === http.req.query("journal")) ?? monthOfDay(today);
  const [total, found, positionFiles, journalFiles] = await Promise.all([
    totalPayables(deps),
    asked === "" ? undefined : directory.search(asked, deps),
    filesOf(context, `positions:${today}`),
    filesOf(context, `journal:${month}`),
  ]);
  const options = months.map((each) => ({ value: each, text: writer.month(each) }));
  const chooseMonth = choiceForm({ name: "journal", label: words.month, value: month, options }, filesWordsOf(language).show, "#journal");
  const payables = filesSection(context, "files", words.file, words.asOf(writer.day(today)), positionFiles);
  const journal = filesSection(context, "journal", words.journal, words.journalNote(writer.month(month)), journalFiles, chooseMonth);
  const checks = total.checks.map((check) => ({ ...check, name: words.tied[check.name] }));
  const search = searchForm({ label: words.nameOrId, submit: words.find, asked, at: "search" });
  return showPage(context, {
    title: words.title,
    note: words.intro,
    parts: [
      section("total", words.totalsTitle, payablesBlocks(total, writer)),
      section("ties", words.ties, reconciliationChecks(checks, writer)),
      section("by-payout", words.byPayout, byPayoutTable(total.byPayout, writer)),
      section("search", words.search, search, ...(found === undefined ? [] : foundContent(context, found, asked))),
      payables.part,
      journal.part,
    ],
    live: [...payables.live, ...journal.live],
    alone: ["files", "journal"],
  });
}

/** The months in which something can have been posted, the latest first. */
function journalMonths(closes: readonly ClosedMonth[], current: Month, { rating }: Wiring): readonly Month[] {
  const posted = closes.map(({ month, closedAt }) => monthOfDay(closedAt === undefined ? lastDayOf(month) : rating.localDay(closedAt)));
  const first = posted.sort()[0] ?? current;
  const months: Month[] = [];
  for (let month = current; month >= first || months.length === 0; month = addMonths(month, -1)) months.push(month);
  return months;
}

function foundContent({ http, frame, writer }: FinanceContext, found: readonly Advisor[], asked: string): readonly Content[] {
  const words = reconciliationWordsOf(writer.language);
  if (found.length === 0) return [words.nobodyFound];
  const { items, ...at } = cut(found, pageOf(http), ROWS);
  const advisors = table({ id: "found-table", caption: words.search }, items, [
    col(words.advisor, ({ name, advisorId }) => writer.text(name, { to: advisorPath(advisorId), note: advisorId })),
    col(words.joinedOn, (advisor) => writer.text(writer.day(firstSpell(advisor).from))),
  ]);
  return [advisors, pageLinks(frame, at, { q: asked })];
}

import { type Refusal, refusal } from "../../../shared/base/issues/issue.ts";
import { isLate } from "../../../shared/base/runtime/late.ts";
import { pendingDebtorIssue } from "../../../shared/payouts/bank-files/debtor.ts";
import { type Payout, paysNobody } from "../../../shared/payouts/model/payout.ts";
import type { PayoutOverview } from "../../../shared/payouts/steps/read-payout.ts";
import { linesTable } from "../../../shared/payouts/views/payment-view.ts";
import { excludedBlocks, payoutStatus, stepsBlock, totalsBlocks } from "../../../shared/payouts/views/payout-view.ts";
import { paragraph } from "../../../shared/ui/blocks.ts";
import type { Block } from "../../../shared/ui/view.ts";
import { issueFormatIn } from "../../_platform/issue-texts.ts";
import type { Refused } from "../../_platform/page/form.ts";
import { pageLinks, searchForm } from "../../_platform/page/list.ts";
import { type Content, links, section } from "../../_platform/page/staff-page.ts";
import { doneOf, showPage } from "../../_platform/site/page-context.ts";
import { pageOf } from "../../_platform/site/request.ts";
import type { FinanceContext } from "../context.ts";
import { payoutFiles } from "./files/section.ts";
import { findLines, type LinesFound, type LinesQuery, SHOWN } from "./lines.ts";
import { stepsContent } from "./steps.ts";

const DONE = ["begun", "approved", "exported", "confirmed", "withdrawn", "withdrawalAsked", "withdrawalCancelled"] as const;

/** A payout: what it comes to, what can be done next, its files, its lines, and who did what. */
export async function showPayout(context: FinanceContext, standing: PayoutOverview, refused?: Refused): Promise<Response> {
  const { http, writer, deps } = context;
  const words = writer.payouts;
  const { payout } = standing;
  const { payoutId, content, status, issues } = payout;
  const isDrafting = status === "drafting";
  const isOverdue = isDrafting && isLate(payout.restartedAt ?? payout.drafted.at, deps.surroundings);
  const asked = {
    show: SHOWN.find((each) => each === http.req.query("show")) ?? (paysNobody(payout) ? "excluded" : "all"),
    text: (http.req.query("q") ?? "").trim(),
    page: pageOf(http),
  };
  const [activity, lines, files] = await Promise.all([
    deps.proposals.activity(`payout:${payoutId}`),
    content === undefined ? undefined : findLines(payout, asked, deps),
    payoutFiles(context, standing),
  ]);
  const done = doneOf(context, DONE);
  // A draft that is calculated when the page is shown is told as that.
  const drafted = paysNobody(payout) ? "draftedEmpty" : "drafted";
  return showPage(context, {
    title: words.titleOf(payoutId),
    subtitle: words.pays(writer.month(payout.month)),
    state: { name: status, text: payoutStatus(standing, writer) },
    links: [{ text: words.title, to: "payouts" }],
    done: done && issues === undefined ? words.done[done === "begun" && status === "draft" ? drafted : done] : undefined,
    refused,
    parts: [
      isDrafting
        ? section(
            "state",
            words.status,
            ...(issues ? failedContent(context, payout, issues) : [isOverdue ? words.draftingLate : words.drafting]),
          )
        : "",
      content && section("totals", words.totals.title, totalsBlocks(standing, content, writer)),
      section("next", words.next.title, bankFileBlocks(context, payout), ...stepsContent(context, standing, refused)),
      files?.part,
      content && section("excluded", words.excluded.title, excludedBlocks(payoutId, content, writer)),
      lines && linesPart(context, lines, asked),
      section("who", words.who.title, stepsBlock(activity, writer)),
    ],
    live: [...(isDrafting && !isOverdue && issues === undefined ? ["state"] : []), ...(files?.live ?? [])],
    alone: ["files"],
  });
}

/** Why a draft failed, and what to do. */
const failedContent = ({ writer, isFinance }: FinanceContext, { month }: Payout, issues: readonly Refusal[]): readonly Content[] => [
  paragraph(writer.payouts.draftingFailed(writer.formatIssues(issues)), "warning"),
  ...(isFinance ? [writer.payouts.draftingFailedNote, links({ text: writer.payouts.begin.title, to: `payouts?month=${month}` })] : []),
];

/** Why no bank file can be made with the agency's own account, or in a format, before anybody approves and until the file is made. */
function bankFileBlocks({ deps, language }: FinanceContext, payout: Payout): Block[] {
  const { status, content } = payout;
  const debtor = pendingDebtorIssue(payout, deps);
  const isPending = status === "draft" || status === "approved";
  const impossible = isPending ? (content?.formats ?? []).filter(({ issue }) => issue !== undefined) : [];
  const refusals = [
    ...(debtor === undefined ? [] : [refusal("debtor-unset", { issue: debtor })]),
    ...impossible.map((format) => refusal("format-impossible", { ...format })),
  ];
  return refusals.map((each) => paragraph(issueFormatIn(language)(each), "warning"));
}

function linesPart({ frame, writer }: FinanceContext, found: LinesFound, asked: LinesQuery) {
  const { lines: words, states } = writer.payouts;
  const labels = { ...states, all: words.all, excluded: words.excluded };
  const { sum } = found;
  const query = { ...(asked.text !== "" && { q: asked.text }), show: asked.show };
  const options = SHOWN.map((each) => ({ value: each, text: labels[each] }));
  return section(
    "lines",
    words.title,
    searchForm({
      label: words.search,
      submit: words.find,
      asked: asked.text,
      at: "lines",
      filter: { name: "show", label: words.show, value: asked.show, options },
    }),
    { kind: "paragraph", text: words.found(writer.count(sum.count).text, writer.money(sum.amount)), tone: "note" },
    linesTable(found.lines, writer),
    pageLinks(frame, found, query),
  );
}

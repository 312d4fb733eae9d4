import { type Refusal, refusal } from "../../../shared/base/issues/issue.ts";
import { isLate } from "../../../shared/base/runtime/late.ts";
import { exportFormats } from "../../../shared/payouts/bank-files/bank-formats.ts";
import { pendingDebtorIssue } from "../../../shared/payouts/bank-files/debtor.ts";
import type { PayoutWriter } from "../../../shared/payouts/messages.ts";
import { type Payout, paysNobody } from "../../../shared/payouts/model/payout.ts";
import { PERSONS_STEPS, type PersonsStep, possiblePayoutSteps, releaseHindrances } from "../../../shared/payouts/model/transitions.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import type { PayoutOverview } from "../../../shared/payouts/steps/read-payout.ts";
import { linesTable } from "../../../shared/payouts/views/payment-view.ts";
import { excludedBlocks, payoutStatus, stepsBlock, totalsBlocks } from "../../../shared/payouts/views/payout-view.ts";
import { nextBusinessDay } from "../../../shared/settings/model/business-day.ts";
import { payoutPath } from "../../../shared/ui/links.ts";
import { type Block, paragraph } from "../../../shared/ui/view.ts";
import { issueFormatIn } from "../../_platform/issue-texts.ts";
import { type Form, type FormField, formMarkup, type Refused } from "../../_platform/page/form.ts";
import { linkTo } from "../../_platform/page/layout.ts";
import { pageLinks, searchForm } from "../../_platform/page/list.ts";
import { type Content, links, section } from "../../_platform/page/staff-page.ts";
import { doneOf, showPage, todayOf } from "../../_platform/site/page-context.ts";
import { pageOf } from "../../_platform/site/request.ts";
import type { FinanceContext } from "../context.ts";
import { payoutFiles } from "./files/pages.ts";
import { findLines, type LinesFound, type LinesQuery, SHOWN } from "./lines.ts";

/** The steps that a person takes; each asks once more before it is taken. */
export const STEPS = PERSONS_STEPS;
export type Step = PersonsStep;

/** What can be done next, each step with what comes of it; and why not, where it is for others to do. */
export function stepsContent(context: FinanceContext, standing: PayoutOverview, refused?: Refused): readonly Content[] {
  const { writer, person, deps } = context;
  const possible: readonly string[] = possiblePayoutSteps(standing.payout, person, standing);
  const steps = STEPS.filter((step) => possible.includes(step));
  const first = { executeOn: nextBusinessDay(todayOf(deps), deps.finance.calendar) };
  const forms = steps.map((step) => {
    const form = stepForm(context, standing, step, refused?.form === step);
    return formMarkup(form, writer, first, refused);
  });
  return [noteFor(context, standing, steps), ...forms];
}

/** The form of a step. @param isAgain whether it was refused: then a day on which banks don't work can be meant. */
export function stepForm(context: FinanceContext, standing: PayoutOverview, step: Step, isAgain: boolean): Form {
  const { frame, writer } = context;
  const { payoutId, lockVersion, content } = standing.payout;
  const { next } = writer.payouts;
  const comment = { name: "comment", label: writer.words.comment, hint: writer.words.commentHint };
  const own = step === "approve" ? [] : step === "export" ? exportFields(context, standing, isAgain) : [comment];
  return {
    id: step,
    intro: askOf(step, standing, writer),
    action: linkTo(frame, `${payoutPath(payoutId)}/steps/${step}`),
    hidden: { lockVersion: String(lockVersion) },
    fields: [...own, { name: "sure", label: content === undefined ? next.sureToWithdraw : next.sure, tick: "confirm" }],
    submit: next.steps[step],
    isQuiet: step === "withdraw" || step === "cancel-withdrawal",
  };
}

/** By which file it goes out, of those that were tried when it was drafted, and when. */
function exportFields({ writer, deps }: FinanceContext, { payout }: PayoutOverview, isAgain: boolean): readonly FormField[] {
  const words = writer.payouts.next;
  const possible = new Set(payout.content?.formats.flatMap(({ format, issue }) => (issue === undefined ? [format] : [])));
  const options = exportFormats(deps.finance)
    .filter((format) => possible.has(format))
    .map((format) => ({ value: format, text: deps.finance.templates.find(({ id }) => id === format)?.name ?? words.pain001 }));
  const anyDay = { name: "anyDay", as: "acknowledgeNonBusinessDay", label: words.anyDay, tick: "yes" } as const;
  return [
    { name: "format", label: words.format, hint: words.formatHint, options },
    { name: "executeOn", label: writer.words.executeOn, hint: words.executeHint, type: "date" },
    ...(isAgain ? [anyDay] : []),
  ];
}

/** The question before the step, with the figures that it is about. */
function askOf(step: Step, { payout, inTransit }: PayoutOverview, writer: PayoutWriter): string {
  const words = writer.payouts.next;
  const payments = payout.content?.payments ?? { count: 0, amount: 0n };
  const told = (sum: { readonly count: number; readonly amount: bigint }) =>
    [writer.count(sum.count).text, writer.money(sum.amount)] as const;
  switch (step) {
    case "approve":
      return words.approveAsk(...told(payments));
    case "export":
      return words.exportAsk(...told(payments));
    case "confirm":
      return words.confirmAsk(...told(inTransit));
    case "withdraw":
      if (payout.status !== "exported") return words.withdrawAsk;
      return payout.downloaded === undefined ? words.withdrawExportedAsk : words.withdrawDownloadedAsk(payout.downloaded.by);
    case "confirm-withdrawal":
      return words.confirmWithdrawalAsk(payout.withdrawal?.by ?? "", payout.withdrawal?.comment ?? "");
    case "cancel-withdrawal":
      return words.cancelWithdrawalAsk;
  }
}

/** Where it stands, and why a step that one might look for isn't there. */
function noteFor(
  { writer, person, isFinance, deps }: FinanceContext,
  { payout, isOutdated, totals }: PayoutOverview,
  steps: readonly Step[],
): string | undefined {
  const words = writer.payouts.next;
  const { username } = person;
  const { status, drafted, content } = payout;
  if (status === "withdrawn") return words.withdrawn;
  if (status === "confirmed") return words.confirmed;
  if (!isFinance) return words.lookOnly;
  if (status === "drafting") return payout.issues === undefined ? words.drafting : words.draftingFailed;
  if (isOutdated === true) return words.outdated;
  if (payout.withdrawal !== undefined) return words.withdrawalWaits(payout.withdrawal.by);
  if (steps.includes("approve") || steps.includes("export") || steps.includes("confirm")) return undefined;
  if (status === "draft" && content?.payments.count === 0) return words.empty;
  if (status === "draft" && content?.outcomeAuthors.includes(username) === true) return outcomesWordsOf(writer.language).ownMatter;
  const isOwn = drafted.by === username || content?.adjustmentAuthors.includes(username) === true;
  if (payout.exported !== undefined && payout.downloaded === undefined) {
    const refusals = releaseHindrances(payout, payout.exported.format, { today: todayOf(deps), totals });
    return refusals.length === 0 ? words.download : writer.formatIssues(refusals);
  }
  return status === "draft" && isOwn ? words.ownDraft : words.waits;
}

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
      content && section("totals", words.controlTotals, totalsBlocks(standing, content, writer)),
      section("next", words.nextStep, bankFileBlocks(context, payout), ...stepsContent(context, standing, refused)),
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
  ...(isFinance ? [writer.payouts.draftingFailedNote, links({ text: writer.payouts.createPayout, to: `payouts?month=${month}` })] : []),
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
      submit: writer.words.find,
      asked: asked.text,
      at: "lines",
      filter: { name: "show", label: writer.words.show, value: asked.show, options },
    }),
    paragraph(words.found(writer.count(sum.count).text, writer.money(sum.amount)), "note"),
    linesTable(found.lines, writer),
    pageLinks(frame, found, query),
  );
}

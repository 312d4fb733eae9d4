import { html } from "hono/html";
import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import { planActivity } from "../../../shared/activity/views/activity-table.ts";
import { adjustmentsWordsOf } from "../../../shared/adjustments/messages.ts";
import { totalsOf } from "../../../shared/adjustments/steps/preview-adjustments.ts";
import { adjustmentLines, controlTotals } from "../../../shared/adjustments/views/adjustments-view.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import { sharedAccountsOfProposal } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { noteProposalView } from "../../../shared/payees/steps/note-views.ts";
import { previousAccounts } from "../../../shared/payees/steps/read-payee.ts";
import { proposedPayees } from "../../../shared/payees/views/payees-view.ts";
import { sharedAccountBlocks } from "../../../shared/payees/views/shared-accounts-view.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import { describeOutcomes } from "../../../shared/payouts/steps/describe-outcomes.ts";
import { outcomeConsequences } from "../../../shared/payouts/views/failed-payments-view.ts";
import { proposedOutcomes } from "../../../shared/payouts/views/proposed-outcomes.ts";
import { planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import { statusText } from "../../../shared/plans/views/plans-view.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { approveProposal } from "../../../shared/proposals/steps/approve.ts";
import { publish } from "../../../shared/proposals/steps/publish.ts";
import { withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { refusalBlocks } from "../../../shared/proposals/views/proposal-view.ts";
import { settingsWordsOf } from "../../../shared/settings/messages.ts";
import { settingsChanges } from "../../../shared/settings/views/settings-view.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import type { Block } from "../../../shared/ui/view.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { issueFormatIn } from "../../_platform/issue-texts.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { nextSection } from "../../_platform/page/proposal-steps.ts";
import { blocksMarkup, notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import type { ProposalContent } from "../../_platform/proposal-kinds.ts";
import { sentText } from "../../_platform/site/form-data.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type FinanceRoom, financeRoomOf, namesOf, refusedNotice } from "../page-context.ts";

type ImmediateContent = Extract<ProposalContent, { kind: "adjustments" | "payees" | "outcomes" | "settings" }>;
type ImmediateProposal = Proposal<ImmediateContent>;

/** A proposal of adjustments, payees or settings: what it holds, who did what, and approving or withdrawing it. */
export const proposalPages: readonly Route[] = [
  page({
    id: "finance.proposal",
    path: "/:lang/finance/proposals/:proposalId",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const proposal = await proposalOf(pageContext);
      // What HR changes stands with HR's pages.
      if (!isImmediateProposal(proposal))
        return context.redirect(`/${pageContext.frame.language}/hr/${proposalPath(proposal.proposalId)}`, 302);
      return showProposal(pageContext, proposal);
    },
  }),

  page({
    id: "finance.step",
    method: "POST",
    path: "/:lang/finance/proposals/:proposalId/steps/:step",
    access: HR_OR_FINANCE,
    handle: async (context, deps) => {
      const pageContext = financeRoomOf(context, deps);
      const proposal = await proposalOf(pageContext);
      const step = STEPS[context.req.param("step") ?? ""];
      if (step === undefined || !isImmediateProposal(proposal)) throw notFound("There is no such step.");
      const sent = await context.req.parseBody();
      const why = sentText(sent, "why");
      const lockVersion = Number(sentText(sent, "lockVersion"));
      try {
        const { proposalId } = proposal;
        await step(
          { proposalId, lockVersion: Number.isSafeInteger(lockVersion) ? lockVersion : 0, why },
          pageContext.person,
          pageContext.p,
        );
        return context.redirect(linkTo(pageContext.frame, proposalPath(proposalId)), 303);
      } catch (error) {
        const refused = refusedTexts(error, pageContext.frame.language);
        const now = await proposalOf(pageContext);
        return showProposal(pageContext, isImmediateProposal(now) ? now : proposal, { refused, why });
      }
    },
  }),
];

type Step = (
  asked: { proposalId: string; lockVersion: number; why: string },
  person: FinanceRoom["person"],
  deps: Wiring,
) => Promise<Proposal>;

const STEPS: Readonly<Record<string, Step | undefined>> = Object.assign(Object.create(null) as Record<string, Step>, {
  approve: approveProposal,
  withdraw,
  publish,
});

/** The kinds that have their page here; the others have it with HR's pages. */
const KINDS_HERE: ReadonlySet<string> = new Set<ImmediateContent["kind"]>(["adjustments", "payees", "outcomes", "settings"]);

const isImmediateProposal = (proposal: Proposal): proposal is ImmediateProposal => KINDS_HERE.has(proposal.content.kind);

async function proposalOf({ c, p }: FinanceRoom): Promise<Proposal> {
  const proposal = await p.proposals.find(c.req.param("proposalId") ?? "");
  if (proposal === undefined) throw notFound("There is no such proposal.");
  return proposal;
}

async function showProposal(
  pageContext: FinanceRoom,
  proposal: ImmediateProposal,
  after?: { readonly refused: readonly string[]; readonly why: string },
): Promise<Response> {
  const { c, frame, person, p } = pageContext;
  const plans = planWriterFor(p.agency, frame.language, issueFormatIn(frame.language));
  const words = plans.plans.proposal;
  const { proposalId, content, submission, authors, changedAt, status, refusals = [] } = proposal;
  await noteProposalView(proposal, person, p);
  const [activity, what] = await Promise.all([p.proposals.activity(`proposal:${proposalId}`), contentBlocks(pageContext, proposal)]);
  const saved = after === undefined && status === "submitted" && c.req.query("saved") !== undefined;
  // What was proposed stands above, in words.
  const steps = activity.map((entry) => ({ ...entry, changes: [] }));
  const activityTitle = activityWordsOf(frame.language).title;
  const parts: (Html | "")[] = [
    saved ? notice(frame, "good", adjustmentsWordsOf(frame.language).saved) : "",
    refusedNotice(after?.refused),
    refusals.length === 0 ? "" : section("refusals", words.refused, blocksMarkup(frame, words.refused, refusalBlocks(refusals, plans))),
    section(
      "changes",
      words.changes,
      submission === undefined ? "" : html`<p>${submission.why}</p>`,
      blocksMarkup(frame, words.changes, what),
      content.kind === "payees" ? html`<p class="soft">${payeesWordsOf(frame.language).proposalNote}</p>` : "",
    ),
    nextSection(frame, { proposal, person, kinds: p.kinds, review: undefined, after }, plans),
    section("activity", activityTitle, blocksMarkup(frame, activityTitle, [planActivity(steps, plans, proposalId)])),
  ];
  const list = {
    payees: payeesWordsOf(frame.language),
    adjustments: adjustmentsWordsOf(frame.language),
    outcomes: outcomesWordsOf(frame.language),
    settings: settingsWordsOf(frame.language),
  }[content.kind].title;
  const opening = html`<p><span class="state ${status}">${statusText(proposal, plans)}</span></p><p class="soft">${words.opened(
    authors.join(plans.words.joins.list),
    plans.moment(changedAt),
  )}</p><ul class="links"><li><a href="${linkTo(frame, content.kind === "outcomes" ? "failed-payments" : content.kind)}">${list}</a></li></ul>`;
  const page = peoplePage(frame, { title: p.kinds.of(content).views.title(content, frame.language), opening, parts });
  return answerPage(c, frame, page, after === undefined ? 200 : 422);
}

/** What it holds, entry by entry, with its control totals. */
async function contentBlocks({ writer, p }: FinanceRoom, proposal: ImmediateProposal): Promise<Block[]> {
  const { content } = proposal;
  if (content.kind === "settings") {
    const base = (await p.settings.version(content.baseVersion)) ?? p.settings.initial;
    return [settingsChanges(base.settings, content.settings, writer)];
  }
  const ids = content.entries.map(({ advisorId }: { readonly advisorId: string }) => advisorId);
  if (content.kind === "payees") {
    const [nameOf, before, shared] = await Promise.all([
      namesOf(ids, p),
      previousAccounts(content.entries, p),
      sharedAccountsOfProposal(proposal, p),
    ]);
    return [...sharedAccountBlocks(shared, nameOf, writer), ...proposedPayees(content.entries, nameOf, before, writer)];
  }
  if (content.kind === "outcomes") {
    const proposed = await describeOutcomes(content.entries, p);
    return [proposedOutcomes(content, writer), ...outcomeConsequences(proposed, writer)];
  }
  const nameOf = await namesOf(ids, p);
  const lines = content.entries.map((entry, place) => ({ line: place + 1, entry, name: nameOf(entry.advisorId) ?? "", warnings: [] }));
  return [controlTotals(totalsOf(content.entries), writer), adjustmentLines(lines, writer)];
}

import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import { planActivity } from "../../../shared/activity/views/activity-table.ts";
import { adjustmentsWordsOf } from "../../../shared/adjustments/messages.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import { noteProposalView } from "../../../shared/payees/steps/note-views.ts";
import { outcomesWordsOf } from "../../../shared/payouts/outcomes/messages.ts";
import { planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import { statusText } from "../../../shared/plans/views/terms-view.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { refusalBlocks } from "../../../shared/proposals/views/inbox-view.ts";
import { settingsWordsOf } from "../../../shared/settings/messages.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import type { Refused } from "../../_platform/page/form.ts";
import { linkTo } from "../../_platform/page/layout.ts";
import { note, section } from "../../_platform/page/staff-page.ts";
import type { ProposalContent } from "../../_platform/proposal-kinds.ts";
import { found, pagesWith, showPage } from "../../_platform/site/page-context.ts";
import { proposedBlocks } from "../../_platform/site/proposal-content.ts";
import { nextPart, proposalAt, takeProposalStep } from "../../_platform/site/proposal-steps.ts";

const { page, form } = pagesWith(planWriterFor);
type ProposalContext = Parameters<typeof nextPart>[0];

type ImmediateContent = Extract<ProposalContent, { kind: "adjustments" | "payees" | "outcomes" | "settings" }>;
type ImmediateProposal = Proposal<ImmediateContent>;

/** A proposal of adjustments, payees or settings: what it holds, who did what, and approving or withdrawing it. */
export const proposalPages: readonly Route[] = [
  page({
    id: "finance.proposal",
    path: "/:lang/finance/proposals/:proposalId",
    access: STAFF,
    show: async (context) => {
      const proposal = await proposalAt(context);
      if (isImmediate(proposal)) return showProposal(context, proposal);
      // What HR changes stands with HR's pages.
      return context.http.redirect(linkTo(context.frame, `/hr/${proposalPath(proposal.proposalId)}`), 302);
    },
  }),

  form({
    id: "finance.step",
    path: "/:lang/finance/proposals/:proposalId/steps/:step",
    access: HR_OR_FINANCE,
    take: async (context, sent) => {
      const proposal = await proposalAt(context);
      const immediate = found(isImmediate(proposal) ? proposal : undefined, "step");
      return takeProposalStep(context, sent, immediate, (now, refused) =>
        showProposal(context, isImmediate(now) ? now : immediate, refused),
      );
    },
  }),
];

/** The kinds that have their page here, by where their lists stand; the others have it with HR's pages. */
const LISTS: Readonly<Record<ImmediateContent["kind"], string>> = {
  adjustments: "adjustments",
  payees: "payees",
  outcomes: "failed-payments",
  settings: "settings",
};

const isImmediate = (proposal: Proposal): proposal is ImmediateProposal => Object.hasOwn(LISTS, proposal.content.kind);

async function showProposal(context: ProposalContext, proposal: ImmediateProposal, refused?: Refused): Promise<Response> {
  const { http, language, writer, person, deps } = context;
  const words = writer.plans.proposal;
  const { proposalId, content, submission, authors, changedAt, status, refusals = [] } = proposal;
  await noteProposalView(proposal, person, deps);
  const activity = await deps.proposals.activity(`proposal:${proposalId}`);
  const what = await proposedBlocks(context, proposal, activity);
  // What was proposed stands above, in words.
  const steps = activity.map((entry) => ({ ...entry, changes: [] }));
  // Found out before somebody approves, not after.
  const notNow = status === "submitted" ? await deps.kinds.of(content).recheck(proposal) : [];
  const isSaved = status === "submitted" && http.req.query("saved") !== undefined;
  const lists = {
    payees: payeesWordsOf(language),
    adjustments: adjustmentsWordsOf(language),
    outcomes: outcomesWordsOf(language),
    settings: settingsWordsOf(language),
  };
  return showPage(context, {
    title: deps.kinds.of(content).views.title(content, language),
    state: { name: status, text: statusText(proposal, writer) },
    note: words.opened(authors.join(writer.words.joins.list), writer.moment(changedAt)),
    links: [{ text: lists[content.kind].title, to: LISTS[content.kind] }],
    done: isSaved ? adjustmentsWordsOf(language).saved : undefined,
    refused,
    parts: [
      refusals.length === 0 ? "" : section("refusals", words.refused, refusalBlocks(refusals, writer)),
      section(
        "changes",
        words.changes,
        submission?.comment,
        what,
        content.kind === "payees" ? note(payeesWordsOf(language).proposalNote) : "",
      ),
      nextPart(context, proposal, refused, { missing: [], refusals: notNow }),
      section("activity", activityWordsOf(language).title, planActivity(steps, writer, proposalId)),
    ],
  });
}

import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { inParallel } from "../../../shared/base/runtime/runtime.ts";
import { noteProposalView } from "../../../shared/payees/steps/read-payee.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import { type PlanReview, reviewPlan } from "../../../shared/plans/steps/review-draft.ts";
import { type Proposal, WAITING_STATUSES } from "../../../shared/proposals/model/proposal.ts";
import { type ApprovalItem, approvalsView } from "../../../shared/proposals/views/inbox-view.ts";
import { readRestatement } from "../../../shared/simulations/restatement/restate.ts";
import { readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import type { Route } from "../../_platform/http/route.ts";
import type { Refused } from "../../_platform/page/form.ts";
import { answerView, showPage } from "../../_platform/site/page-context.ts";
import { proposedBlocks } from "../../_platform/site/proposal-content.ts";
import { proposalAt, takeProposalStep } from "../../_platform/site/proposal-steps.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type HrContext, hrForm, hrPage } from "../context.ts";
import { helpWithField } from "../plans/editor/form/field-help.ts";
import { type ProposalViewModel, proposalPage } from "./proposal-page.ts";

/** So many of the latest decisions are shown. */
const DECIDED_SHOWN = 20;

/** A proposal's page, the steps of its life, and what waits for approval. */
export const proposalPages: readonly Route[] = [
  hrPage({
    id: "hr.proposal",
    path: "/:lang/hr/proposals/:proposalId",
    access: STAFF,
    show: async (context) => showProposal(context, await proposalAt(context)),
  }),

  hrForm({
    id: "hr.step",
    path: "/:lang/hr/proposals/:proposalId/steps/:step",
    access: HR_OR_FINANCE,
    take: async (context, sent) =>
      takeProposalStep(context, sent, await proposalAt(context), (proposal, refused, ticked) =>
        showProposal(context, proposal, refused, ticked),
      ),
  }),

  hrPage({ id: "hr.approvals", path: "/:lang/hr/approvals", access: STAFF, show: showApprovals }),
];

async function showApprovals({ http, frame, language, person, deps }: HrContext): Promise<Response> {
  const [waiting, decided] = await Promise.all([deps.proposals.list(WAITING_STATUSES), deps.proposals.list(["published", "withdrawn"])]);
  // What one person may save alone was never decided on.
  const lately = decided.filter(({ submission }) => submission !== undefined).slice(0, DECIDED_SHOWN);
  const items = await inParallel([...waiting, ...lately], 4, async (proposal): Promise<ApprovalItem> => {
    const { content, submission } = proposal;
    const effect = submission && (await deps.kinds.of(content).effectOf?.(submission, language));
    return effect === undefined ? { proposal } : { proposal, effect };
  });
  return answerView(http, frame, approvalsView(items, person, deps.agency, language, deps.kinds));
}

async function showProposal(context: HrContext, proposal: Proposal, refused?: Refused, ticked: readonly string[] = []): Promise<Response> {
  const { language, person, deps } = context;
  await noteProposalView(proposal, person, deps);
  const [activity, reviewed] = await Promise.all([
    deps.proposals.activity(`proposal:${proposal.proposalId}`),
    isPlanContent(proposal.content) ? reviewPlan(proposal, deps) : undefined,
  ]);
  const review = reviewed && { ...reviewed, problems: reviewed.issues.map((issue) => helpWithField(issue, language)) };
  const restated = await restatedBy(proposal, review, deps);
  const facts = await proposedBlocks(context, proposal, activity);
  return showPage(context, proposalPage(context, { proposal, activity, review, restated, facts, refused, ticked }));
}

/** The adjustments that it causes: of a plan that begins in the past by its dated simulation, of other facts as they were submitted. */
async function restatedBy(
  { content, submission }: Proposal,
  review: PlanReview | undefined,
  deps: Wiring,
): Promise<ProposalViewModel["restated"]> {
  if (isPlanContent(content)) {
    const { trial, restates } = review ?? {};
    return restates === true && trial?.result !== undefined && trial.request.as === "dated"
      ? readSimulationLines(trial.simulationId, deps)
      : undefined;
  }
  return submission === undefined ? undefined : (await readRestatement(submission.simulationId, deps))?.lines;
}

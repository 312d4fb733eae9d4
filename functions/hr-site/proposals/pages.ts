import { html } from "hono/html";
import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { planActivity } from "../../../shared/activity/views/activity-table.ts";
import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import type { Finding } from "../../../shared/engine/plan/draft-warnings.ts";
import { noteProposalView } from "../../../shared/payees/steps/note-views.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import { type PlanReview, reviewPlan } from "../../../shared/plans/steps/review-draft.ts";
import { changesSection, type ReviewViewModel, restatedBlocks, simulationBlocks } from "../../../shared/plans/views/proposal-view.ts";
import { findingText, statusText } from "../../../shared/plans/views/terms-view.ts";
import { possibleSteps } from "../../../shared/proposals/model/apply-step.ts";
import { type Proposal, WAITING_STATUSES } from "../../../shared/proposals/model/proposal.ts";
import { type ApprovalItem, approvalsView, refusalBlocks, submissionSection } from "../../../shared/proposals/views/inbox-view.ts";
import type { AdvisorLine } from "../../../shared/simulations/model/simulation.ts";
import { readRestatement } from "../../../shared/simulations/restatement/restate.ts";
import { readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { planPath, proposalPath, simulationPath } from "../../../shared/ui/links.ts";
import type { Block } from "../../../shared/ui/view.ts";
import type { Route } from "../../_platform/http/route.ts";
import type { Refused } from "../../_platform/page/form.ts";
import { tick } from "../../_platform/page/form-fields.ts";
import { type Content, links, note, type Parts, partsMarkup, type StaffPage, section, viewPart } from "../../_platform/page/staff-page.ts";
import { answerView, showPage } from "../../_platform/site/page-context.ts";
import { proposedBlocks } from "../../_platform/site/proposal-content.ts";
import { nextPart, proposalAt, takeProposalStep } from "../../_platform/site/proposal-steps.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type HrContext, hrForm, hrPage } from "../context.ts";
import { helpWithField } from "../plans/editor/form/field-help.ts";
import { termParts } from "../plans/plan-page.ts";

type Review = ReviewViewModel & { readonly findings: readonly Finding[] };

/** A proposal and all that is known around it. */
export interface ProposalViewModel {
  readonly proposal: Proposal;
  readonly activity: readonly ActivityEntry[];
  /** Of a plan's proposal. */
  readonly review: Review | undefined;
  /** The adjustments that it causes in closed months, where they are known. */
  readonly restated: readonly Pick<AdvisorLine, "advisorId" | "name" | "months">[] | undefined;
  /** What other facts than plans are to become, in words and tables. */
  readonly facts: readonly Block[];
  /** Why a step was refused just now, and which findings were acknowledged for it. */
  readonly refused: Refused | undefined;
  readonly ticked: readonly string[];
}

/** A proposal: what changes, what the checks and the simulation found, what hinders it, what can be done next, and its activity log. */
export function proposalPage(context: HrContext, shown: ProposalViewModel): StaffPage & Pick<ProposalViewModel, "refused"> {
  const { frame, writer, deps } = context;
  const { proposal, review, restated, activity, refused } = shown;
  const { content, authors, changedAt, status, refusals = [], proposalId } = proposal;
  const { page, proposal: words, terms } = writer.plans;
  // What other facts than plans become stands above, in words.
  const steps = review === undefined ? activity.map((entry) => ({ ...entry, changes: [] })) : activity;
  const follows = !isPlanContent(content)
    ? []
    : [
        content.baseVersion === 0 ? page.firstVersion : page.following(content.baseVersion),
        ...(content.rollbackOf ? [page.rollbackOf(content.rollbackOf.to, content.rollbackOf.from)] : []),
      ];
  const allTerms = (plan: NonNullable<Review["plan"]>) =>
    html`<details class="all-terms"><summary>${page.allTerms}</summary>${partsMarkup(frame, termParts(plan, writer))}</details>`;
  return {
    title: deps.kinds.of(content).views.title(content, writer.language),
    state: { name: status, text: statusText(proposal, writer) },
    note: [words.opened(authors.join(terms.or), writer.moment(changedAt)), ...follows].join(writer.words.joins.list),
    links: isPlanContent(content) ? [{ text: content.planId, to: planPath(content.planId) }] : [],
    refused,
    parts: [
      refusals.length === 0 ? "" : section("refusals", words.refused, refusalBlocks(refusals, writer)),
      ...(review === undefined ? [section("changes", words.changes, shown.facts)] : planParts(context, shown, review)),
      restated && section("restatement", words.restatement, restatedBlocks(restated, writer)),
      ...submissionSection(proposal, writer).map((each) => viewPart(each)),
      nextPart(context, proposal, refused, review),
      review?.plan && allTerms(review.plan),
      section("activity", activityWordsOf(writer.language).title, planActivity(steps, writer, proposalId)),
    ],
  };
}

function planParts({ writer, person, deps }: HrContext, { proposal, ticked }: ProposalViewModel, review: Review): Parts {
  const { proposal: words, findings } = writer.plans;
  const steps = possibleSteps(deps.kinds.of(proposal.content), proposal, person);
  const at = proposalPath(proposal.proposalId);
  const { plan, trial, result } = review;
  const details = trial === undefined || result === undefined ? [] : [{ text: words.trialDetails, to: simulationPath(trial.simulationId) }];
  const again = {
    text: trial === undefined && steps.includes("simulate") ? writer.words.runSimulation : words.trialAgain,
    to: `${at}/simulations`,
  };
  return [
    viewPart(changesSection(review, writer), steps.includes("edit") ? links({ text: words.edit, to: `${at}/edit` }) : ""),
    plan && section("findings", findings.title, ...findingsContent(proposal, review, steps.includes("submit"), ticked, writer)),
    section("trial", writer.words.simulation, simulationBlocks(review, writer), links(...details, again)),
  ];
}

/** What the checks found; who submits ticks what is meant to be so. The ticks belong to the form that submits. */
function findingsContent(
  { submission }: Proposal,
  { findings, plan }: Review,
  canSubmit: boolean,
  ticked: readonly string[],
  writer: HrContext["writer"],
): readonly Content[] {
  const words = writer.plans.findings;
  if (findings.length === 0) return [words.none];
  const box = (id: string, index: number) =>
    tick({
      ...{ id: `acknowledge-${index}`, name: "acknowledged", value: id, label: words.acknowledge },
      ...{ isTicked: ticked.includes(id), form: "submit-form" },
    });
  const known = (id: string) => (submission?.acknowledged.includes(id) ? html`<p class="soft">${words.acknowledged}</p>` : "");
  const list = html`<ul class="findings">${findings.map(
    (finding, index) =>
      html`<li><p>${findingText(finding, plan, writer)}</p>${canSubmit ? box(finding.id, index) : known(finding.id)}</li>`,
  )}</ul>`;
  return [canSubmit ? note(words.intro) : "", list];
}

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

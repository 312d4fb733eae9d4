import { HR_OR_FINANCE, STAFF } from "../../../shared/access/groups.ts";
import type { Person } from "../../../shared/access/policy.ts";
import type { ActivityEntry } from "../../../shared/activity/model/activity-entry.ts";
import { proposedAdjustments } from "../../../shared/adjustments/views/proposed-entries.ts";
import { peopleWriterFor } from "../../../shared/advisors/messages.ts";
import { changesOfAdvisor } from "../../../shared/advisors/steps/submit-advisor.ts";
import { proposedAdvisor } from "../../../shared/advisors/views/proposed-advisor.ts";
import type { PayeesContent } from "../../../shared/payees/model/content.ts";
import { sharedAccountsOfProposal } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { noteProposalView } from "../../../shared/payees/steps/note-views.ts";
import { previousAccounts } from "../../../shared/payees/steps/read-payee.ts";
import { proposedPayees } from "../../../shared/payees/views/payees-view.ts";
import { sharedAccountBlocks } from "../../../shared/payees/views/shared-accounts-view.ts";
import type { OutcomesContent } from "../../../shared/payouts/outcomes/content.ts";
import { describeOutcomes } from "../../../shared/payouts/steps/describe-outcomes.ts";
import { outcomeConsequences } from "../../../shared/payouts/views/failed-payments-view.ts";
import { proposedOutcomes } from "../../../shared/payouts/views/proposed-outcomes.ts";
import { isPlanContent } from "../../../shared/plans/model/content.ts";
import { type PlanReview, reviewPlan } from "../../../shared/plans/steps/review-draft.ts";
import { type PlanWriter, planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { approveProposal } from "../../../shared/proposals/steps/approve.ts";
import { publish } from "../../../shared/proposals/steps/publish.ts";
import { sendBack, submit, withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { proposedCorrection } from "../../../shared/quarantine/views/proposed-correction.ts";
import { changesOfScores } from "../../../shared/scores/steps/submit-scores.ts";
import { proposedScores } from "../../../shared/scores/views/proposed-scores.ts";
import { settingsChanges } from "../../../shared/settings/views/settings-view.ts";
import { readRestatement } from "../../../shared/simulations/restatement/restatement-store.ts";
import { readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import type { Block } from "../../../shared/ui/view.ts";
import { momentWriterFor } from "../../../shared/ui/writer.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { issueFormatIn } from "../../_platform/issue-texts.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { knownContent } from "../../_platform/proposal-kinds.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { frameOf, languageOf } from "../../_platform/site/request.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { helpWithField } from "../plans/editor/form/field-help.ts";
import { type ProposalViewModel, proposalPage } from "./proposal-page.ts";

/** A proposal's page, and the steps of its life. */
export const proposalPages: readonly Route[] = [
  page({
    id: "hr.proposal",
    path: "/:lang/hr/proposals/:proposalId",
    access: STAFF,
    handle: async (context, deps) => showProposal(context, await proposalOf(context, deps), deps),
  }),

  page({
    id: "hr.step",
    method: "POST",
    path: "/:lang/hr/proposals/:proposalId/steps/:step",
    access: HR_OR_FINANCE,
    handle: async (context, deps) => {
      const p = deps;
      const proposal = await proposalOf(context, p);
      const step = STEPS[context.req.param("step") ?? ""];
      const person = context.get("person");
      if (step === undefined || person === undefined) throw notFound("There is no such step.");
      const sent = await readSent(context);
      try {
        await step({ proposalId: proposal.proposalId, ...sent }, person, p);
        return context.redirect(linkTo(frameOf(context), `proposals/${encodeURIComponent(proposal.proposalId)}`), 303);
      } catch (error) {
        const refused = refusedTexts(error, languageOf(context));
        return showProposal(context, await proposalOf(context, p), p, { refused, why: sent.why, ticked: sent.acknowledged });
      }
    },
  }),
];

interface StepFormInput {
  readonly lockVersion: number;
  readonly why: string;
  readonly acknowledged: readonly string[];
}

type Step = (asked: StepFormInput & { readonly proposalId: string }, person: Person, deps: Wiring) => Promise<Proposal>;

const STEPS: Readonly<Record<string, Step | undefined>> = Object.assign(Object.create(null) as Record<string, Step>, {
  submit,
  approve: approveProposal,
  return: sendBack,
  withdraw,
  publish,
});

async function readSent(context: HttpContext): Promise<StepFormInput> {
  const fields = new URLSearchParams(await context.req.text());
  const lockVersion = Number(fields.get("lockVersion"));
  return {
    lockVersion: Number.isSafeInteger(lockVersion) ? lockVersion : 0,
    why: (fields.get("why") ?? "").trim(),
    acknowledged: fields.getAll("acknowledged"),
  };
}

async function proposalOf(context: HttpContext, deps: Wiring): Promise<Proposal> {
  const proposal = await deps.proposals.find(context.req.param("proposalId") ?? "");
  if (proposal === undefined) throw notFound("There is no such proposal.");
  return proposal;
}

async function showProposal(context: HttpContext, proposal: Proposal, deps: Wiring, after?: ProposalViewModel["after"]): Promise<Response> {
  const frame = frameOf(context);
  const person = context.get("person") ?? { username: "", roles: [] };
  await noteProposalView(proposal, person, deps);
  const isPlan = isPlanContent(proposal.content);
  const [activity, reviewed] = await Promise.all([
    deps.proposals.activity(`proposal:${proposal.proposalId}`),
    isPlan ? reviewPlan(proposal, deps) : undefined,
  ]);
  const review = reviewed && { ...reviewed, problems: reviewed.issues.map((issue) => helpWithField(issue, frame.language)) };
  const restated = await restatedOf(proposal, review, deps);
  const writer = planWriterFor(deps.agency, frame.language, issueFormatIn(frame.language));
  const facts = await factsOf(proposal, activity, writer, deps);
  const shown: ProposalViewModel = { proposal, person, kinds: deps.kinds, activity, review, restated, facts, after };
  return answerPage(context, frame, proposalPage(frame, shown, writer), after === undefined ? 200 : 422);
}

/** The adjustments that it causes: of a plan that begins in the past by its dated trial, of other facts as they were submitted. */
async function restatedOf(
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

/** What other facts than plans change: against what is stored now, and once they are stored as the activity log noted it. */
async function factsOf(
  proposal: Proposal,
  activity: readonly ActivityEntry[],
  writer: PlanWriter,
  deps: Wiring,
): Promise<readonly Block[]> {
  const content = knownContent(proposal.content);
  const noted = activity.find(({ changes }) => changes.length > 0)?.changes ?? [];
  const isStored = proposal.status === "published";
  const people = peopleWriterFor(deps.agency, writer.language, writer.formatIssue);
  switch (content.kind) {
    case "plan":
      return [];
    case "advisor":
      return proposedAdvisor(isStored ? noted : await changesOfAdvisor(content, deps), people);
    case "scores":
      return [proposedScores(content, isStored ? noted : await changesOfScores(content, deps), writer)];
    case "adjustments":
      return [proposedAdjustments(content, writer)];
    case "payees":
      return payeesBlocks(proposal, content, writer, deps);
    case "outcomes":
      return outcomesBlocks(content, writer, deps);
    case "correction":
      return proposedCorrection(noted, people);
    case "settings": {
      const base = (await deps.settings.version(content.baseVersion)) ?? deps.settings.initial;
      return [settingsChanges(base.settings, content.settings, momentWriterFor(deps.agency, writer.language, writer.formatIssue))];
    }
  }
}

/** Of payees, first whose account others have too, as of now. */
async function payeesBlocks(proposal: Proposal, content: PayeesContent, writer: PlanWriter, deps: Wiring): Promise<readonly Block[]> {
  const shared = await sharedAccountsOfProposal(proposal, deps);
  const [advisors, before] = await Promise.all([
    deps.ledger.advisors([...shared, ...content.entries].map(({ advisorId }) => advisorId)),
    previousAccounts(content.entries, deps),
  ]);
  const nameOf = (advisorId: string) => advisors.get(advisorId)?.name;
  return [...sharedAccountBlocks(shared, nameOf, writer), ...proposedPayees(content.entries, nameOf, before, writer)];
}

/** Of payment outcomes, with what follows from them. */
async function outcomesBlocks(content: OutcomesContent, writer: PlanWriter, deps: Wiring): Promise<readonly Block[]> {
  return [proposedOutcomes(content, writer), ...outcomeConsequences(await describeOutcomes(content.entries, deps), writer)];
}

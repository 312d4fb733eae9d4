import { html } from "hono/html";
import type { Refusal } from "../../../shared/base/issues/issue.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import type { PlanWriter } from "../../../shared/plans/views/plan-writer.ts";
import { isOther, possibleSteps } from "../../../shared/proposals/model/apply-step.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { publish } from "../../../shared/proposals/steps/publish.ts";
import { approveProposal, sendBack, submit, withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import { type Form, formMarkup, type Refused } from "../page/form.ts";
import { type Html, linkTo } from "../page/layout.ts";
import { section } from "../page/staff-page.ts";
import { type Step, stepRequests } from "../requests/proposals.ts";
import { type Sent, sentAll } from "./form-data.ts";
import { type AnyPageContext, found, type PageContext, pathPart } from "./page-context.ts";
import { seenLockVersion, takeForm } from "./take.ts";

/** The proposal that the path names. */
export const proposalAt = async (context: AnyPageContext): Promise<Proposal> =>
  found(await context.deps.proposals.find(pathPart(context, "proposalId")), "proposal");

const STEPS = { submit, approve: approveProposal, return: sendBack, withdraw, publish } as const;

type PlanContext = Pick<PageContext<PlanWriter>, "frame" | "writer">;

/** Takes the step that the path names. @param again shows the proposal once more, where it is refused. */
export async function takeProposalStep(
  context: PageContext<PlanWriter>,
  sent: Sent,
  proposal: Proposal,
  again: (proposal: Proposal, refused: Refused, acknowledged: readonly string[]) => Promise<Response>,
): Promise<Response> {
  const { person, deps } = context;
  const { proposalId } = proposal;
  const step = found(
    (Object.keys(STEPS) as Step[]).find((each) => each === pathPart(context, "step")),
    "step",
  );
  const of = { proposalId, lockVersion: seenLockVersion(sent) };
  const acknowledged = sentAll(sent, "acknowledged");
  return takeForm(context, sent, {
    form: stepForm(context, proposal, step),
    request: stepRequests[step],
    known: { lockVersion: of.lockVersion, ...(step === "submit" && { acknowledged }) },
    run: async (body) => {
      const comment = "comment" in body ? body.comment : "";
      await STEPS[step]({ ...of, comment, acknowledged }, person, deps);
      return proposalPath(proposalId);
    },
    again: async (refused) => again(await proposalAt(context), refused, acknowledged),
  });
}

/** What is known of a plan's draft, where it can be submitted; and why what was submitted can't be published as things stand. */
interface Review {
  readonly plan?: Plan | undefined;
  readonly missing: readonly Refusal[];
  readonly refusals?: readonly Refusal[];
}

/** What the reader can do next, each with what comes of it; and why not, where it is for others to do. */
export function nextPart(context: PageContext<PlanWriter>, proposal: Proposal, refused?: Refused, review?: Review) {
  const { writer, person, deps } = context;
  const words = writer.plans.proposal;
  const steps = possibleSteps(deps.kinds.of(proposal.content), proposal, person);
  const form = (step: Step, ask: string) => formMarkup({ ...stepForm(context, proposal, step), intro: ask }, writer, {}, refused);
  const submits = (missing: readonly Refusal[]) =>
    missing.length > 0 ? foundList(words.missing, missing, writer) : form("submit", `${words.nothingMissing} ${words.submitNote}`);
  const { publishesOnApproval } = deps.kinds.of(proposal.content).workflow;
  const refusals = review?.refusals ?? [];
  const approves = () => form("approve", publishesOnApproval ? words.approvePayingNote : words.approveNote);
  return section(
    "next",
    words.nextStep,
    ...notesFor(context, proposal, steps),
    steps.includes("submit") && review !== undefined ? submits(review.missing) : "",
    refusals.length > 0 ? foundList(words.notApprovable, refusals, writer) : steps.includes("approve") ? approves() : "",
    steps.includes("publish") ? form("publish", publishNote(proposal, review?.plan, writer)) : "",
    steps.includes("return") ? form("return", words.sendBackNote) : "",
    steps.includes("withdraw") ? form("withdraw", words.withdrawNote) : "",
  );
}

function stepForm({ frame, writer }: PlanContext, { proposalId, lockVersion, status }: Proposal, step: Step): Form {
  const words = writer.plans.proposal;
  const submits: Readonly<Record<Step, string>> = {
    submit: words.submitForApproval,
    approve: words.approve,
    return: words.sendBack,
    withdraw: words.withdraw,
    publish: status === "publishing" ? words.resume : words.publish,
  };
  const asksComment = step !== "approve" && step !== "publish";
  return {
    id: step,
    action: linkTo(frame, `${proposalPath(proposalId)}/steps/${step}`),
    hidden: { lockVersion: String(lockVersion) },
    fields: asksComment ? [{ name: "comment", label: words.comment, hint: words.commentHint, isWide: true }] : [],
    submit: submits[step],
    isQuiet: step === "return" || step === "withdraw",
  };
}

function foundList(title: string, refusals: readonly Refusal[], writer: PlanWriter): Html {
  return html`<div><p><strong>${title}</strong></p><ul class="found">${refusals.map((each) => html`<li>${writer.formatIssue(each)}</li>`)}</ul></div>`;
}

/** Where it stands, and why a step that one might look for isn't there. */
function notesFor({ writer, person, isHr, isFinance }: PageContext<PlanWriter>, proposal: Proposal, steps: readonly string[]): string[] {
  const words = writer.plans.proposal;
  const { status } = proposal;
  if (status === "published") return [words.done];
  if (status === "withdrawn") return [words.ended];
  if (!isHr && !isFinance) return [words.lookOnly];
  if (status === "submitted" && !isOther(proposal, person.username)) return [words.ownSubmission];
  if (status === "submitted" && !steps.includes("approve")) return [words.waits];
  return steps.some((step) => step !== "return") ? [] : [words.hrOnly];
}

function publishNote({ submission }: Proposal, plan: Plan | undefined, writer: PlanWriter): string {
  const words = writer.plans.proposal;
  const note = plan === undefined ? words.publishFacts : words.publishNote(plan.version, writer.day(plan.effectiveFrom));
  return submission?.restates === true ? [note, words.publishRestates].join(writer.words.joins.sentence) : note;
}

import type { Person } from "../../access/person.ts";
import type { ActivityEntry, SubjectEntry } from "../../activity/model/activity-entry.ts";
import { type Refusal, refusal, refuse } from "../../base/issues/issue.ts";
import { MAX_ATTEMPTS, RetryableError } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { publishers, type Step, takeStep, transitionIssues } from "../model/apply-step.ts";
import { type Proposal, signs } from "../model/proposal.ts";
import { asSeen, commitLockVersion, entriesOf } from "./commit-step.ts";
import type { CommitDeps, ProposalDeps, StepRequest } from "./deps.ts";

/**
 * Publishes what was approved, once it is computed again and nothing differs. What is being published already is gone
 * on with.
 * @returns it published; or approved, with why it was refused; or publishing, where it goes on in the background.
 * @throws RefusedError where it is not approved, or another step came first.
 */
export async function publish(request: StepRequest, person: Person, deps: ProposalDeps): Promise<Proposal> {
  const found = await deps.proposals.find(request.proposalId);
  const needs = found === undefined ? ["hr"] : publishers(deps.kinds.of(found.content));
  if (!needs.some((role) => person.roles.some((each) => each === role))) refuse(refusal("role", { needs: needs.join(" or ") }));
  const begun = found?.status === "publishing" ? found : await begin(asSeen(found, request), person, deps);
  if (begun.status !== "publishing") return begun;
  if (!(await deps.kinds.of(begun.content).runsInBackground(begun))) return resumePublishing(begun.proposalId, deps);
  await deps.jobs.queue("PublishQueued", { proposalId: begun.proposalId });
  return begun;
}

/** Of two who begin at the same moment one does; the other goes on with it. */
async function begin(proposal: Proposal, person: Person, deps: CommitDeps): Promise<Proposal> {
  const refusals = transitionIssues(deps.kinds.of(proposal.content), proposal, "begin-publishing", person);
  if (refusals.length > 0) refuse(...refusals);
  const next = await tryStep(proposal, { kind: "begin-publishing" }, person.username, deps);
  if (next !== undefined) return next;
  const now = await deps.proposals.find(proposal.proposalId);
  if (now?.status === "publishing" || now?.status === "published") return now;
  return refuse(refusal("changed-meanwhile", { lockVersion: proposal.lockVersion, now: now?.lockVersion ?? "" }));
}

/** Goes on with publishing, however often it is told to; done where it is published, or not being published. */
export async function resumePublishing(proposalId: string, deps: CommitDeps): Promise<Proposal> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const proposal = await deps.proposals.find(proposalId);
    if (proposal === undefined) return refuse(refusal("not-found", { what: "proposal", id: proposalId }));
    if (proposal.status !== "publishing") return proposal;
    const step = proposal.publishing?.isDecided === true ? await finish(proposal, deps) : await decide(proposal, deps);
    // Where another was faster, the next round finds what came of it.
    await tryStep(proposal, step, proposal.publishing?.by ?? "", deps);
  }
  throw new RetryableError("it could not be published: others keep changing the same facts; try again");
}

/**
 * Records that publishing was refused, with the proposal: whoever had it published sees it. Nothing where it isn't being
 * published. @throws Error where it was decided already: what is to be stored then can't be taken back.
 */
export async function recordPublishRefusal(proposalId: string, refusals: readonly Refusal[], deps: CommitDeps): Promise<void> {
  const proposal = await deps.proposals.find(proposalId);
  if (proposal?.status !== "publishing") return;
  if (proposal.publishing?.isDecided === true) throw new Error(`the proposal ${proposalId} is decided, and can't be published`);
  await tryStep(proposal, { kind: "reject-publishing", refusals }, proposal.publishing?.by ?? "", deps);
}

/**
 * All checks, and then the decision: it is stored before any fact is. Nobody can refuse, send back or withdraw what
 * another is about to store.
 */
async function decide(proposal: Proposal, deps: CommitDeps): Promise<Step> {
  const refusals = await recheckProposal(proposal, deps);
  if (refusals.length > 0) return { kind: "reject-publishing", refusals };
  const numbers = await deps.kinds.of(proposal.content).fixNumbers?.(proposal.content);
  return { kind: "decide", ...(numbers !== undefined && { numbers }) };
}

async function finish(proposal: Proposal, deps: CommitDeps): Promise<Step> {
  const result = await deps.kinds.of(proposal.content).publish(proposal);
  switch (result.kind) {
    case "stored":
      return { kind: "publish", ...(result.refusals && { refusals: result.refusals }) };
    case "refused":
      return { kind: "reject-publishing", refusals: result.refusals };
    case "renumber":
      return { kind: "decide", numbers: result.numbers };
  }
}

/** Takes a step of publishing; nothing where another came first. */
async function tryStep(proposal: Proposal, step: Step, username: string, deps: CommitDeps): Promise<Proposal | undefined> {
  const kind = deps.kinds.of(proposal.content);
  const stepped = takeStep(kind, proposal, step, { person: { username, roles: publishers(kind) }, at: instantOf(deps) });
  if (!stepped.ok) return refuse(...stepped.refusals);
  const entries = stepped.entry === undefined ? [] : await publishingEntries(stepped.proposal, stepped.entry, deps);
  return (await commitLockVersion(stepped.proposal, entries, deps)) ? stepped.proposal : undefined;
}

/** A subject's activity log may say what became of it, not only that something was published. */
async function publishingEntries(proposal: Proposal, entry: ActivityEntry, deps: CommitDeps): Promise<readonly SubjectEntry[]> {
  const entries = entriesOf(proposal, entry, deps);
  const kind = deps.kinds.of(proposal.content);
  if (entry.action !== "publish" || kind.publishedEntry === undefined) return entries;
  const told = await kind.publishedEntry(proposal, entry);
  return entries.map((each, index) => (index === 0 ? each : { ...each, entry: told }));
}

/** Computes again what was approved. @returns why it can't be published; nothing where nothing differs. */
export async function recheckProposal(proposal: Proposal, { kinds }: Pick<CommitDeps, "kinds">): Promise<readonly Refusal[]> {
  const { content, submission, approval } = proposal;
  if (submission === undefined || approval === undefined || !signs(approval, submission)) return [refusal("signature-differs")];
  const kind = kinds.of(content);
  if (kind.hash(content) !== submission.contentHash) return [refusal("facts-differ")];
  return kind.recheck(proposal);
}

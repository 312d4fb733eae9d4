import type { Actor, Person } from "../../access/person.ts";
import type { ActivityEntry, SubjectEntry } from "../../activity/model/activity-entry.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { MAX_ATTEMPTS, RETRY, RetryableError, retry } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { type Step, takeStep, transitionIssues } from "../model/apply-step.ts";
import { beginDraft, type CreatedProposal } from "../model/create.ts";
import type { Content, Proposal, StepKind } from "../model/proposal.ts";
import type { CommitDeps, StepRequest } from "./deps.ts";

/** The proposal as it was seen. @throws RefusedError where there is none, or it was changed meanwhile. */
export async function openProposal(request: StepRequest, { proposals }: Pick<CommitDeps, "proposals">): Promise<Proposal> {
  return asSeen(await proposals.find(request.proposalId), request);
}

/** A proposal that was read, if it is the one that was seen. @throws RefusedError where there is none, or it was changed meanwhile. */
export function asSeen(proposal: Proposal | undefined, { proposalId, lockVersion }: StepRequest): Proposal {
  if (proposal === undefined) refuse(refusal("not-found", { what: "proposal", id: proposalId }));
  if (proposal.lockVersion !== lockVersion) refuse(refusal("changed-meanwhile", { lockVersion, now: proposal.lockVersion }));
  return proposal;
}

/** Asks whether a person may take a step, before what it needs is computed. @throws RefusedError */
export function assertPossible(proposal: Proposal, step: StepKind, person: Actor, { kinds }: Pick<CommitDeps, "kinds">): void {
  const refusals = transitionIssues(kinds.of(proposal.content), proposal, step, person);
  if (refusals.length > 0) refuse(...refusals);
}

/** Takes a person's step and stores it. @throws RefusedError where it isn't possible, or another came first. */
export async function advance(proposal: Proposal, step: Step, person: Actor, deps: CommitDeps): Promise<Proposal> {
  const stepped = takeStep(deps.kinds.of(proposal.content), proposal, step, { person, at: instantOf(deps) });
  if (!stepped.ok) refuse(...stepped.refusals);
  if (stepped.proposal === proposal) return proposal;
  const entries = stepped.entry === undefined ? [] : entriesOf(proposal, stepped.entry, deps);
  if (await commitLockVersion(stepped.proposal, entries, deps)) return stepped.proposal;
  const now = await deps.proposals.find(proposal.proposalId);
  return refuse(refusal("changed-meanwhile", { lockVersion: proposal.lockVersion, now: now?.lockVersion ?? "" }));
}

/**
 * Stores a lock version with its lines of the activity log.
 * @returns false where another lock version is there already.
 * @throws RetryableError where the table stays too busy.
 */
export async function commitLockVersion(proposal: Proposal, entries: readonly SubjectEntry[], deps: CommitDeps): Promise<boolean> {
  return retry("the step could not be stored: the table is too busy; try again", deps.surroundings, async (earlier) => {
    const result = await deps.proposals.commit(proposal, entries);
    if (result === "committed") return true;
    // What was not known to be stored may have been: then it stands there as it was to.
    return result === "stale"
      ? earlier > 0 && canonicalJson(await deps.proposals.find(proposal.proposalId)) === canonicalJson(proposal)
      : RETRY;
  });
}

/** A line under the proposal and under what it is about. */
export function entriesOf({ proposalId, content }: Proposal, entry: ActivityEntry, { kinds }: Pick<CommitDeps, "kinds">): SubjectEntry[] {
  return [
    { subject: `proposal:${proposalId}`, entry },
    { subject: kinds.of(content).subjectOf(content), entry },
  ];
}

/**
 * Stores a first lock version under an id that nobody has, with its entries of the activity log: those of the proposal and of
 * its subject, unless others are given.
 * @throws RetryableError where the table stays too busy.
 */
export async function commitNew(
  begin: (proposalId: string) => CreatedProposal,
  deps: CommitDeps,
  entries: (begun: CreatedProposal) => readonly SubjectEntry[] = ({ proposal, entry }) => entriesOf(proposal, entry, deps),
): Promise<Proposal> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const begun = begin(newProposalId(deps));
    if (await commitLockVersion(begun.proposal, entries(begun), deps)) return begun.proposal;
  }
  throw new RetryableError("no id was free for the proposal; try again");
}

/** It sorts by time, and chance keeps those of one moment apart. */
function newProposalId({ surroundings }: Pick<CommitDeps, "surroundings">): string {
  const chance = Math.floor(surroundings.random() * 36 ** 6);
  return `${Math.floor(surroundings.now() / 1000).toString(36)}-${chance.toString(36).padStart(6, "0")}`;
}

/** Stores a new draft. */
export async function createDraft(content: Content, comment: string | undefined, person: Person, deps: CommitDeps): Promise<Proposal> {
  const naming = { person, at: instantOf(deps), ...(comment !== undefined && { comment }) };
  return commitNew((proposalId) => beginDraft(deps.kinds.of(content), content, { ...naming, proposalId }), deps);
}

import type { Person } from "../../access/person.ts";
import type { SubjectEntry, TrailAction, TrailEntry } from "../../activity/model/activity-entry.ts";
import { changesOfFacts } from "../../advisors/steps/submit-advisor.ts";
import { monthsBetween } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { MAX_ATTEMPTS, RetryableError } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { numberRevisions } from "../../scores/steps/number-revisions.ts";
import { readTrial } from "../../simulations/steps/read-simulation.ts";
import { type Step, takeStep } from "../model/apply-step.ts";
import { isPaying, isPublishedOnApproval, type Proposal } from "../model/proposal.ts";
import type { StepRequest } from "../model/step-request.ts";
import { hindrances, publishers } from "../model/transitions.ts";
import { asSeen, commitEdition, entriesOf } from "./commit-step.ts";
import type { Proposing } from "./deps.ts";
import { checkPublishing } from "./recheck.ts";
import { storeFacts } from "./store-content.ts";

/** How much is computed again within an answer: advisors, advisors times months, scores, or entries. More goes on in the background. */
const INLINE = { advisors: 2_000, evaluations: 60_000, scores: 1_000, entries: 500 };

/**
 * Publishes what was approved, once it is computed again and nothing differs. What is being published already is gone
 * on with.
 * @returns it published; or approved, with why it was refused; or publishing, where it goes on in the background.
 * @throws RefusedError where it is not approved, or another step came first.
 */
export async function publish(request: StepRequest, person: Person, p: Proposing): Promise<Proposal> {
  const found = await p.proposals.find(request.proposalId);
  const needs = found === undefined ? ["hr"] : publishers(found.content);
  if (!needs.some((role) => person.roles.some((each) => each === role))) refuse(refusal("role", { needs: needs.join(" or ") }));
  const begun = found?.status === "publishing" ? found : await begin(asSeen(found, request), person, p);
  if (begun.status !== "publishing") return begun;
  if (!(await isLarge(begun, p))) return goOnPublishing(begun.proposalId, p);
  await p.work.publishPending(begun.proposalId);
  return begun;
}

/** Of two who begin at the same moment one does; the other goes on with it. */
async function begin(proposal: Proposal, person: Person, p: Proposing): Promise<Proposal> {
  const refusals = hindrances(proposal, "begin-publishing", person);
  if (refusals.length > 0) refuse(...refusals);
  const next = await tryStep(proposal, { kind: "begin-publishing" }, person.username, p);
  if (next !== undefined) return next;
  const now = await p.proposals.find(proposal.proposalId);
  if (now?.status === "publishing" || now?.status === "published") return now;
  return refuse(refusal("changed-meanwhile", { edition: proposal.edition, now: now?.edition ?? "" }));
}

/** Goes on with publishing, however often it is told to; done where it is published, or not being published. */
export async function goOnPublishing(proposalId: string, p: Proposing): Promise<Proposal> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const proposal = await p.proposals.find(proposalId);
    if (proposal === undefined) return refuse(refusal("not-found", { what: "proposal", id: proposalId }));
    if (proposal.status !== "publishing") return proposal;
    const step = proposal.publishing?.isDecided === true ? await finish(proposal, p) : await decide(proposal, p);
    // Where another was faster, the next round finds what came of it.
    await tryStep(proposal, step, proposal.publishing?.by ?? "", p);
  }
  throw new RetryableError("it could not be published: others keep changing the same facts; try again");
}

/**
 * All checks, and then the decision: it is stored before any fact is. Nobody can refuse, send back or withdraw what
 * another is about to store.
 */
async function decide(proposal: Proposal, p: Proposing): Promise<Step> {
  const refusals = await checkPublishing(proposal, p);
  if (refusals.length > 0) return { kind: "refuse-publish", refusals };
  if (proposal.content.kind !== "scores") return { kind: "decide" };
  return { kind: "decide", revisions: (await numberRevisions(proposal.content.entries, p)).map(({ revision }) => revision) };
}

async function finish(proposal: Proposal, p: Proposing): Promise<Step> {
  const storing = await storeFacts(proposal, p);
  switch (storing.kind) {
    case "stored":
      return { kind: "publish", ...(storing.refusals && { refusals: storing.refusals }) };
    case "refused":
      return { kind: "refuse-publish", refusals: storing.refusals };
    case "renumber":
      return { kind: "decide", revisions: storing.revisions };
  }
}

/** Takes a step of publishing; nothing where another came first. */
async function tryStep(proposal: Proposal, step: Step, username: string, p: Proposing): Promise<Proposal | undefined> {
  const stepped = takeStep(proposal, step, { person: { username, roles: publishers(proposal.content) }, at: instantOf(p) });
  if (!stepped.ok) return refuse(...stepped.refusals);
  const entries = stepped.entry === undefined ? [] : await publishingEntries(stepped.proposal, stepped.entry, p);
  return (await commitEdition(stepped.proposal, entries, p)) ? stepped.proposal : undefined;
}

/** An advisor's trail, and that of scores, say what became of them, not only that something was published. */
async function publishingEntries(proposal: Proposal, entry: TrailEntry, p: Proposing): Promise<readonly SubjectEntry[]> {
  const { content } = proposal;
  const [own, ofSubject] = entriesOf(proposal, entry);
  if (
    own === undefined ||
    ofSubject === undefined ||
    entry.action !== "publish" ||
    content.kind === "plan" ||
    isPublishedOnApproval(content)
  )
    return entriesOf(proposal, entry);
  const changes = await changesOfFacts(content, p, proposal.publishing?.revisions);
  const action: TrailAction = content.kind === "scores" ? "import" : changeOf(content.advisor.revision, changes);
  return [own, { ...ofSubject, entry: { ...entry, action, changes } }];
}

function changeOf(revision: number, changes: readonly { readonly path: string; readonly after?: unknown }[]): TrailAction {
  if (revision === 1) return "register";
  return changes.some(({ path, after }) => (path === "leftOn" || /^spells\[\d+\]\.to$/.test(path)) && after !== undefined)
    ? "leave"
    : "change";
}

async function isLarge({ content, submission, publishing }: Proposal, p: Proposing): Promise<boolean> {
  if (content.kind === "scores") return content.entries.length > INLINE.scores;
  if (isPaying(content)) return content.entries.length > INLINE.entries;
  if (content.kind !== "plan" || publishing?.isDecided === true) return false;
  const tried = await readTrial(submission?.trialId ?? "", p);
  if (tried === undefined) return false;
  const { from, to } = tried.trial.request;
  const advisors = tried.result?.advisors ?? 0;
  return advisors > INLINE.advisors || advisors * (monthsBetween(from, to) + 1) > INLINE.evaluations;
}

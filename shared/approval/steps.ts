import type { Instant, Proposal, ProposalContent, Refusal, Submission } from "./proposal.ts";
import type { TrailEntry } from "./trail.ts";

/** Whoever takes a step: her name, and what she may be. */
export interface Actor {
  readonly username: string;
  readonly roles: readonly string[];
}

/** What can be done with a proposal. */
export type Step =
  | { readonly kind: "edit"; readonly content: ProposalContent; readonly why?: string }
  | { readonly kind: "simulate"; readonly trialId: string }
  | { readonly kind: "submit"; readonly submission: Omit<Submission, "by" | "at"> }
  | { readonly kind: "approve" }
  | { readonly kind: "send-back"; readonly why: string }
  | { readonly kind: "withdraw"; readonly why: string }
  | { readonly kind: "begin-publishing" }
  | { readonly kind: "decide"; readonly revisions?: readonly number[] }
  | { readonly kind: "refuse-publish"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "publish" };

export type StepKind = Step["kind"];

/** A step that is possible: the next edition, and its line of the trail; or why it isn't. */
export type Stepped =
  | { readonly ok: true; readonly proposal: Proposal; readonly entry?: TrailEntry }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Takes a step, as of an instant. Pure: nothing is stored. */
export function takeStep(_proposal: Proposal, _step: Step, _by: { readonly person: Actor; readonly at: Instant }): Stepped {
  throw new Error("not yet");
}

/** The steps that a person may take now, four eyes and status considered: what a page offers. */
export function possibleSteps(_proposal: Proposal, _person: Actor): readonly StepKind[] {
  throw new Error("not yet");
}

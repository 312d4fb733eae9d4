import type { Person } from "../../access/who.ts";
import type { Proposal } from "../../approval/proposal.ts";
import type { Proposing, StepRequest } from "./proposing.ts";

export interface Submitting extends StepRequest {
  readonly why: string;
  /** Ids of the findings that the submitter knows and means. */
  readonly acknowledged: readonly string[];
}

/** Submits a draft: what is to be approved is fixed by hashes. @throws RefusedError with all that hinders it. */
export async function submit(_request: Submitting, _person: Person, _p: Proposing): Promise<Proposal> {
  throw new Error("not yet");
}

/** Approves a submission. @throws RefusedError where the person wrote or submitted it, or another step came first. */
export async function approve(_request: StepRequest, _person: Person, _p: Proposing): Promise<Proposal> {
  throw new Error("not yet");
}

/** Makes a draft again of what was submitted or approved. @throws RefusedError */
export async function sendBack(_request: StepRequest & { readonly why: string }, _person: Person, _p: Proposing): Promise<Proposal> {
  throw new Error("not yet");
}

/** Ends a proposal that is not published. @throws RefusedError */
export async function withdraw(_request: StepRequest & { readonly why: string }, _person: Person, _p: Proposing): Promise<Proposal> {
  throw new Error("not yet");
}

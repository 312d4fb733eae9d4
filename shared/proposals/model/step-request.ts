import type { SubmitComment } from "../kind.ts";

/** A proposal's step as it is asked for: on the edition that was seen. */
export interface StepRequest {
  readonly proposalId: string;
  readonly edition: number;
}

/** Submitting, with its comment and the warnings that are acknowledged. */
export interface SubmitRequest extends StepRequest, SubmitComment {}

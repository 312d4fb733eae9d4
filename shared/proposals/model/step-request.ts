/** A proposal's step as it is asked for: on the edition that was seen. */
export interface StepRequest {
  readonly proposalId: string;
  readonly edition: number;
}

export interface Submitting extends StepRequest {
  readonly why: string;
  /** Ids of the findings that the submitter knows and means. */
  readonly acknowledged: readonly string[];
}

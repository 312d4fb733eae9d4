import type { Proposal, Refusal } from "../../approval/proposal.ts";
import type { Month } from "../../calendar/month.ts";
import type { PlanChange } from "../../plan/diff.ts";
import type { Finding } from "../../plan/inspect.ts";
import type { Plan } from "../../plan/schema.ts";
import type { Trial, TrialResult } from "../../trial/trial.ts";
import type { Proposing } from "./proposing.ts";

/** All that is known of a plan's draft as it stands: what its page shows, and what submitting asks for. */
export interface PlanReview {
  /** The version that it is to become; none where it can't be read. */
  readonly plan?: Plan;
  /** Why it can't be read. */
  readonly reasons: readonly string[];
  /** The version that it follows; none for a first version. */
  readonly base?: Plan;
  readonly changes: readonly PlanChange[];
  readonly findings: readonly Finding[];
  /** Whether it starts before tomorrow. */
  readonly restates: boolean;
  /** The closed months that it restates; none where it reaches none. */
  readonly restatementRange?: { readonly from: Month; readonly to: Month };
  readonly trial?: Trial;
  readonly result?: TrialResult;
  /** What still hinders submitting, beside findings that are to be acknowledged. */
  readonly missing: readonly Refusal[];
  readonly latestVersion: number;
}

/** Reviews a plan's proposal. @throws RefusedError where it proposes other facts. */
export async function reviewPlan(_proposal: Proposal, _p: Proposing): Promise<PlanReview> {
  throw new Error("not yet");
}

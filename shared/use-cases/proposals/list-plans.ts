import type { Proposal } from "../../approval/proposal.ts";
import type { Day } from "../../calendar/month.ts";
import type { Plan } from "../../plan/schema.ts";
import type { Proposing } from "./proposing.ts";

/** A published version and where it stands today. */
export interface PlanVersion {
  readonly plan: Plan;
  readonly state: "future" | "in-force" | "superseded";
  /** Its last day, where another version is known to follow it. */
  readonly until?: Day;
  /** How it came to be; none where it was sent as a fact. */
  readonly proposal?: Proposal;
  /** Whether a later version takes it back. */
  readonly rolledBack: boolean;
}

export interface PlanOverview {
  readonly planId: string;
  /** Highest version first. */
  readonly versions: readonly PlanVersion[];
  /** Proposals that are neither published nor withdrawn, the latest changed first. */
  readonly drafts: readonly Proposal[];
}

/** All plans that have a version or a draft, by id. */
export async function listPlans(_p: Pick<Proposing, "ledger" | "proposals" | "surroundings" | "rating">): Promise<PlanOverview[]> {
  throw new Error("not yet");
}

/** A plan; none where it has neither version nor draft. */
export async function readPlan(
  _planId: string,
  _p: Pick<Proposing, "ledger" | "proposals" | "surroundings" | "rating">,
): Promise<PlanOverview | undefined> {
  throw new Error("not yet");
}

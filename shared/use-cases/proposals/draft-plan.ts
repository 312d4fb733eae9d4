import type { Person } from "../../access/who.ts";
import type { Proposal } from "../../approval/proposal.ts";
import type { Month } from "../../calendar/month.ts";
import type { Trial } from "../../trial/trial.ts";
import type { Proposing, StepRequest } from "./proposing.ts";

export interface NewPlanDraft {
  readonly planId: string;
  /** The version whose terms it begins with. */
  readonly from: number | "blank";
  readonly rollsBack?: { readonly from: number; readonly to: number };
  readonly why?: string;
}

/**
 * Makes a draft of a plan's next version.
 * @throws RefusedError where the person is not of HR, or there is no such version.
 */
export async function createPlanDraft(_request: NewPlanDraft, _person: Person, _p: Proposing): Promise<Proposal> {
  throw new Error("not yet");
}

export interface PlanDraftEdit extends StepRequest {
  readonly terms: Readonly<Record<string, unknown>>;
  /** Moves the draft onto the latest version: it follows that one from now on. */
  readonly rebase?: boolean;
  readonly why?: string;
}

/** Edits a draft's terms, readable or not. @throws RefusedError */
export async function editPlanDraft(_edit: PlanDraftEdit, _person: Person, _p: Proposing): Promise<Proposal> {
  throw new Error("not yet");
}

export interface Simulation extends StepRequest {
  readonly from: Month;
  readonly to: Month;
  readonly as: "always" | "dated";
  readonly replaces?: string;
}

/** Begins a trial of a draft as it stands. @throws RefusedError where it can't be read, or was changed meanwhile. */
export async function simulate(_simulation: Simulation, _person: Person, _p: Proposing): Promise<Trial> {
  throw new Error("not yet");
}

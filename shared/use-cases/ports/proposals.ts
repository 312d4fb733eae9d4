import type { Proposal, ProposalStatus } from "../../approval/proposal.ts";
import type { TrailEntry } from "../../approval/trail.ts";

/** Keeps proposals and the trail of what people changed. Reads are consistent. */
export interface ProposalStore {
  find(proposalId: string): Promise<Proposal | undefined>;
  /** All proposals of these statuses, the latest changed first. */
  list(statuses: readonly ProposalStatus[]): Promise<readonly Proposal[]>;
  /**
   * Stores a proposal's next edition together with its lines of the trail, on the condition that the edition before it
   * is the one that is stored (none for the first). One transaction.
   * @returns `stale` where another step came first.
   */
  commit(proposal: Proposal, entries: readonly SubjectEntry[]): Promise<"committed" | "stale" | "busy">;
  /** The trail of a subject, oldest first. */
  trail(subject: string): Promise<readonly TrailEntry[]>;
  /** Adds to the trail what was done without a proposal. */
  note(entry: SubjectEntry): Promise<void>;
}

/** Subjects: `proposal:ID`, `plan:ID`, `advisor:ID`, `scores`, `quarantine:ID`. */
export interface SubjectEntry {
  readonly subject: string;
  readonly entry: TrailEntry;
}

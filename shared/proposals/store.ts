import type { ActivityEntry, SubjectEntry } from "../activity/model/activity-entry.ts";
import type { Proposal, ProposalStatus } from "./model/proposal.ts";

/** Keeps proposals and the activity log of what people changed. Reads are consistent. */
export interface ProposalStore {
  find(proposalId: string): Promise<Proposal | undefined>;
  /** The proposals of these statuses, or of them those of a kind, the latest changed first: of each status and kind at most 1,000. */
  list(statuses: readonly ProposalStatus[], kind?: string): Promise<readonly Proposal[]>;
  /**
   * Stores a proposal's next lock version together with its lines of the activity log, on the condition that the lock version before it
   * is the one that is stored (none for the first, 1). One transaction. The very same commit again changes nothing.
   * @returns `stale` where another step came first.
   */
  commit(proposal: Proposal, entries: readonly SubjectEntry[]): Promise<"committed" | "stale" | "busy">;
  /** The activity log of a subject, oldest first. */
  activity(subject: string): Promise<readonly ActivityEntry[]>;
  /** Adds to the activity log what was done without a proposal. */
  note(entry: SubjectEntry): Promise<void>;
  /**
   * The same, once for its action, its person and the full hour (UTC) in which it was done: again within that hour it changes
   * nothing. Stored when this returns.
   */
  noteOncePerHour(entry: SubjectEntry): Promise<void>;
}

import type { Instant, Month } from "../base/calendar/month.ts";
import type { Refusal } from "../base/issues/refusal.ts";

/** A run of a close that a person asked for. */
export interface CloseRun {
  readonly runId: string;
  readonly month: Month;
  readonly requestedBy: string;
  readonly at: Instant;
  /** Why it is closed so early, where it is. */
  readonly reason?: string;
}

/** How far a run has come. */
export interface RunState {
  readonly status: "running" | "succeeded" | "failed";
  /** The name and message of the error that ended it. */
  readonly error?: string;
  readonly cause?: string;
}

/** Starts closes, and tells how they go. */
export interface CloseRunner {
  /** Starts a run under its id; the same id again starts nothing. */
  start(run: CloseRun): Promise<void>;
  /** Undefined where there is no such run. */
  look(runId: string): Promise<RunState | undefined>;
}

/** What a close is expected to come to, and what is still open before it: as it was computed last. Minor units. */
export interface ClosePreview {
  readonly month: Month;
  readonly previewId: string;
  readonly wanted: { readonly by: string; readonly at: Instant };
  /** None while it is being computed; the archive's key of what came out. */
  readonly result?: { readonly at: Instant; readonly key: string };
  /** Why it could not be computed. */
  readonly issues?: readonly Refusal[];
}

/** Keeps runs and previews of closes. */
export interface CloseRuns {
  /** Put if absent, by its id. @returns the run as it was noted first. */
  noteRun(run: CloseRun): Promise<CloseRun>;
  /** The latest first. */
  runs(month: Month): Promise<readonly CloseRun[]>;
  /** The latest. */
  preview(month: Month): Promise<ClosePreview | undefined>;
  wantPreview(preview: ClosePreview): Promise<void>;
  notePreview(preview: ClosePreview): Promise<void>;
}

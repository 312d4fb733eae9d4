import * as z from "zod";
import type { Month } from "../base/calendar/month.ts";
import { storedRefusal } from "../base/issues/stored-issues.ts";
import { record, type Stored, textCodec } from "../base/json/codec.ts";

/** A run of a close that a person asked for. */
const closeRun = record({
  runId: z.string(),
  month: z.string(),
  requestedBy: z.string(),
  at: z.string(),
  /** Why it is closed so early, where it is. */
  reason: z.string().optional(),
});
export type CloseRun = Stored<typeof closeRun>;
export const closeRunCodec = textCodec("a run of a close", closeRun);

/** How far a run has come. */
export interface RunState {
  readonly status: "running" | "succeeded" | "failed";
  /** The name and message of the error that ended it. */
  readonly error?: string;
  readonly cause?: string;
}

/** Starts closes, and tells how they go. */
export interface CloseRunner {
  /**
   * Starts a run under its id; the same id again starts nothing.
   * @param machine the version of the code that it is made by, as a close keeps it; by default the one deployed last.
   */
  start(run: CloseRun, machine?: string): Promise<void>;
  /** Undefined where there is no such run. */
  look(runId: string): Promise<RunState | undefined>;
}

/** What a close is expected to come to, and what is still open before it: as it was computed last. Minor units. */
const closePreview = record({
  month: z.string(),
  previewId: z.string(),
  wanted: record({ by: z.string(), at: z.string() }),
  /** None while it is being computed; the archive's key of what came out. */
  result: record({ at: z.string(), key: z.string() }).optional(),
  /** Why it could not be computed. */
  issues: z.array(storedRefusal).optional(),
});
export type ClosePreview = Stored<typeof closePreview>;
export const closePreviewCodec = textCodec("a preview that was asked for", closePreview);

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

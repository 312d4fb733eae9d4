import type { Person } from "../../access/person.ts";
import type { Month } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import type { JobQueue } from "../../base/runtime/jobs.ts";
import { inParallel, type ObjectStore, type Runtime } from "../../base/runtime/runtime.ts";
import { type CloseSchedule, closingRefusals } from "../model/early-close.ts";
import { type PreviewedClose, previewedCloseCodec } from "../model/preview.ts";
import type { ClosePreview, CloseRun, CloseRuns } from "../store.ts";
import { assertOpenNext, type CloseProgress, type CloseProgressDeps, closeProgress, type NextMonthDeps } from "./close-progress.ts";
import { type ClosePreviewDeps, previewClose } from "./preview-close.ts";

/** A close as finance asks for it. */
export interface StartRequest {
  readonly month: Month;
  /** The month, typed once more: asked for until its close has begun. */
  readonly confirm?: string | undefined;
  /** Why it is closed so early, where it is. */
  readonly reason?: string | undefined;
}

export type StartCloseDeps = CloseProgressDeps & NextMonthDeps & CloseSchedule;

/**
 * Starts a month's close; where its last run ended before it was through, starts it again, which goes on with what is
 * left. What is closed, or being closed, stays as it is. Of several who start it at once one run comes.
 * @returns how far it is then.
 * @throws RefusedError where it is not the next month, not confirmed, early and without a reason, or an account number stands in it.
 */
export async function startClose({ month, confirm, reason }: StartRequest, person: Person, deps: StartCloseDeps): Promise<CloseProgress> {
  if (!person.roles.includes("finance")) refuse(refusal("role", { needs: "finance" }));
  const progress = await closeProgress(month, deps);
  if (progress.status === "closed" || progress.status === "settling" || progress.status === "starting") return progress;
  if (!progress.hasBegun) {
    await assertOpenNext(month, deps);
    const refusals = [...(confirm === month ? [] : [refusal("close-unconfirmed", { month })]), ...closingRefusals(month, reason, deps)];
    if (refusals.length > 0) refuse(...refusals);
  }
  const run: CloseRun = {
    runId: runIdOf(month, numberOf(progress)),
    month,
    requestedBy: person.username,
    at: new Date(deps.surroundings.now()).toISOString(),
    ...(reason !== undefined && reason.trim() !== "" && { reason: reason.trim() }),
  };
  await deps.closeRunner.start(await deps.closeRuns.noteRun(run), await machineOf(month, deps));
  return closeProgress(month, deps);
}

/** Once part of a close is settled, the version that began it goes on; until then whatever is deployed last takes it over. */
async function machineOf(month: Month, { ledger }: StartCloseDeps): Promise<string | undefined> {
  return (await ledger.isSettled(month)) ? (await ledger.close(month))?.code?.machine : undefined;
}

/** A run that was noted and never started is started under its number; one that ended makes room for the next. */
function numberOf({ run, runs, ended }: CloseProgress): number {
  return run !== undefined && ended === undefined ? runs : runs + 1;
}

const runIdOf = (month: Month, number: number): string => `${month}-${String(number).padStart(3, "0")}`;

/** Up to so many advisors a preview is computed while one waits. */
const MAX_AT_ONCE = 2_000;
const SHARDS_CONCURRENCY = 16;

export interface PreviewRequestDeps extends ClosePreviewDeps {
  readonly jobs: JobQueue;
  readonly surroundings: Pick<Runtime, "now" | "random">;
}

/**
 * Begins a preview of a month's close, which takes the place of an earlier one. Of a small agency it is done at once.
 * @throws RefusedError where the month is not the next to be closed.
 */
export async function requestPreview(month: Month, person: Person, deps: PreviewRequestDeps): Promise<ClosePreview> {
  await assertOpenNext(month, deps);
  const { closeRuns, ledger, shards, jobs, surroundings } = deps;
  const at = new Date(surroundings.now()).toISOString();
  const preview: ClosePreview = { month, previewId: previewIdOf(at, surroundings.random()), wanted: { by: person.username, at } };
  await closeRuns.wantPreview(preview);
  const all = Array.from({ length: shards }, (_, shard) => shard);
  const advisors = await inParallel(all, SHARDS_CONCURRENCY, async (shard) => (await ledger.advisorsOfShard(shard)).length);
  if (advisors.reduce((total, count) => total + count, 0) <= MAX_AT_ONCE) await previewClose(month, preview.previewId, deps);
  else await jobs.queue("ClosePreviewQueued", { month, previewId: preview.previewId });
  return (await closeRuns.preview(month)) ?? preview;
}

/** The latest preview of a month's close, with what came out where it is done. */
export async function readPreview(
  month: Month,
  { closeRuns, archive }: { readonly closeRuns: Pick<CloseRuns, "preview">; readonly archive: Pick<ObjectStore, "get"> },
): Promise<{ readonly preview: ClosePreview; readonly result: PreviewedClose | undefined } | undefined> {
  const preview = await closeRuns.preview(month);
  if (preview === undefined) return undefined;
  const text = preview.result && (await archive.get(preview.result.key));
  return { preview, result: text === undefined ? undefined : previewedCloseCodec.decode(text) };
}

/** Begins with when it was begun; safe in keys and addresses. */
function previewIdOf(at: string, random: number): string {
  const tail = Math.floor(random * 16 ** 8).toString(16);
  return `${at.replace(/[^0-9TZ]/g, "")}-${tail.padStart(8, "0")}`;
}

import type { Person } from "../../access/person.ts";
import type { Month } from "../../base/calendar/month.ts";
import type { JobQueue } from "../../base/runtime/jobs.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { ObjectStore, Runtime } from "../../base/runtime/runtime.ts";
import { type PreviewedClose, previewedCloseCodec } from "../model/preview.ts";
import type { ClosePreview, CloseRuns } from "../store.ts";
import { assertOpenNext } from "./close-progress.ts";
import { type ClosePreviewDeps, previewClose } from "./preview-close.ts";

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

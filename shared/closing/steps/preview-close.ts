import type { Month } from "../../base/calendar/month.ts";
import { type Refusal, RefusedError } from "../../base/issues/issue.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import { settle } from "../../engine/statement/settle.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import { adjustmentsAt, inputsAsOf, settledAt, storesOf, termsAt } from "../../ledger/close/as-of-period.ts";
import { forecastsOf } from "../../ledger/sellers/by-seller.ts";
import { recordsCompleted } from "../../ledger/sellers/whole-record.ts";
import type { AdvisorRecord, CloseLedger } from "../../ledger/store/close-store.ts";
import type { LedgerState } from "../../ledger/store/fact-store.ts";
import type { AccountLedger } from "../../ledger/store/ledger-reader.ts";
import { previewedCloseCodec } from "../model/preview.ts";
import { PreviewSums, type SeenAdvisor } from "../model/preview-sums.ts";
import type { CloseRuns } from "../store.ts";
import { assertOpenNext, type NextMonthDeps } from "./close-progress.ts";

export interface ClosePreviewDeps extends NextMonthDeps {
  readonly ledger: Pick<
    CloseLedger,
    "state" | "close" | "recordedPlans" | "advisorRecord" | "storeAttributes" | "advisorsOfShard" | "statementsOf" | "claimedRows"
  >;
  readonly accounts: Pick<AccountLedger, "claimedForecasts" | "closes">;
  readonly rating: RatingRules;
  readonly shards: number;
  readonly archive: Pick<ObjectStore, "put">;
  readonly closeRuns: CloseRuns;
}

const [SHARDS_CONCURRENCY, ADVISORS_CONCURRENCY] = [4, 8];

/**
 * Computes what a month's close would come to now, by the close's own rule, and keeps it. Done where it is already, or
 * where a later preview has taken its place. That the month can't be closed any more is noted as its failure.
 */
export async function previewClose(month: Month, previewId: string, deps: ClosePreviewDeps): Promise<void> {
  const preview = await deps.closeRuns.preview(month);
  if (preview?.previewId !== previewId || preview.result !== undefined || preview.issues !== undefined) return;
  try {
    await assertOpenNext(month, deps);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    await deps.closeRuns.notePreview({ ...preview, issues: error.issues });
    return;
  }
  const at = new Date(deps.surroundings.now()).toISOString();
  const sums = await look(month, deps);
  const key = `previews/${month}/${previewId}.json`;
  await deps.archive.put(key, previewedCloseCodec.encode(sums.result(at)));
  await deps.closeRuns.notePreview({ ...preview, result: { at, key } });
}

/** Records that a preview could not be computed, whatever was tried: it can be requested again. */
export async function failPreview(
  { month, previewId }: { readonly month: Month; readonly previewId: string },
  refusals: readonly Refusal[],
  { closeRuns }: Pick<ClosePreviewDeps, "closeRuns">,
): Promise<void> {
  const preview = await closeRuns.preview(month);
  if (preview?.previewId === previewId && preview.result === undefined) await closeRuns.notePreview({ ...preview, issues: refusals });
}

async function look(month: Month, deps: ClosePreviewDeps): Promise<PreviewSums> {
  const { ledger, accounts, rating, shards } = deps;
  const [state, plans, [last]] = await Promise.all([ledger.state(), ledger.recordedPlans(), accounts.closes()]);
  const sums = new PreviewSums(month, last, rating.ratedFacets.indexOf("role"));
  const completed = await recordsCompleted(shards, state.period, ledger);
  const all = Array.from({ length: shards }, (_, shard) => shard);
  await inParallel(all, SHARDS_CONCURRENCY, async (shard) => {
    const before = last === undefined ? [] : await ledger.statementsOf(last.month, shard);
    const lastStatements = new Map(before.flatMap(({ advisorId, statement }) => (statement ? [[advisorId, statement] as const] : [])));
    const records = await inParallel(await ledger.advisorsOfShard(shard), ADVISORS_CONCURRENCY, async (advisorId) => ({
      advisorId,
      record: completed(advisorId, await ledger.advisorRecord(advisorId, state.period)),
      // Trips are told by who sells them.
      forecasts: await forecastsOf([advisorId], advisorId, accounts),
    }));
    const stores = await storesOf(
      records.map(({ record }) => record),
      ledger,
    );
    const terms = termsAt(state.period, plans, stores, rating.ratedFacets);
    for (const { advisorId, record, forecasts } of records) {
      const expected = expect(month, record, state, terms);
      if (expected !== undefined) sums.add({ ...expected, forecasts, before: lastStatements.get(advisorId) });
    }
  });
  return sums;
}

/** What a close that began now would state; undefined for someone who isn't registered. */
function expect(
  month: Month,
  record: AdvisorRecord,
  { period, firstMonth }: LedgerState,
  terms: Parameters<typeof inputsAsOf>[2],
): (Pick<SeenAdvisor, "advisorId" | "name"> & { readonly statement: Statement | undefined }) | undefined {
  const books = inputsAsOf(period, record, terms);
  if (books === undefined) return undefined;
  const { settled } = settledAt(period - 1, record);
  const { statement } = settle(books, month, firstMonth ?? month, settled, adjustmentsAt(period, record));
  return { advisorId: books.advisor.advisorId, name: books.advisor.name, statement };
}

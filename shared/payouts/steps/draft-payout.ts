import { refuse } from "../../base/issues/refusal.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { checkFormats } from "../bank-files/bank-formats.ts";
import { takePayoutStep } from "../model/apply-step.ts";
import { contentOf, paymentsOf } from "../model/lines-file.ts";
import type { Payout } from "../model/payout.ts";
import { findPayout, lineOf } from "./commit-step.ts";
import type { DraftDeps } from "./deps.ts";
import { draftPart } from "./draft-part.ts";
import { readPart } from "./lines-store.ts";

const SHARDS_CONCURRENCY = 4;

/**
 * Computes the lines of a payout that is being drafted, shard by shard, and puts its payments. Run again, or by two at
 * once, it changes nothing: of a shard the part that was noted first counts, and payments are put from that. Where time
 * runs out it has itself gone on with.
 * @throws RefusedError where there is no such payout.
 */
export async function draftPayout(payoutId: string, deps: DraftDeps, hasTime: () => boolean = () => true): Promise<Payout> {
  const payout = await findPayout(payoutId, deps);
  if (payout.status !== "drafting") return payout;
  const noted = await deps.payouts.parts(payoutId);
  const statuses = new Map((await deps.payouts.list()).map((each) => [each.payoutId, each.status]));
  const left = Array.from({ length: deps.shards }, (_, shard) => shard).filter((shard) => noted.get(shard)?.isPut !== true);
  let isOutOfTime = false;
  await inParallel(left, SHARDS_CONCURRENCY, async (shard) => {
    isOutOfTime ||= !hasTime();
    if (isOutOfTime) return;
    const part = noted.get(shard) ?? (await draftPart(payout, shard, statuses, deps));
    await deps.payouts.putPayments(paymentsOf(await readPart(part, deps.archive)));
    await deps.payouts.notePut(payoutId, shard);
  });
  if (!isOutOfTime) return finishDraft(payout, deps);
  await deps.jobs.queue("PayoutDraftQueued", { payoutId });
  return payout;
}

/** The draft stands: what its parts come to is what will be approved. */
async function finishDraft(drafting: Payout, deps: DraftDeps): Promise<Payout> {
  const { payoutId } = drafting;
  const parts = [...(await deps.payouts.parts(payoutId))].sort(([a], [b]) => a - b).map(([, part]) => part);
  const totals = contentOf(parts);
  const content = { ...totals, formats: checkFormats({ payoutId, month: drafting.month, payments: totals.payments }, deps) };
  const person = { username: drafting.drafted.by, roles: [] };
  return retry("the draft could not be stored: the table is too busy; try again", deps.surroundings, async () => {
    const payout = await findPayout(payoutId, deps);
    // Another has finished it, or it was withdrawn meanwhile.
    if (payout.status !== "drafting") return payout;
    const stepped = takePayoutStep(payout, { kind: "finish-draft", content }, { person, at: instantOf(deps) });
    if (!stepped.ok) refuse(...stepped.refusals);
    return (await deps.payouts.commit(stepped.payout, [lineOf(payoutId, stepped.entry)])) === "committed" ? stepped.payout : RETRY;
  });
}

import type { Day } from "../../base/calendar/month.ts";
import { issue } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { backOff, MAX_ATTEMPTS, RetryableError } from "../../base/runtime/retry.ts";
import { isConcerned } from "../../engine/credits/affected-credits.ts";
import { UNDATED } from "../../engine/earnings/credit-log.ts";
import { placesTouched } from "../../engine/earnings/order-change.ts";
import { releaseQuarantine } from "../quarantine/reprocess.ts";
import type { ApplyDeps } from "../record/apply-events.ts";
import type { SourceCheckDeps } from "../record/check-source.ts";
import { recordId } from "../record/parse-event.ts";
import { writeOrders } from "../record/write-orders.ts";
import type { DerivationLedger, DerivationTask } from "../store/derivation-store.ts";
import type { Quarantine } from "../store/quarantine-store.ts";
import { creditLogsOf, orderIdsNaming, undatedConcernedFrom } from "./affected-orders.ts";

/** Dependencies of deriving anew. */
export interface DeriveDeps extends ApplyDeps, SourceCheckDeps {
  readonly ledger: DerivationLedger & ApplyDeps["ledger"];
  readonly quarantine: Quarantine;
  /** How many shards the advisors are spread over. */
  readonly shards: number;
}

/** How many orders are loaded and committed together. */
const ORDERS_CONCURRENCY = 200;

/**
 * Does the derivations that are pending, oldest first: derives the credits of every order concerned by the facts as
 * they stand now, order by order, each in one transaction, while ingestion goes on. Doing it twice, or two at once,
 * changes nothing.
 * @param hasTime asked between parts; where it says no, what is done stays done and the rest is left for the next call.
 * @returns whether none is left.
 */
export async function deriveCredits(deriving: DeriveDeps, hasTime: () => boolean): Promise<boolean> {
  for (let busy = 0; busy < MAX_ATTEMPTS; ) {
    const task = await deriving.ledger.nextDerivation();
    if (task === undefined) return true;
    if (!(await derive(task, deriving, hasTime))) return false;
    // Where another has taken it off meanwhile, it is done all the same; where that isn't known, it is looked for again.
    const result = await deriving.ledger.finishDerivation(task.taskId);
    busy = result === "busy" ? busy + 1 : 0;
    if (busy > 0) await backOff(busy, deriving.surroundings);
  }
  throw new RetryableError("a derivation is done but could not be taken off: the table is too busy; try again");
}

async function derive(task: DerivationTask, deriving: DeriveDeps, hasTime: () => boolean): Promise<boolean> {
  const { ledger, shards } = deriving;
  for (const { advisorId, concern } of task.advisors) {
    if (!hasTime()) return false;
    for (const each of await creditLogsOf(advisorId, ledger, deriving.rating))
      await deriveOrders(each, (credit) => isConcerned(concern, credit), deriving);
    if (concern.isRegistration)
      for (const id of await deriving.quarantine.awaiting(advisorId)) await releaseQuarantine(id, undefined, deriving);
  }
  const undatedFrom = earliest([
    ...task.plans.map((plan) => plan.bookedFrom),
    ...task.advisors.flatMap(({ concern }) => undatedConcernedFrom(concern) ?? []),
  ]);
  if (undatedFrom !== undefined) await deriveOrders(UNDATED, ({ bookedOn }) => bookedOn >= undatedFrom, deriving);
  const bookedFrom = earliest(task.plans.map((plan) => plan.bookedFrom));
  if (bookedFrom === undefined) return true;
  for (let shard = task.shardsDone; shard < shards; shard += 1) {
    if (!hasTime()) return false;
    const registered = await ledger.advisors(await ledger.advisorsOfShard(shard));
    const creditLogs = new Set<string>();
    for (const advisor of registered.values()) {
      const everHad = [advisor.planId, ...(advisor.assignments ?? []).map(({ planId }) => planId)];
      if (!task.plans.some(({ planId }) => everHad.includes(planId))) continue;
      for (const each of await creditLogsOf(advisor.advisorId, ledger, deriving.rating)) creditLogs.add(each);
    }
    for (const each of creditLogs) await deriveOrders(each, ({ bookedOn }) => bookedOn >= bookedFrom, deriving);
    await ledger.advanceDerivation(task.taskId, shard + 1);
  }
  return true;
}

function earliest(days: readonly Day[]): Day | undefined {
  return [...days].sort()[0];
}

async function deriveOrders(
  advisorId: string,
  concerns: (credit: { readonly bookedOn: string; readonly month: string }) => boolean,
  deriving: DeriveDeps,
): Promise<void> {
  const all = await orderIdsNaming(advisorId, concerns, deriving.ledger);
  for (let start = 0; start < all.length; start += ORDERS_CONCURRENCY) {
    const writes = await writeOrders(
      all.slice(start, start + ORDERS_CONCURRENCY),
      (head) => head && { order: head.order, seen: head.seen },
      deriving,
    );
    const touched = [...writes.values()].flatMap((write) => (write.kind === "committed" ? placesTouched(write.change) : []));
    if (touched.length > 0) await deriving.publisher.earningsChanged(touched);
    for (const [orderId, { kind }] of writes) {
      if (kind === "failed") throw new RetryableError(`order ${orderId} could not be derived anew: the table is too busy; try again`);
      if (kind === "too-large") await holdTooLarge(orderId, deriving);
    }
  }
}

/** The order's credits stay as they were derived last, visibly so; the rest goes on. */
async function holdTooLarge(orderId: string, { ledger, quarantine }: DeriveDeps): Promise<void> {
  const head = (await ledger.orderHeads([orderId])).get(orderId);
  if (head === undefined) return;
  const body = canonicalJson({ "detail-type": "Order", detail: head.order });
  await quarantine.hold([{ id: recordId(body), body, issues: [issue("", "derived-too-large")] }]);
}

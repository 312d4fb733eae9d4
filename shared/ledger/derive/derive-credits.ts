import { issue } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { backOff, MAX_ATTEMPTS, RetryableError } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { compare } from "../../base/text/compare.ts";
import { firstMonthConcerned, isConcerned } from "../../engine/credits/affected-credits.ts";
import { forecastsTouched } from "../../engine/earnings/order-change.ts";
import { releaseQuarantine } from "../quarantine/reprocess.ts";
import type { ApplyDeps } from "../record/apply-events.ts";
import type { SourceCheckDeps } from "../record/check-source.ts";
import { recordId } from "../record/parse-event.ts";
import { writeOrders } from "../record/write-orders.ts";
import type { DerivationLedger, DerivationTask, DerivedPart } from "../store/derivation-store.ts";
import type { Quarantine } from "../store/quarantine-store.ts";
import { type ConcernedLog, partsOf } from "./concerned-logs.ts";

export interface DeriveDeps extends ApplyDeps, SourceCheckDeps {
  readonly ledger: DerivationLedger & ApplyDeps["ledger"];
  readonly quarantine: Quarantine;
  /** How many shards the advisors are spread over. */
  readonly shards: number;
}

/** How many orders are loaded and committed together. */
const ORDERS_CONCURRENCY = 200;
/** Of derivations with more parts, each part that is through is noted, so that many can work on them. */
const FEW_PARTS = 12;
/** How many work on a large derivation at once, at most. */
export const WORKERS = 8;

/**
 * Does the derivations that are pending, oldest first: derives the credits of every order concerned by the facts as
 * they stand now, order by order, each in one transaction, while ingestion goes on. Doing it twice, or many at once,
 * changes nothing. Those that somebody stopped are left as they are.
 * @param hasTime asked between parts and within them; where it says no, it is noted how far they are for the next call.
 * @returns whether none is left.
 */
export async function deriveCredits(deriving: DeriveDeps, hasTime: () => boolean): Promise<boolean> {
  for (let busy = 0; busy < MAX_ATTEMPTS; ) {
    const task = (await deriving.ledger.derivations()).find(({ stopped }) => stopped === undefined);
    if (task === undefined) return true;
    const state = await derive(task, deriving, hasTime);
    if (state === "cut") return false;
    if (state === "stopped") continue;
    // Where another has taken it off meanwhile, it is done all the same; where that isn't known, it is looked for again.
    const result = await deriving.ledger.finishDerivation(task.taskId);
    busy = result === "busy" ? busy + 1 : 0;
    if (busy > 0) await backOff(busy, deriving.surroundings);
  }
  throw new RetryableError("a derivation is done but could not be taken off: the table is too busy; try again");
}

/** Does a derivation, part by part, side by side with others who do the same. */
async function derive(task: DerivationTask, deriving: DeriveDeps, hasTime: () => boolean): Promise<"done" | "cut" | "stopped"> {
  const { ledger, surroundings, publisher } = deriving;
  const { taskId } = task;
  const parts = await partsOf(task, deriving);
  const isLarge = task.plans.length > 0 || parts.size > FEW_PARTS;
  if (isLarge && task.begun === undefined) {
    const isFirst = await ledger.beginDerivation(taskId, { at: instantOf(deriving), parts: parts.size });
    if (isFirst) await publisher.derivationPending(Math.min(WORKERS, parts.size) - 1);
  }
  const through = new Set<number>();
  for (let known = await ledger.derivedParts(taskId); ; ) {
    for (const { part, at } of known) if (at === undefined) through.add(part);
    const left = [...parts].filter(([part]) => !through.has(part));
    // Who takes up any part meets others seldom.
    const next = left[isLarge ? Math.floor(surroundings.random() * left.length) : 0];
    if (next === undefined) break;
    if (!hasTime()) return "cut";
    const [part, logs] = next;
    const noted = known.find((each) => each.part === part) ?? { part, orders: 0 };
    const now = await derivePart(await logs(), noted, deriving, hasTime);
    if (isLarge || now.at !== undefined) await ledger.noteDerivedPart(taskId, now);
    if (now.at !== undefined) return "cut";
    through.add(part);
    if (!isLarge) continue;
    const [of, all] = await Promise.all([ledger.derivedParts(taskId), ledger.derivations()]);
    const current = all.find((each) => each.taskId === taskId);
    if (current === undefined) return "done";
    if (current.stopped !== undefined) return "stopped";
    known = of;
  }
  for (const { advisorId, concern } of task.advisors)
    if (concern.isRegistration)
      for (const id of await deriving.quarantine.awaiting(advisorId)) await releaseQuarantine(id, undefined, deriving);
  return "done";
}

/** Goes on with a part until it is through or time is out. @returns how far it is then. */
async function derivePart(
  logs: readonly ConcernedLog[],
  { part, orders, at }: DerivedPart,
  deriving: DeriveDeps,
  hasTime: () => boolean,
): Promise<DerivedPart> {
  let seen = orders;
  for (const { advisorId, concerns } of logs) {
    if (at !== undefined && compare(advisorId, at.advisorId) < 0) continue;
    const month = firstMonthConcerned(concerns);
    // What is written anew stands again at the end of the log, and comes by once more.
    const done = new Set<string>();
    const after = at?.advisorId === advisorId ? { after: at.after } : {};
    for await (const page of deriving.ledger.ordersNaming(advisorId, { month, ...after })) {
      const ids = new Set(page.filter((order) => concerns.some((concern) => isConcerned(concern, order))).map(({ orderId }) => orderId));
      const open = [...ids.difference(done)];
      await deriveOrders(open, deriving);
      for (const id of open) done.add(id);
      seen += open.length;
      const last = page.at(-1);
      if (last !== undefined && !hasTime()) return { part, orders: seen, at: { advisorId, after: last.position } };
    }
  }
  return { part, orders: seen };
}

async function deriveOrders(orderIds: readonly string[], deriving: DeriveDeps): Promise<void> {
  for (let start = 0; start < orderIds.length; start += ORDERS_CONCURRENCY) {
    const writes = await writeOrders(
      orderIds.slice(start, start + ORDERS_CONCURRENCY),
      (head) => head && { order: head.order, seen: head.seen },
      deriving,
    );
    const touched = [...writes.values()].flatMap((write) => (write.kind === "committed" ? forecastsTouched(write.change) : []));
    if (touched.length > 0) await deriving.publisher.forecastsChanged(touched);
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

/** Tells derivations and how far they are. */
export type DerivationReader = Pick<DerivationLedger, "derivations" | "derivedParts">;

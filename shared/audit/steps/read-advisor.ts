import type { Month } from "../../base/calendar/month.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { type ObjectStore, READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import type { CreditFacts } from "../../engine/credits/recipients.ts";
import { UNDATED } from "../../engine/earnings/credit-log.ts";
import { partHashes } from "../../engine/statement/body-parts.ts";
import { sellersBelow } from "../../ledger/derive/concerned-logs.ts";
import type { LedgerState } from "../../ledger/store/fact-store.ts";
import { bodyKeyOf, partKeyOf } from "../checks/statement-copies.ts";
import type { KeptWithSeller } from "../checks/tally.ts";
import type { AdvisorView, CloseEntry, Readable, StoredClose, StoredFact } from "../store.ts";
import { type AuditCall, closesInSequence, type Depth } from "./audit-context.ts";

/** What is read of an advisor beside their orders. */
export interface AdvisorMaterial {
  readonly state: LedgerState;
  readonly view: AdvisorView;
  /** None where they are not in sequence. */
  readonly closes: readonly StoredClose[] | undefined;
  readonly isRegistered: boolean;
  readonly entries: Readable<ReadonlyMap<Month, CloseEntry>>;
  readonly bodies: ReadonlyMap<string, string | undefined>;
  /** Of the bodies' parts: the hash of what was found. */
  readonly parts: ReadonlyMap<string, string | undefined>;
  readonly twins: ReadonlyMap<string, StoredFact>;
  /** What is kept with sellers below. */
  readonly sellers: readonly KeptWithSeller[];
}

/** How many heads are read and compared together: a manager may have tens of thousands. */
const HEADS_CONCURRENCY = 1_000;
const BODIES_CONCURRENCY = 4;

/** Reads an advisor: where the ledger stands first, so that whatever moves meanwhile is noticed by reading again. */
export async function readAdvisor(advisorId: string, depth: Depth, call: AuditCall, isAgain: boolean): Promise<AdvisorMaterial> {
  const { ledger, archive } = call.checking;
  const state = await ledger.state();
  const closes = isAgain ? await closesInSequence(ledger) : call.closes;
  const view = await ledger.view(advisorId);
  // Undated orders stand under an id that is no advisor's: it has nothing else, is not registered, and is in no close.
  const closed = advisorId === UNDATED ? [] : (closes ?? []).filter(({ status }) => status === "closed");
  const isAsked = advisorId !== UNDATED && (isAgain || !call.registered.has(advisorId));
  const [entries, twins, registered, sellers] = await Promise.all([
    ledger.closeEntriesOf(
      advisorId,
      closed.map(({ month }) => month),
    ),
    ledger.adjustments(view.record.adjustments.map(({ fact }) => fact.adjustmentId)),
    isAsked ? ledger.registered([advisorId]) : call.registered,
    keptBelow(advisorId, depth, call),
  ]);
  const keys = (depth.allCloses ? closed : closed.slice(-1)).flatMap(({ month, period }) => {
    const settlement = view.record.settlements.find((each) => each.period === period && each.settled.size > 0);
    const hashes = [view.statements.get(month)?.hash, entries.found.get(month)?.statement?.hash, settlement?.statementHash];
    return hashes.flatMap((hash) => (hash === undefined ? [] : [{ month, key: bodyKeyOf(month, advisorId, hash) }]));
  });
  const { bodies, parts } = await readBodies(advisorId, keys, archive);
  return { state, view, closes, isRegistered: registered.has(advisorId), entries, bodies, parts, twins, sellers };
}

/** Reads statements' bodies, and of their parts the hashes: the parts of one advisor may come to many megabytes. */
export async function readBodies(
  advisorId: string,
  keys: readonly { readonly month: Month; readonly key: string }[],
  archive: Pick<ObjectStore, "get">,
): Promise<Pick<AdvisorMaterial, "bodies" | "parts">> {
  const monthOf = new Map(keys.map(({ month, key }) => [key, month]));
  const bodies = await inParallel([...monthOf.keys()], BODIES_CONCURRENCY, async (key) => [key, await archive.get(key)] as const);
  const partKeys = bodies.flatMap(([key, text = ""]) => partHashes(text).map((hash) => partKeyOf(monthOf.get(key) ?? "", advisorId, hash)));
  const parts = await inParallel([...new Set(partKeys)], BODIES_CONCURRENCY, async (key) => {
    const text = await archive.get(key);
    return [key, text === undefined ? undefined : sha256Hex(text)] as const;
  });
  return { bodies: new Map(bodies), parts: new Map(parts) };
}

/** What is kept with sellers below, where they aren't too many to be looked at. */
async function keptBelow(advisorId: string, { sellers: atMost }: Depth, { checking: { ledger } }: AuditCall): Promise<KeptWithSeller[]> {
  const [, ...below] = await sellersBelow(advisorId, ledger);
  return below.length > atMost ? [] : inParallel(below, READS_CONCURRENCY, (sellerId) => ledger.kept(sellerId));
}

/** The orders that a journal names, in the order in which it names them first. */
export function ordersNamed({ journal }: AdvisorView): string[] {
  return [...new Set(journal.flatMap(({ entries }) => entries.map(({ orderId }) => orderId)))];
}

/** Heads with the facts by which their recipients are derived; no facts where a derivation is pending. */
export interface HeadsRead {
  readonly asked: readonly string[];
  readonly heads: Readable<ReadonlyMap<string, StoredOrder>>;
  readonly facts: CreditFacts | undefined;
}

/** Reads orders' heads, some at a time. */
export async function* readHeads(orderIds: readonly string[], state: LedgerState, call: AuditCall): AsyncGenerator<HeadsRead> {
  const { ledger, rating } = call.checking;
  for (let start = 0; start < orderIds.length; start += HEADS_CONCURRENCY) {
    const asked = orderIds.slice(start, start + HEADS_CONCURRENCY);
    const heads = await ledger.heads(asked);
    const orders = [...heads.found.values()].map(({ order }) => order);
    const facts = state.pendingDerivations > 0 ? undefined : await call.memory.factsFor(orders, ledger, state, rating.localDay);
    yield { asked, heads, facts };
  }
}

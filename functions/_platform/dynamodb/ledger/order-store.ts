import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { CommitResult } from "../../../../shared/base/runtime/retry.ts";
import type { Runtime } from "../../../../shared/base/runtime/runtime.ts";
import type { OrderChange } from "../../../../shared/engine/earnings/order-change.ts";
import type { LedgerState, OrderLedger, SizedCommitResult } from "../../../../shared/ledger/store/fact-store.ts";
import { GATES, orderKey, unassignedKey } from "../keys.ts";
import { putAgain } from "../put-if-absent.ts";
import type { Table } from "../table.ts";
import { factReader, gateCheck } from "./fact-reader.ts";
import { headFrom } from "./order-codec.ts";
import { actionsOf, lanesOf, type Pack, packOrders } from "./pack-transactions.ts";

/** What commits take from the machine: chance for the gate, the time for the journal. */
export type Machine = Pick<Runtime, "random" | "now">;

/** How many transactions of one batch are under way at once; none of them writes an item of another. */
const TRANSACTIONS_CONCURRENCY = 2;
/** So many markers are remembered; an agency has few. */
const MAX_MARKERS = 10_000;

/**
 * Gates of transactions that committed. Each transaction under way checks a gate of its own: one that worked before, so that
 * functions part ways, and by chance another after it met a rival.
 */
class Gates {
  readonly #worked: number[] = [];
  readonly #random: () => number;

  constructor({ random }: Machine) {
    this.#random = random;
  }

  take(): number {
    return this.#worked.pop() ?? Math.floor(this.#random() * GATES);
  }

  giveBack(gate: number): void {
    this.#worked.push(gate);
  }
}

/** Orders with their credits and tallies in the table. */
export function orderLedger(table: Table, surroundings: Machine): OrderLedger {
  const marked = new Set<string>();
  const gates = new Gates(surroundings);
  return {
    ...factReader(table),
    orderHeads: async (orderIds) => {
      const items = await table.getAll([...new Set(orderIds)].map(orderKey));
      return new Map(items.map(headFrom).map((head) => [head.order.orderId, head]));
    },
    commitOrders: async (changes, state) =>
      (await markWaiting(changes, marked, table)) === "committed"
        ? commitOrders(changes, state, { table, surroundings, gates })
        : changes.map(() => "busy"),
  };
}

/**
 * Puts a marker for whoever an order waits for, so that they are found, before the order: a marker without it does no harm.
 * @param marked who was marked before.
 */
async function markWaiting(changes: readonly OrderChange[], marked: Set<string>, table: Table): Promise<CommitResult> {
  const waiting = changes.flatMap(({ after }) => after.recipients.filter(({ state }) => state === "waiting"));
  const fresh = [...new Set(waiting.map(({ advisorId }) => advisorId))].filter((advisorId) => !marked.has(advisorId));
  const result = await putAgain(
    fresh.map((advisorId) => ({ ...unassignedKey(advisorId) })),
    table,
  );
  if (marked.size >= MAX_MARKERS) marked.clear();
  if (result === "committed") for (const advisorId of fresh) marked.add(advisorId);
  return result;
}

interface CommitDeps {
  readonly table: Table;
  readonly surroundings: Machine;
  readonly gates: Gates;
}

async function commitOrders(changes: readonly OrderChange[], state: LedgerState, deps: CommitDeps): Promise<SizedCommitResult[]> {
  const results = new Map<OrderChange, SizedCommitResult>();
  const { packs, tooLarge } = packOrders(changes);
  for (const change of tooLarge) results.set(change, "too-large");
  // Packs are in the order of sellers: functions that all began with the first would meet at each of them.
  const lanes = lanesOf(packs);
  const first = Math.floor(deps.surroundings.random() * lanes.length);
  await inParallel([...lanes.slice(first), ...lanes.slice(0, first)], TRANSACTIONS_CONCURRENCY, async (lane) => {
    for (const pack of lane) await commitPack(pack, state, deps, results);
  });
  return changes.map((change) => results.get(change) ?? "busy");
}

async function commitPack(pack: Pack, state: LedgerState, deps: CommitDeps, results: Map<OrderChange, SizedCommitResult>): Promise<void> {
  const { table, surroundings, gates } = deps;
  const gate = gates.take();
  const result = await table.transact([gateCheck(state, gate), ...actionsOf(pack, state, surroundings.now())]);
  if (result.kind !== "busy") gates.giveBack(gate);
  switch (result.kind) {
    case "committed":
      for (const change of pack.changes) results.set(change, "committed");
      return;
    case "busy":
      for (const change of pack.changes) results.set(change, "busy");
      return;
    case "refused": {
      // The gate stands first, then the heads. Where the epoch has moved, all is to be decided again; an order that
      // moved is, and the others must not wait for it.
      const moved = new Set(result.failed);
      const isStale = (index: number) => moved.has(0) || moved.has(index + 1);
      for (const [index, change] of pack.changes.entries()) if (isStale(index)) results.set(change, "stale");
      const others = pack.changes.filter((_, index) => !isStale(index));
      if (others.length === pack.changes.length) throw new Error("a condition failed on an action that has none");
      for (const rest of packOrders(others).packs) await commitPack(rest, state, deps, results);
      return;
    }
    case "invalid": {
      const [only] = pack.changes;
      if (pack.changes.length === 1 && only !== undefined) {
        results.set(only, "too-large");
        return;
      }
      // One order that can't be stored must not hold the others back: halves, and halves of halves, until it stands alone.
      const half = Math.ceil(pack.changes.length / 2);
      for (const part of [pack.changes.slice(0, half), pack.changes.slice(half)]) {
        for (const smaller of packOrders(part).packs) await commitPack(smaller, state, deps, results);
      }
    }
  }
}

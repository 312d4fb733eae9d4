import type { RecordNames } from "../../../../shared/audit/store.ts";
import {
  adjustmentKey,
  advisorAdjustmentKey,
  advisorFactKey,
  advisorKey,
  closeEntryKey,
  closeKey,
  derivationKey,
  gateKey,
  type Key,
  orderKey,
  paymentKey,
  payoutKey,
  payoutPartKey,
  payoutTotalsKey,
  placePrefix,
  quarantineKey,
  registryKey,
  settlementKey,
  shardOf,
  snapshotKey,
  stateKey,
  statementKey,
  tallyKey,
  unassignedKey,
} from "../keys.ts";

/** A record's name: its key as `pk sk`. */
export const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** The names of records, by their keys. */
export function recordNames(shards: number): RecordNames {
  return {
    state: () => nameOf(stateKey),
    gate: (gate) => nameOf(gateKey(gate)),
    derivations: () => derivationKey("").pk,
    head: (orderId) => nameOf(orderKey(orderId)),
    place: ({ advisorId, state, month }, period) => nameOf(placePrefix(advisorId, state, month, period)),
    row: (advisorId, period, month, rowKey) => nameOf(tallyKey(advisorId, period, month, rowKey)),
    advisor: (advisorId) => nameOf(advisorKey(advisorId)),
    advisorRevision: (advisorId, revision) => nameOf(advisorFactKey(advisorId, revision)),
    registry: (advisorId, shard) => nameOf(registryKey(shard, advisorId)),
    waiting: (advisorId) => nameOf(unassignedKey(advisorId)),
    adjustment: (adjustmentId) => nameOf(adjustmentKey(adjustmentId)),
    advisorAdjustment: (advisorId, adjustmentId) => nameOf(advisorAdjustmentKey(advisorId, adjustmentId)),
    settlement: (advisorId, period) => nameOf(settlementKey(advisorId, period)),
    statement: (advisorId, month) => nameOf(statementKey(advisorId, month)),
    closeEntry: (month, advisorId, shard = shardOf(advisorId, shards)) => nameOf(closeEntryKey(month, shard, advisorId)),
    close: (month) => nameOf(closeKey(month)),
    snapshot: (month, shard) => nameOf(snapshotKey(month, shard)),
    held: (id) => nameOf(quarantineKey(id)),
    payout: (payoutId) => nameOf(payoutKey(payoutId)),
    payoutPart: (payoutId, shard) => nameOf(payoutPartKey(payoutId, shard)),
    payoutTotals: (payoutId) => nameOf(payoutTotalsKey(payoutId)),
    payment: (advisorId, payoutId) => nameOf(paymentKey(advisorId, payoutId)),
  };
}

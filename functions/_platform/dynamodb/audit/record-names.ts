import type { RecordNames } from "../../../../shared/audit/store.ts";
import * as keys from "../keys.ts";

/** A record's name: its key as `pk sk`. */
export const nameOf = ({ pk, sk }: keys.Key): string => `${pk} ${sk}`;

const named =
  <Of extends readonly unknown[]>(keyOf: (...of: Of) => keys.Key) =>
  (...of: Of): string =>
    nameOf(keyOf(...of));

/** The names of records, by their keys. */
export const recordNames = (shards: number): RecordNames => ({
  state: () => nameOf(keys.stateKey),
  gate: named(keys.gateKey),
  derivations: () => keys.derivationKey("").pk,
  head: named(keys.orderKey),
  place: ({ advisorId, state, month }, period) => nameOf(keys.placePrefix(advisorId, state, month, period)),
  row: named(keys.tallyKey),
  advisor: named(keys.advisorKey),
  advisorRevision: named(keys.advisorFactKey),
  registry: (advisorId, shard) => nameOf(keys.registryKey(shard, advisorId)),
  waiting: named(keys.unassignedKey),
  adjustment: named(keys.adjustmentKey),
  advisorAdjustment: named(keys.advisorAdjustmentKey),
  settlement: named(keys.settlementKey),
  statement: named(keys.statementKey),
  closeEntry: (month, advisorId, shard = keys.shardOf(advisorId, shards)) => nameOf(keys.closeEntryKey(month, shard, advisorId)),
  close: named(keys.closeKey),
  snapshot: named(keys.snapshotKey),
  held: named(keys.quarantineKey),
  payout: named(keys.payoutKey),
  payoutPart: named(keys.payoutPartKey),
  payoutTotals: named(keys.payoutTotalsKey),
  payment: named(keys.paymentKey),
});

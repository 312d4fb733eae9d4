import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import { type Payout, payoutCodec, payoutTotalsCodec } from "../../../../shared/payouts/model/payout.ts";
import { NO_TOTALS } from "../../../../shared/payouts/model/totals.ts";
import { type AtGate, type NotedPart, type PayoutStore, payoutPartCodec } from "../../../../shared/payouts/store.ts";
import { activityActions } from "../activity/activity-store.ts";
import { allPayouts, payoutGateKey, payoutKey, payoutPartKey, payoutParts, payoutTotalsKey } from "../keys.ts";
import { payeeStore } from "../payees/payee-store.ts";
import type { Action, Item, Table } from "../table.ts";
import { bookingStore } from "./booking-store.ts";
import { atGate, lockVersionIs, putTotals, settingsStay, stepResult } from "./conditions.ts";
import { putDownload } from "./file-store.ts";
import { holdStore } from "./hold-store.ts";
import { paymentStore } from "./payment-store.ts";
import { byPayoutId } from "./payout-account.ts";

/**
 * Payouts in the table, with their payments, holds and payees.
 * @param settingsVersion the version of the settings that the call goes by: a step that depends on the gate was checked by
 *   it, so it is stored only while no later one is there.
 */
export function payoutStore(table: Table, archive: ObjectStore, settingsVersion: () => number | undefined): PayoutStore {
  const asChecked = (gate: AtGate | undefined): Action[] => {
    const version = settingsVersion();
    return gate === undefined ? [] : [atGate(gate), ...(version === undefined ? [] : [settingsStay(version)])];
  };
  return {
    ...paymentStore(table),
    ...bookingStore(table),
    ...holdStore(table, archive),
    ...payeeStore(table),
    gate: async () => Number((await table.get(payoutGateKey))?.gate ?? 0),
    list: async () => (await table.query(allPayouts)).map(payoutFrom).sort((left, right) => byPayoutId(right.payoutId, left.payoutId)),
    find: async (payoutId) => {
      const item = await table.get(payoutKey(payoutId));
      return item && payoutFrom(item);
    },
    commit: async (payout, entries, { gate, totals, download } = {}) => {
      const { payoutId, lockVersion } = payout;
      const text = payoutCodec.encode(payout);
      const stored = await table.get(payoutKey(payoutId));
      if (stored?.payout === text) return "committed";
      if (Number(stored?.lockVersion ?? 0) !== lockVersion - 1) return "stale";
      const result = await table.transact([
        { Put: { Item: { ...payoutKey(payoutId), lockVersion, payout: text }, ...lockVersionIs(lockVersion - 1) } },
        ...asChecked(gate),
        ...(totals === undefined ? [] : [putTotals(payoutId, totals)]),
        ...(download === undefined ? [] : [putDownload(download)]),
        ...(await activityActions(entries, archive)),
      ]);
      return stepResult(result, `the payout ${payoutId}`);
    },
    noteDownload: async ({ payoutId, lockVersion }, download, entry, gate) => {
      const result = await table.transact([
        { ConditionCheck: { Key: { ...payoutKey(payoutId) }, ...lockVersionIs(lockVersion) } },
        ...asChecked(gate),
        putDownload(download),
        ...(await activityActions([entry], archive)),
      ]);
      return stepResult(result, `a download of ${payoutId}`);
    },
    totals: async (payoutId) => {
      const item = await table.get(payoutTotalsKey(payoutId));
      return item === undefined ? NO_TOTALS : payoutTotalsCodec.decode(item.totals as string);
    },
    notePart: async (payoutId, shard, part) => {
      const key = payoutPartKey(payoutId, shard);
      await table.put({ Item: { ...key, part: payoutPartCodec.encode(part) }, ConditionExpression: "attribute_not_exists(pk)" });
      const noted = await table.get(key);
      if (noted === undefined) throw new Error(`part ${shard} of payout ${payoutId} was noted, and is not there`);
      return partFrom(noted);
    },
    notePut: async (payoutId, shard) => {
      await table.update({
        Key: { ...payoutPartKey(payoutId, shard) },
        UpdateExpression: "SET isPut = :yes",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: { ":yes": true },
      });
    },
    parts: async (payoutId) => {
      const items = await table.query(payoutParts(payoutId));
      return new Map(items.map((item) => [Number(item.sk.slice("part#".length)), partFrom(item)]));
    },
  };
}

const payoutFrom = ({ payout }: Item): Payout => payoutCodec.decode(payout as string);

const partFrom = ({ part, isPut }: Item): NotedPart => ({ ...payoutPartCodec.decode(part as string), isPut: isPut === true });

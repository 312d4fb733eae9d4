import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import { payoutCodec } from "../../../../shared/payouts/model/payout.ts";
import { NO_TOTALS } from "../../../../shared/payouts/model/totals.ts";
import { type AtGate, type NotedPart, type PayoutStore, payoutPartCodec } from "../../../../shared/payouts/store.ts";
import { activityActions } from "../activity/activity-store.ts";
import { allPayouts, payoutGateKey, payoutKey, payoutPartKey, payoutParts, payoutTotalsKey } from "../keys.ts";
import { payeeStore } from "../payees/payee-store.ts";
import { storedAs } from "../stored.ts";
import type { Action, Item, Table } from "../table.ts";
import { bookingStore } from "./booking-store.ts";
import { atGate, lockVersionIs, putTotals, settingsStay, storedTotals } from "./conditions.ts";
import { putDownload } from "./file-store.ts";
import { holdStore } from "./hold-store.ts";
import { paymentStore } from "./payment-store.ts";
import { byPayoutId } from "./payout-account.ts";

const storedPayouts = storedAs("payout", payoutCodec);
const storedParts = storedAs("part", payoutPartCodec);

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
    list: async () => (await storedPayouts.query(allPayouts, table)).sort((left, right) => byPayoutId(right.payoutId, left.payoutId)),
    find: (payoutId) => storedPayouts.get(payoutKey(payoutId), table),
    commit: async (payout, entries, { gate, totals, download } = {}) => {
      const { payoutId, lockVersion } = payout;
      const item = storedPayouts.item(payoutKey(payoutId), payout, { lockVersion });
      const stored = await table.get(payoutKey(payoutId));
      if (stored?.payout === item.payout) return "committed";
      if (Number(stored?.lockVersion ?? 0) !== lockVersion - 1) return "stale";
      const actions = [
        { Put: { Item: item, ...lockVersionIs(lockVersion - 1) } },
        ...asChecked(gate),
        ...(totals === undefined ? [] : [putTotals(payoutId, totals)]),
        ...(download === undefined ? [] : [putDownload(download)]),
        ...(await activityActions(entries, archive)),
      ];
      return table.commit(actions, `the payout ${payoutId}`);
    },
    noteDownload: async ({ payoutId, lockVersion }, download, entry, gate) => {
      const actions = [
        { ConditionCheck: { Key: { ...payoutKey(payoutId) }, ...lockVersionIs(lockVersion) } },
        ...asChecked(gate),
        putDownload(download),
        ...(await activityActions([entry], archive)),
      ];
      return table.commit(actions, `a download of ${payoutId}`);
    },
    totals: async (payoutId) => (await storedTotals.get(payoutTotalsKey(payoutId), table)) ?? NO_TOTALS,
    notePart: async (payoutId, shard, part) => {
      const key = payoutPartKey(payoutId, shard);
      await table.add(storedParts.item(key, part));
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

const partFrom = (item: Item): NotedPart => ({ ...storedParts.from(item), isPut: item.isPut === true });

import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import { bookedPartsCodec, paymentBookingsCodec } from "../../../../shared/payouts/model/booking.ts";
import { payoutCodec } from "../../../../shared/payouts/model/payout.ts";
import { NO_TOTALS } from "../../../../shared/payouts/model/totals.ts";
import { type AtGate, type NotedPart, type PayoutStore, payoutPartCodec } from "../../../../shared/payouts/store.ts";
import { activityActions } from "../activity/activity-store.ts";
import { allPayouts, type Key, payoutGateKey, payoutKey, payoutPartKey, payoutParts, payoutTotalsKey } from "../keys.ts";
import { payeeStore } from "../payees/payee-store.ts";
import { storedAs } from "../stored.ts";
import { type Action, type Item, MAX_ACTIONS, type Table } from "../table.ts";
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

/** What bank reports told of bookings lies beside their payout: of an advisor's payment, and of parts that name nobody. */
const paymentBookingsKey = (payoutId: string, advisorId: string): Key => ({ pk: `PAYOUT#${payoutId}`, sk: `booked#${advisorId}` });
const bookedPartsKey = (payoutId: string): Key => ({ pk: `PAYOUT#${payoutId}`, sk: "booked-parts" });

const ofPayments = storedAs("bookings", paymentBookingsCodec);
const ofParts = storedAs("parts", bookedPartsCodec);

/** What bank reports told of bookings, beside their payout; each item is replaced under optimistic locking. */
function bookingStore(table: Table): Pick<PayoutStore, "bookings" | "keepBookings"> {
  return {
    bookings: async (payoutId, advisorIds) => {
      const partsKey = bookedPartsKey(payoutId);
      const found = await table.getAll([partsKey, ...advisorIds.map((advisorId) => paymentBookingsKey(payoutId, advisorId))]);
      const parts = found.find(({ sk }) => sk === partsKey.sk);
      const prefix = paymentBookingsKey(payoutId, "").sk;
      const payments = found
        .filter(({ sk }) => sk.startsWith(prefix))
        .map((item) => [item.sk.slice(prefix.length), ofPayments.from(item)] as const);
      return { payments: new Map(payments), ...(parts !== undefined && { parts: ofParts.from(parts) }) };
    },
    keepBookings: async (payoutId, { payments, parts }) => {
      const items = [...payments].map(([advisorId, kept]) => ofPayments.item(paymentBookingsKey(payoutId, advisorId), kept, locked(kept)));
      if (parts !== undefined) items.push(ofParts.item(bookedPartsKey(payoutId), parts, locked(parts)));
      for (let start = 0; start < items.length; start += MAX_ACTIONS) {
        const result = await table.commit(items.slice(start, start + MAX_ACTIONS).map(replaced), `bookings of payout ${payoutId}`);
        if (result !== "committed") return result;
      }
      return "committed";
    },
  };
}

const locked = ({ lockVersion }: { readonly lockVersion: number }) => ({ lockVersion });

const replaced = (Item: Item): Action => ({ Put: { Item, ...lockVersionIs(Number(Item.lockVersion) - 1) } });

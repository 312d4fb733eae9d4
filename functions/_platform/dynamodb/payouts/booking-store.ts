import { bookedPartsCodec, paymentBookingsCodec } from "../../../../shared/payouts/model/booking.ts";
import type { PayoutStore } from "../../../../shared/payouts/store.ts";
import type { Key } from "../keys.ts";
import type { Action, Table } from "../table.ts";
import { stepResult } from "./conditions.ts";

/** Actions of one transaction at most. */
const MAX_ACTIONS = 100;

/** What bank reports told of bookings lies beside their payout: of an advisor's payment, and of parts that name nobody. */
const paymentBookingsKey = (payoutId: string, advisorId: string): Key => ({ pk: `PAYOUT#${payoutId}`, sk: `booked#${advisorId}` });
const bookedPartsKey = (payoutId: string): Key => ({ pk: `PAYOUT#${payoutId}`, sk: "booked-parts" });

/** What bank reports told of bookings, beside their payout; each item is replaced under optimistic locking. */
export function bookingStore(table: Table): Pick<PayoutStore, "bookings" | "keepBookings"> {
  return {
    bookings: async (payoutId, advisorIds) => {
      const partsKey = bookedPartsKey(payoutId);
      const found = await table.getAll([partsKey, ...advisorIds.map((advisorId) => paymentBookingsKey(payoutId, advisorId))]);
      const parts = found.find(({ sk }) => sk === partsKey.sk);
      const prefix = paymentBookingsKey(payoutId, "").sk;
      const payments = found
        .filter(({ sk }) => sk.startsWith(prefix))
        .map(({ sk, bookings }) => [sk.slice(prefix.length), paymentBookingsCodec.decode(bookings as string)] as const);
      return { payments: new Map(payments), ...(parts !== undefined && { parts: bookedPartsCodec.decode(parts.parts as string) }) };
    },
    keepBookings: async (payoutId, { payments, parts }) => {
      const actions = [...payments].map(([advisorId, kept]) =>
        putNext(paymentBookingsKey(payoutId, advisorId), kept.lockVersion, { bookings: paymentBookingsCodec.encode(kept) }),
      );
      if (parts !== undefined)
        actions.push(putNext(bookedPartsKey(payoutId), parts.lockVersion, { parts: bookedPartsCodec.encode(parts) }));
      for (let start = 0; start < actions.length; start += MAX_ACTIONS) {
        const result = stepResult(await table.transact(actions.slice(start, start + MAX_ACTIONS)), `bookings of payout ${payoutId}`);
        if (result !== "committed") return result;
      }
      return "committed";
    },
  };
}

function putNext(key: Key, lockVersion: number, attributes: Readonly<Record<string, string>>): Action {
  const Item = { ...key, lockVersion, ...attributes };
  if (lockVersion === 1) return { Put: { Item, ConditionExpression: "attribute_not_exists(pk)" } };
  const before = { ConditionExpression: "lockVersion = :before", ExpressionAttributeValues: { ":before": lockVersion - 1 } };
  return { Put: { Item, ...before } };
}

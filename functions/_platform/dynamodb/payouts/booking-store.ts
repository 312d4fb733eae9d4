import { bookedPartsCodec, paymentBookingsCodec } from "../../../../shared/payouts/model/booking.ts";
import type { PayoutStore } from "../../../../shared/payouts/store.ts";
import type { Key } from "../keys.ts";
import { storedAs } from "../stored.ts";
import { type Action, type Item, MAX_ACTIONS, type Table } from "../table.ts";
import { lockVersionIs } from "./conditions.ts";

/** What bank reports told of bookings lies beside their payout: of an advisor's payment, and of parts that name nobody. */
const paymentBookingsKey = (payoutId: string, advisorId: string): Key => ({ pk: `PAYOUT#${payoutId}`, sk: `booked#${advisorId}` });
const bookedPartsKey = (payoutId: string): Key => ({ pk: `PAYOUT#${payoutId}`, sk: "booked-parts" });

const ofPayments = storedAs("bookings", paymentBookingsCodec);
const ofParts = storedAs("parts", bookedPartsCodec);

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

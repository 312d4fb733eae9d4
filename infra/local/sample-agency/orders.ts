/** Orders as they are when booked: ids, facets, lines and credits put to the bookings. */
import { type Booking, makeBookings, makeStaff } from "./bookings.ts";
import { DAY_S, dateOf, instantOf } from "./calendar.ts";
import { makeLines } from "./lines.ts";
import { makeCredits } from "./order-credits.ts";
import type { Person } from "./people.ts";
import type { Period } from "./period.ts";
import { createRandom, type Random } from "./prng.ts";
import { PRODUCTS } from "./products.ts";
import { ONLINE_STORE_ID } from "./stores.ts";
import type { Credit, Facets, Order } from "./types.ts";

/** An order as first booked, with the times that its life is told by. */
export interface BookedOrder {
  readonly order: Order;
  readonly bookedS: number;
  readonly tripEndS: number;
}

export function makeOrders(
  seed: number,
  period: Period,
  people: readonly Person[],
  lastDays: ReadonlyMap<string, number>,
  count: number,
): BookedOrder[] {
  const random = createRandom(seed, "orders");
  const staff = makeStaff(people, lastDays);
  const numberInDay = new Map<number, number>();
  return makeBookings(random, period, staff, count).map((booking, index) => {
    const day = Math.floor(booking.bookedS / DAY_S);
    const number = (numberInDay.get(day) ?? 0) + 1;
    numberInDay.set(day, number);
    const credits = makeCredits(random, staff, booking);
    return {
      order: makeOrder(random, booking, orderIdOf(day, number), isForgotten(index, count) ? creditForgotten(people, credits) : credits),
      bookedS: booking.bookedS,
      tripEndS: booking.tripEndS,
    };
  });
}

/** Numbered within the day, as a shop's system does: T26050100042. */
export function orderIdOf(day: number, number: number): string {
  return `T${dateOf(day).slice(2).replaceAll("-", "")}${String(number).padStart(5, "0")}`;
}

function makeOrder(random: Random, booking: Booking, orderId: string, credits: readonly Credit[]): Order {
  return {
    orderId,
    revision: 1,
    status: "booked",
    bookedAt: instantOf(booking.bookedS),
    expectedFulfilmentOn: dateOf(Math.floor(booking.tripEndS / DAY_S)),
    currency: "CNY",
    lines: makeLines(random, booking),
    facets: makeFacets(random, booking),
    credits,
  };
}

const STORE_CHANNELS = { store: 5, "wechat-group": 3, phone: 2 };
const ONLINE_CHANNELS = { app: 6, "wechat-group": 3, phone: 1 };

/** Facets that are a yes or a no are sent for yes only. */
function makeFacets(random: Random, { seller, product }: Booking): Facets {
  const isOnline = seller.storeId === ONLINE_STORE_ID;
  const channel = random.weighted<string>(isOnline ? ONLINE_CHANNELS : STORE_CHANNELS);
  return {
    channel,
    segment: random.weighted(PRODUCTS[product].segments),
    ...(channel === "wechat-group" && random.chance(0.45) && { community: "yes" }),
    ...(random.chance(0.04) && { winBack: "yes" }),
  };
}

/**
 * A few late orders go to a newcomer of whom HR has not told the system yet: their credits wait, and
 * somebody has to see it. Late, as nobody would be forgotten for months.
 */
function isForgotten(index: number, count: number): boolean {
  return index > count * 0.85 && (count - index) % Math.ceil(count / 40) === 1;
}

function creditForgotten(people: readonly Person[], credits: readonly Credit[]): Credit[] {
  const sellerCount = people.filter(({ advisor }) => advisor.advisorId.startsWith("adv-")).length;
  const advisorId = `adv-${String(sellerCount + 1).padStart(4, "0")}`;
  return credits.map((credit) => (credit === credits[0] ? { ...credit, advisorId } : credit));
}

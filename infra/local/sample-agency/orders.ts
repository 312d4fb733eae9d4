import { type Booking, makeBookings, makeCredits, makeStaff } from "./bookings.ts";
import { ONLINE_STORE_ID, type Person } from "./people.ts";
import { type Credit, DAY_S, dateOf, type Facets, instantOf, type Line, type Order, type Period } from "./period.ts";
import { createRandom, type Random } from "./prng.ts";
import { PRODUCTS, type Product } from "./products.ts";

/**
 * What an order's lines hold and cost. Invariants: one to four lines; discounts together never above
 * the price; amounts whole fen, and where points are used, odd ones.
 */

const MAX_LINES = 4;
const COUPONS = [2_000, 5_000, 10_000, 20_000, 50_000];
/** What is sold along with the main product; that is cross-selling. */
const EXTRAS: Readonly<Partial<Record<Product, Readonly<Partial<Record<Product, number>>>>>> = {
  "package-tour": { flight: 2, hotel: 3, attraction: 3, train: 1 },
  "custom-tour": { flight: 4, hotel: 3, attraction: 2 },
  flight: { hotel: 4, attraction: 1 },
  train: { hotel: 4, attraction: 2 },
  hotel: { attraction: 4, train: 1 },
};

export function makeLines(random: Random, { seller, product }: Booking): Line[] {
  const products = [product];
  // The way back is a line of its own.
  if ((product === "flight" || product === "train") && random.chance(0.5)) products.push(product);
  const extras = EXTRAS[product];
  while (extras !== undefined && products.length < MAX_LINES && random.chance(0.18)) {
    products.push(random.weighted(extras as Record<Product, number>));
  }
  const isMember = random.chance(0.3);
  return products.map((each, index) => {
    const line = makeLine(random, String(index + 1), each, seller.priceLevel, isMember);
    return each === product ? line : { ...line, facets: { crossSell: "yes" } };
  });
}

function makeLine(random: Random, lineId: string, product: Product, priceLevel: number, isMember: boolean): Line {
  const price = drawPrice(random, product, priceLevel);
  if (price === 0) return { lineId, product, price };
  const [least, most] = PRODUCTS[product].costPercent;
  const cost = Math.floor((price * random.int(least * 10, most * 10)) / 1_000);
  const discounts = drawDiscounts(random, product, price, isMember);
  return { lineId, product, price, ...(discounts && { discounts }), cost };
}

function drawPrice(random: Random, product: Product, priceLevel: number): number {
  const terms = PRODUCTS[product];
  const quantity = random.int(terms.quantity[0], terms.quantity[1]);
  const level = terms.followsPriceLevel ? priceLevel : 1;
  const each = terms.medianPrice * level * Math.exp(terms.spread * random.normal());
  return quantity * 100 * Math.round(each / 100);
}

function drawDiscounts(random: Random, product: Product, price: number, isMember: boolean): Line["discounts"] {
  // Some tickets cost nothing but points: nothing was paid in cash, and the unit counts still.
  if (product === "attraction" && random.chance(0.04)) return { points: price };
  const discounts: Record<string, number> = {};
  if (isMember) discounts.membership = 100 * Math.round((price * random.int(2, 5)) / 10_000);
  const coupon = random.pick(COUPONS);
  if (random.chance(0.15) && coupon * 5 < price) discounts.coupon = coupon;
  if (random.chance(0.1)) discounts.points = Math.floor((price * random.int(5, 60)) / 1_000);
  for (const [name, amount] of Object.entries(discounts)) if (amount === 0) delete discounts[name];
  return Object.keys(discounts).length === 0 ? undefined : discounts;
}

/** What was paid in cash for a line: the most that can be refunded. */
export function cashOf({ price, discounts }: Line): number {
  return Object.values(discounts ?? {}).reduce((cash, discount) => cash - discount, price);
}

/** Orders as they are when booked: ids, facets, lines and credits put to the bookings. */

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

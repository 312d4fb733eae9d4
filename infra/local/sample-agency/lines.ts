/**
 * What an order's lines hold and cost. Invariants: one to four lines; discounts together never above
 * the price; amounts whole fen, and where points are used, odd ones.
 */
import type { Booking } from "./bookings.ts";
import type { Random } from "./prng.ts";
import { PRODUCTS, type Product } from "./products.ts";
import type { Line } from "./types.ts";

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

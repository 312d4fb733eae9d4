import type { Chance } from "../chance.ts";
import type { People } from "./people.ts";
import { type Content, dayAfter, type Sending, someDay } from "./sending.ts";

/** Orders with all their revisions: most live a life from booking to trip, refund or cancellation; some change at random. */
export function makeOrders(chance: Chance, people: People, periods: number, count: number): Sending[] {
  const isCrowded = count > 40;
  const crowd = isCrowded ? { ...people, ids: people.ids.slice(0, 2) } : people;
  return Array.from({ length: count }, (_, index) => {
    const orderId = `o${index + 1}`;
    // In a crowd most orders are alike, so that they fill transactions together.
    const revisions = chance.between(1, isCrowded ? 2 : 4);
    const isLife = isCrowded || chance.hits(0.6);
    return isLife ? lifeOf(chance, orderId, crowd, periods, revisions) : chaosOf(chance, orderId, crowd, periods, revisions);
  }).flat();
}

/** One order from its booking on: its lines and advisors stay, what is refunded and whether the trip took place changes. */
function lifeOf(chance: Chance, orderId: string, people: People, periods: number, revisions: number): Sending[] {
  const booking = orderContent(chance, people);
  const bookedAt = String(booking.bookedAt);
  const expected = dayAfter(bookedAt.slice(0, 10), chance.between(1, 40));
  const fulfilledAt = `${expected}T${chance.pick(["09:00:00+08:00", "23:59:59+08:00", "16:00:00Z"])}`;
  let period = chance.between(0, periods - 1);
  let { lines } = booking as { lines: Content[] };
  return Array.from({ length: revisions }, (_, earlier): Sending => {
    const isFulfilled = earlier > 0 || chance.hits(0.4);
    const isCancelled = earlier > 0 && chance.hits(0.1);
    if (earlier > 0 && chance.hits(0.5)) lines = lines.map((line) => ({ ...line, refunded: refundOf(chance, line) }));
    const status = isCancelled ? "cancelled" : isFulfilled ? "fulfilled" : "booked";
    const when = isFulfilled ? { fulfilledAt } : chance.hits(0.8) ? { expectedFulfilmentOn: expected } : {};
    const content = { ...booking, orderId, revision: earlier + 1, status, lines, ...when };
    const sending: Sending = { period, kind: "order", content };
    period = chance.between(period, periods - 1);
    return sending;
  });
}

/** Revisions that have nothing in common but their order. */
function chaosOf(chance: Chance, orderId: string, people: People, periods: number, revisions: number): Sending[] {
  return Array.from({ length: revisions }, (_, earlier): Sending => {
    const content = orderContent(chance, people);
    const status = chance.pick(["booked", "fulfilled", "fulfilled", "fulfilled", "cancelled"]);
    const trip = new Date(Date.parse(String(content.bookedAt)) + chance.between(1, 40 * 24) * 3_600_000).toISOString();
    const when = status === "fulfilled" ? { fulfilledAt: trip } : chance.hits(0.7) ? { expectedFulfilmentOn: trip.slice(0, 10) } : {};
    return {
      period: chance.between(0, periods - 1),
      kind: "order",
      content: { ...content, ...when, orderId, revision: earlier + 1, status },
    };
  });
}

function orderContent(chance: Chance, people: People): Content {
  const time = chance.pick(["00:00:00+08:00", "23:59:59+08:00", "16:00:00Z", "10:15:00+08:00"]);
  return {
    bookedAt: `${someDay(chance)}T${time}`,
    currency: "CNY",
    lines: Array.from({ length: chance.between(chance.hits(0.1) ? 0 : 1, 3) }, (_, index) => lineContent(chance, `${index + 1}`)),
    ...(chance.hits(0.5) ? { facets: { channel: chance.pick(["live", "store"]) } } : {}),
    credits: creditsContent(chance, people),
  };
}

function lineContent(chance: Chance, lineId: string): Content {
  const price = chance.hits(0.1) ? 0 : chance.hits(0.2) ? chance.between(1, 300) : chance.between(1_000, 20_000_000);
  const coupon = chance.hits(0.3) ? Math.floor((price * chance.pick([1, 3, 10])) / 10) : 0;
  const points = chance.hits(0.2) ? Math.min(7, price - coupon) : 0;
  const discounts = { ...(coupon > 0 ? { coupon } : {}), ...(points > 0 ? { points } : {}) };
  const line = { lineId, product: chance.pick(["hotel", "package-tour"]), price, discounts };
  return {
    ...line,
    ...(chance.hits(0.3) ? { cost: chance.between(0, 10_000_000) } : {}),
    ...(chance.hits(0.2) ? { refunded: refundOf(chance, line) } : {}),
    ...(chance.hits(0.2) ? { facets: { channel: "live" } } : {}),
  };
}

/** Nothing, a part, or all of the cash. */
function refundOf(chance: Chance, { price, discounts }: Content): number {
  const cash = Object.values(discounts as Record<string, number>).reduce((left, discount) => left - discount, price as number);
  return Math.floor((cash * chance.pick([0, 4, 10, 10])) / 10);
}

function creditsContent(chance: Chance, { ids }: People): Content[] {
  if (chance.hits(0.6)) return [{ advisorId: chance.pick(ids) }];
  const named = chance.shuffled(ids).slice(0, chance.between(0, 4));
  return named.map((advisorId) => ({
    advisorId,
    role: chance.pick(["seller", "seller", "escort", "manager"]),
    share: chance.pick(["0.25", "0.2", "0.1", "0.333333333", "0.000000001"].slice(0, named.length > 3 ? 3 : 5)),
  }));
}

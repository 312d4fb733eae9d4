/**
 * What becomes of an order: amended or cancelled before the trip, fulfilled, refunded in part or
 * wholly after it. Each event is the whole order at its next revision. Invariants: revisions count up
 * from 1 without a gap, in the order in which things happen; refunds never exceed the cash paid.
 */

import { type BookedOrder, cashOf } from "./orders.ts";
import { DAY_S, instantOf, type Line, type Order } from "./period.ts";
import type { Random } from "./prng.ts";

/** An order at a revision, and the wall second at which that happened. */
export interface OrderEvent {
  readonly happenedS: number;
  readonly order: Order;
}

const AMENDED = 0.07;
const CANCELLED = 0.06;
const PARTLY_REFUNDED = 0.04;
const WHOLLY_REFUNDED = 0.015;

export function liveOrder(random: Random, booked: BookedOrder): OrderEvent[] {
  const { order, bookedS, tripEndS } = booked;
  // What is over within days, such as an activity, a ticket or a night nearby, is told once, when it is over.
  if (tripEndS - bookedS < 6 * DAY_S) return [fulfil(order, 1, tripEndS)];
  const events: OrderEvent[] = [{ happenedS: bookedS, order }];
  const halfwayS = bookedS + Math.floor((tripEndS - bookedS) / 2);
  if (random.chance(AMENDED)) {
    events.push(amend(random, order, random.int(bookedS + 300, halfwayS)));
  }
  const latest = (events.at(-1) as OrderEvent).order;
  if (random.chance(CANCELLED)) {
    const happenedS = random.int(halfwayS, tripEndS - 1_800);
    return [...events, { happenedS, order: { ...latest, revision: latest.revision + 1, status: "cancelled" } }];
  }
  const fulfilled = fulfil(latest, latest.revision + 1, tripEndS);
  events.push(fulfilled);
  const fate = random.unit();
  if (latest.lines.every((line) => cashOf(line) === 0)) return events;
  if (fate < WHOLLY_REFUNDED) events.push(refund(random, fulfilled, refundWholly));
  else if (fate < WHOLLY_REFUNDED + PARTLY_REFUNDED) {
    events.push(refund(random, fulfilled, (lines) => refundPartly(random, lines)));
  }
  return events;
}

function fulfil(order: Order, revision: number, happenedS: number): OrderEvent {
  return {
    happenedS,
    order: { ...order, revision, status: "fulfilled", fulfilledAt: instantOf(happenedS) },
  };
}

/** Another room, another day: the first line's price changes, and its cost with it. */
function amend(random: Random, order: Order, happenedS: number): OrderEvent {
  const percent = random.pick([88, 92, 95, 105, 110, 118]);
  const lines = order.lines.map((line, index) => (index === 0 && cashOf(line) > 0 ? repriced(line, percent) : line));
  return { happenedS, order: { ...order, revision: order.revision + 1, lines } };
}

function repriced(line: Line, percent: number): Line {
  const price = 100 * Math.round((line.price * percent) / 10_000);
  return { ...line, price, cost: Math.floor(((line.cost ?? 0) * percent) / 100) };
}

/** Most refunds follow within days, others after weeks, when the month is closed. */
function refund(random: Random, { happenedS, order }: OrderEvent, refundLines: (lines: readonly Line[]) => Line[]): OrderEvent {
  const afterDays = random.chance(0.55) ? random.int(1, 9) : random.int(10, 45);
  return {
    happenedS: happenedS + afterDays * DAY_S + random.int(-7_200, 7_200),
    order: { ...order, revision: order.revision + 1, lines: refundLines(order.lines) },
  };
}

function refundWholly(lines: readonly Line[]): Line[] {
  return lines.map((line) => (cashOf(line) > 0 ? { ...line, refunded: cashOf(line) } : line));
}

/** One line: a part of it, or, of an order of several, the whole line. */
function refundPartly(random: Random, lines: readonly Line[]): Line[] {
  const refundable = lines.filter((line) => cashOf(line) > 0);
  const chosen = random.pick(refundable);
  const percent = lines.length > 1 && random.chance(0.3) ? 100 : random.int(8, 70);
  const refunded = Math.max(1, Math.floor((cashOf(chosen) * percent) / 100));
  return lines.map((line) => (line === chosen ? { ...line, refunded } : line));
}

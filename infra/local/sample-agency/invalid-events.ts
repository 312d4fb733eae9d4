/**
 * Orders that can't be read, one for each way in which shops get it wrong: they go to quarantine,
 * and stop nothing else. Each is sound but for the one mistake.
 */

import { orderIdOf } from "./orders.ts";
import type { Person } from "./people.ts";
import { dateOf, dayIn, instantOf, type Order, officeS, type Period, type TimedStep } from "./period.ts";

/** Above every number that a day's real orders reach. */
const FIRST_NUMBER = 90_001;

const MISTAKES: readonly ((order: Order, colleagueId: string) => Order)[] = [
  // More is paid back than was paid.
  (order) => ({ ...order, lines: order.lines.map((line) => ({ ...line, refunded: 600_000 })) }),
  // The agency keeps its books in yuan.
  (order) => ({ ...order, currency: "USD" }),
  // Both sellers were given more than the half.
  (order, colleagueId) => ({
    ...order,
    credits: [...order.credits.map((credit) => ({ ...credit, share: "0.6" })), { advisorId: colleagueId, role: "seller", share: "0.5" }],
  }),
  // The trip was over before it was booked.
  (order) => ({ ...order, bookedAt: order.fulfilledAt as string, fulfilledAt: order.bookedAt }),
  // A coupon of more than the price.
  (order) => ({
    ...order,
    lines: order.lines.map((line) => ({ ...line, discounts: { coupon: line.price + 5_000 } })),
  }),
];

export function makeUnreadable(period: Period, people: readonly Person[]): TimedStep[] {
  const sellers = people.filter((person) => person.volume > 0 && !person.registeredS);
  return MISTAKES.map((mistake, index) => {
    const monthIndex = Math.min(index, period.months.length - 1);
    const [seller, colleague] = [sellers[index], sellers[index + 1]] as [Person, Person];
    return {
      atS: officeS(period, monthIndex, 15 + index, 19),
      step: {
        order: mistake(soundOrder(period, monthIndex, 11 + index, seller), colleague.advisor.advisorId),
      },
    };
  });
}

function soundOrder(period: Period, monthIndex: number, dayOfMonth: number, { advisor }: Person): Order {
  const bookedDay = dayIn(period, monthIndex, dayOfMonth);
  return {
    orderId: orderIdOf(bookedDay, FIRST_NUMBER),
    revision: 1,
    status: "fulfilled",
    bookedAt: instantOf(officeS(period, monthIndex, dayOfMonth)),
    fulfilledAt: instantOf(officeS(period, monthIndex, dayOfMonth + 3, 18)),
    expectedFulfilmentOn: dateOf(bookedDay + 3),
    currency: "CNY",
    lines: [{ lineId: "1", product: "hotel", price: 568_000, cost: 499_800 }],
    facets: { channel: "store", segment: "family" },
    credits: [{ advisorId: advisor.advisorId, role: "seller", share: "1" }],
  };
}

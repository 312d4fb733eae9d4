import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ONE, parseDecimal, sum } from "../../../../shared/base/money/money.ts";
import type { Credit } from "../../../../shared/engine/credits/credit.ts";
import { managersOf, recipientsOf } from "../../../../shared/engine/credits/recipients.ts";
import { creditsOf } from "../../../../shared/engine/credits/split-credits.ts";
import { evaluate } from "../../../../shared/engine/earnings/evaluate.ts";
import { type Advisor, managerOn } from "../../../../shared/engine/facts/advisor.ts";
import type { Order } from "../../../../shared/engine/facts/order.ts";
import { CLOSED_MONTHS, momentOf, world } from "../../../support/arbitrary-world.ts";
import type { Moment } from "../../../support/pure-core-moment.ts";
import { runs } from "../../../support/runs.ts";

/** The amounts of a line by name. */
const amountsOf = ({ price, refunded, cost, discounts }: Order["lines"][number]): Record<string, number> => ({
  price,
  refunded: refunded ?? 0,
  cost: cost ?? 0,
  ...discounts,
});

/** One amount of a credit by its name. */
const amountIn = ({ amounts }: Credit, name: string): bigint =>
  name === "price" || name === "refunded" || name === "cost" ? amounts[name] : (amounts.discounts[name] ?? 0n);

/** An order as it is after all the cash for each line was refunded; lines that cost no cash stay as they are. */
const refundedWholly = (order: Order): Order => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, refunded: line.price - sumOf(line.discounts) })),
});
const sumOf = (amounts: Readonly<Record<string, number>> | undefined) =>
  Object.values(amounts ?? {}).reduce((total, amount) => total + amount, 0);
const costsCash = (line: Order["lines"][number]) => line.price > sumOf(line.discounts);

/** Checks every order of arbitrary worlds. */
function forEveryOrder(check: (order: Order, moment: Moment) => void): void {
  fc.assert(
    fc.property(world, (world) => {
      const moment = momentOf(world);
      for (const order of moment.orders) check(order, moment);
    }),
    runs(40),
  );
}

describe("the credits of an order", () => {
  test("in a role that is sent conserve each amount: each and the house's rest is within a fen of its share", () => {
    forEveryOrder((order, { facts }) => {
      // Without managers, so that each credit stands for one share.
      const recipients = recipientsOf(order, { ...facts, advisor: withoutManagers(facts.advisor) });
      const credits = creditsOf(order, recipients, [], "");
      for (const line of order.lines.filter((line) => !isRefunded(line))) {
        for (const [name, amount] of Object.entries(amountsOf(line))) checkSplit(order, line, name, amount, credits);
      }
    });
  });

  test("do not depend on the order in which its credits are sent", () => {
    forEveryOrder((order, moment) => {
      const [first, ...rest] = order.credits;
      for (const credits of [order.credits.toReversed(), first === undefined ? [] : [...rest, first]]) {
        expect(moment.creditsOf({ ...order, credits })).toEqual(moment.creditsOf(order));
      }
    });
  });

  test("give no advisor two credits in one role of one line", () => {
    forEveryOrder((order, moment) => {
      const keys = moment.creditsOf(order).map(({ lineId, recipient }) => JSON.stringify([lineId, recipient.role, recipient.advisorId]));
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test("give a manager what their sellers got together", () => {
    forEveryOrder((order, moment) => {
      const credits = moment.creditsOf(order);
      for (const { lineId, recipient, amounts } of credits.filter(({ recipient }) => recipient.role === "manager-2")) {
        const isSold = (credit: Credit) => credit.recipient.role === "seller" && recipient.sellers.includes(credit.recipient.advisorId);
        const sold = credits.filter((credit) => credit.lineId === lineId && isSold(credit));
        // Of a trip nobody knows when, a manager may wait whose sellers are not credited yet.
        if (sold.length < recipient.sellers.length) continue;
        expect([amounts.price, amounts.cost]).toEqual([
          sum(sold.map((credit) => credit.amounts.price)),
          sum(sold.map((credit) => credit.amounts.cost)),
        ]);
      }
    });
  });

  test("are one unit each, or none where the line's cash was wholly refunded: then no amount is left either", () => {
    forEveryOrder((order, moment) => {
      const withCash = new Set(order.lines.filter(costsCash).map(({ lineId }) => lineId));
      for (const { lineId, amounts } of moment.creditsOf(refundedWholly(order))) {
        if (withCash.has(lineId)) expect(amounts).toEqual({ price: 0n, refunded: 0n, cost: 0n, units: 0n, discounts: {} });
        else expect(amounts.units).toBe(1n);
      }
    });
  });

  test("are none where it was cancelled", () => {
    forEveryOrder((order, moment) => {
      expect(moment.creditsOf({ ...order, status: "cancelled" })).toEqual([]);
    });
  });

  // Fails: a discount may have any name that begins with a letter, and these are names that every plain object has.
  // The smallest case: a line of price 100 with discounts {"constructor": 3} sums to a text instead of 3.
  test.each(["constructor", "toString", "valueOf"])("sum a discount of the name %s as any other", (name) => {
    const order: Order = {
      orderId: "o1",
      revision: 1,
      status: "fulfilled",
      bookedAt: "2026-01-01T00:00:00Z",
      currency: "CNY",
      lines: [{ lineId: "1", product: "hotel", price: 100, discounts: { [name]: 3 } }],
      credits: [{ advisorId: "li", role: "seller", share: "1" }],
    };
    const recipient = { advisorId: "li", role: "seller", state: "earned", month: "2026-01", afterLeaving: false, sellers: [] } as const;
    expect(creditsOf(order, [recipient], [], "2026-01-01")[0]?.amounts.discounts).toEqual({ [name]: 3n });
  });
});

describe("an order wholly refunded or cancelled", () => {
  test.each([
    ["wholly refunded", (order: Order) => ({ ...refundedWholly(order), lines: refundedWholly(order).lines.filter(costsCash) })],
    ["cancelled", (order: Order): Order => ({ ...order, status: "cancelled" })],
  ])("leaves the earnings as if it had never been: %s", (_, undone) => {
    fc.assert(
      fc.property(world, fc.nat(), (world, pick) => {
        const moment = momentOf(world);
        const index = pick % (moment.orders.length + 1);
        const without = moment.withOrders(moment.orders.toSpliced(index, 1));
        const withUndone = moment.withOrders(moment.orders.map((order, at) => (at === index ? undone(order) : order)));
        for (const { advisorId } of moment.advisors) {
          for (const month of CLOSED_MONTHS) {
            expect(evaluate(withUndone.books(advisorId), month).amount).toBe(evaluate(without.books(advisorId), month).amount);
          }
        }
      }),
      runs(50),
    );
  });
});

describe("the managers above a seller", () => {
  const people = ["an", "bo", "chen", "ding", "xu"];
  const managers = fc.array(fc.option(fc.constantFrom(...people), { nil: null }), { minLength: 5, maxLength: 5 });

  test("are a chain of at most three that never comes back, and ends only where it must", () => {
    fc.assert(
      fc.property(managers, fc.subarray(people), fc.constantFrom(...people), (managers, registered, seller) => {
        const above = new Map(people.map((id, index) => [id, managers[index] ?? undefined]));
        const advisor = (id: string) => (registered.includes(id) ? managedBy(id, above.get(id)) : undefined);
        const chain = managersOf(seller, "2026-01-01", { advisor });
        const whole = [seller, ...chain];
        expect(new Set(whole).size).toBe(whole.length);
        for (const [index, id] of chain.entries()) expect(above.get(whole[index] ?? "")).toBe(id);
        const last = whole.at(-1) ?? "";
        const next = registered.includes(last) ? above.get(last) : undefined;
        expect(chain.length === 3 || next === undefined || whole.includes(next)).toBe(true);
        expect(chain.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  test("end before who is in the chain already, the seller included", () => {
    const circle = new Map([
      ["an", managedBy("an", "bo")],
      ["bo", managedBy("bo", "an")],
      ["chen", managedBy("chen", "an")],
      ["self", managedBy("self", "self")],
    ]);
    const chainOf = (seller: string) => managersOf(seller, "2026-01-01", { advisor: (id) => circle.get(id) });
    expect(chainOf("an")).toEqual(["bo"]);
    expect(chainOf("chen")).toEqual(["an", "bo"]);
    expect(chainOf("self")).toEqual([]);
  });

  test("are those of the day, from its beginning on", () => {
    const li: Advisor = {
      ...managedBy("li", "an"),
      managers: [
        { managerId: "an", from: "2026-01-01" },
        { managerId: null, from: "2026-02-01" },
      ],
    };
    expect(managerOn(li, "2025-12-31")).toBeUndefined();
    expect(managerOn(li, "2026-01-31")).toBe("an");
    expect(managerOn(li, "2026-02-01")).toBeUndefined();
  });
});

function managedBy(advisorId: string, managerId: string | undefined): Advisor {
  return {
    advisorId,
    name: advisorId,
    joinedOn: "2020-01-01",
    revision: 1,
    managers: [{ managerId: managerId ?? null, from: "2020-01-01" }],
  };
}

function withoutManagers(advisor: (id: string) => Advisor | undefined) {
  return (id: string): Advisor | undefined => {
    const found = advisor(id);
    return found && { ...found, managers: [] };
  };
}

function isRefunded(line: Order["lines"][number]): boolean {
  return costsCash(line) && line.refunded === line.price - sumOf(line.discounts);
}

/** Checks the split of one amount of a line within each role. */
function checkSplit(order: Order, line: Order["lines"][number], name: string, amount: number, credits: readonly Credit[]): void {
  for (const role of new Set(order.credits.map((credit) => credit.role))) {
    const shares = order.credits.filter((credit) => credit.role === role);
    const parts = shares.flatMap(({ advisorId, share }) => {
      const credit = credits.find(({ lineId, recipient: to }) => lineId === line.lineId && to.role === role && to.advisorId === advisorId);
      return credit === undefined ? [] : [{ part: amountIn(credit, name), share: parseDecimal(share) }];
    });
    // Who is not to be credited yet has no part, and the house's can't be told.
    const house = { part: BigInt(amount) - sum(parts.map(({ part }) => part)), share: ONE - sum(parts.map(({ share }) => share)) };
    for (const { part, share } of parts.length === shares.length ? [...parts, house] : parts) {
      const off = part * ONE - BigInt(amount) * share;
      expect(off > -ONE && off < ONE).toBe(true);
    }
  }
}

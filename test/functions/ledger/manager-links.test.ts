import { afterAll, beforeAll, expect, test } from "vitest";
import { Table, type TransactionResult } from "../../../functions/_platform/dynamodb/table.ts";
import { recipientsOf } from "../../../shared/engine/credits/recipients.ts";
import { sellersBelow } from "../../../shared/ledger/derive/concerned-logs.ts";
import { FactCache } from "../../../shared/ledger/derive/fact-cache.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, shortPause, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

const under = (advisorId: string, managerId: string | null, given: object = {}) =>
  advisor(advisorId, { managers: [{ managerId, from: "2026-01-01" }], ...given });
const below = async (advisorId: string, { wiring }: Ledger) => (await sellersBelow(advisorId, wiring.ledger)).sort();

test("manager links: whoever was ever below an advisor is found, three levels deep, in circles, and after they have moved on", async () => {
  const ledger = await ledgers.open();
  await ledger.record(plan(), under("li", "an"), under("an", "bo"), under("bo", "chen"), under("chen", "ding"), under("ding", "li"));
  expect(await below("chen", ledger)).toEqual(["an", "bo", "chen", "li"]);
  expect(await below("ding", ledger)).toEqual(["an", "bo", "chen", "ding"]);
  await ledger.record(under("bo", "an", { revision: 2 }), under("li", null, { revision: 2 }));
  await ledger.derive();
  expect(await below("chen", ledger)).toEqual(["an", "bo", "chen", "li"]);
  // Whoever manages themselves is below nobody by that.
  await ledger.record(under("self", "self"));
  expect(await below("self", ledger)).toEqual(["self"]);
});

test("manager links: a link is there before the fact that names the manager, also where the fact never comes", async () => {
  class RefusingAdvisors extends Table {
    override async transact(actions: Parameters<Table["transact"]>[0]): Promise<TransactionResult> {
      const isAdvisor = actions.some(({ Put }) => (Put?.Item as { sk?: string } | undefined)?.sk === "advisor");
      return isAdvisor ? { kind: "busy" } : super.transact(actions);
    }
  }
  const ledger = await ledgers.open((client, name) => new RefusingAdvisors(client, name, shortPause));
  expect(await ledger.record(under("li", "an"))).toEqual([{ kind: "failed" }]);
  expect(await ledger.wiring.ledger.advisors(["li"])).toEqual(new Map());
  expect(await below("an", ledger)).toEqual(["an", "li"]);
});

/** Checks that every head credits whom the facts of today credit. */
async function expectDerived(ledger: Ledger, orderIds: readonly string[]): Promise<void> {
  await ledger.derive();
  const { wiring } = ledger;
  const heads = await wiring.ledger.orderHeads(orderIds);
  expect(heads.size).toBe(orderIds.length);
  const orders = [...heads.values()].map((head) => head.order);
  const facts = await new FactCache().factsFor(orders, wiring.ledger, await wiring.ledger.state(), wiring.rating.localDay);
  for (const head of heads.values()) expect(head.recipients).toEqual(recipientsOf(head.order, facts));
}

const NEVER = { status: "booked", fulfilledAt: undefined } as const;
const EXPECTED = { ...NEVER, expectedFulfilmentOn: "2026-12-24" } as const;
const ORDERS = [order({ orderId: "o1" }), order({ orderId: "o2", ...NEVER }), order({ orderId: "o3", ...EXPECTED })];
const IDS = ["o1", "o2", "o3"];

test("manager links: every change above a seller finds the seller's orders", async () => {
  const ledger = await ledgers.open();
  const onBooking = plan({ planId: "on-booking", earn: "booked" });
  await ledger.record(plan(), onBooking, under("li", "an"));
  await ledger.record(...ORDERS);
  // Nobody above is registered yet; they come one after the other, then change.
  const changes = [
    under("an", "bo"),
    under("bo", "chen", { planId: undefined }),
    under("chen", "ding", { planId: "on-booking" }),
    under("bo", "chen", { revision: 2, planId: "on-booking" }),
    under("an", "bo", { revision: 2, leftOn: "2026-10-05" }),
    under("chen", null, { revision: 2, leftOn: "2026-11-30" }),
    under("bo", null, { revision: 3 }),
    plan({ version: 2, effectiveFrom: "2026-10-01", earn: "booked" }),
    under("an", null, { revision: 3 }),
    under("li", "chen", { revision: 2 }),
    under("li", null, { revision: 3 }),
  ];
  for (const change of changes) {
    expect(await ledger.record(change)).toEqual([{ kind: "recorded" }]);
    await expectDerived(ledger, IDS);
  }
  // What is told of an advisor is their own, and rows are its sums.
  const rows = await ledger.storedRows("li");
  expect([...rows.keys()]).toEqual(["2026-10"]);
  expect(rows).toEqual(await ledger.journalledRows("li"));
});

test("manager links: an undated order whose manager alone earns on booking forgets them once they are no manager any more", async () => {
  const ledger = await ledgers.open();
  await ledger.record(plan(), plan({ planId: "on-booking", earn: "booked" }), advisor("an"), under("li", "an", { planId: "on-booking" }));
  await ledger.record(order({ orderId: "o2", ...NEVER }));
  await ledger.record(under("li", null, { revision: 2, planId: "on-booking" }));
  await expectDerived(ledger, ["o2"]);
});

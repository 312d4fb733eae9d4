import { afterAll, beforeAll, expect, test } from "vitest";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const BOOKED = { status: "booked", fulfilledAt: undefined } as const;
const ON_BOOKING = plan({ planId: "on-booking", earn: "booked" });

test("undated: a booked order of which nobody knows when the trip is counts once a backdated version earns on booking", async () => {
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li"));
  await ledger.record(order({ orderId: "o1", ...BOOKED }));
  await ledger.record(plan({ version: 2, earn: "booked" }));
  expect(await ledger.close("2026-10")).toMatchObject({ statements: 1, earnings: 6_000n });
});

test("undated: it counts for a manager, too, who comes to be one later", async () => {
  const ledger = await ledgers.open();
  await ledger.record(plan(), ON_BOOKING, advisor("li"), advisor("boss", { planId: "on-booking" }));
  await ledger.record(order({ orderId: "o1", ...BOOKED }));
  await ledger.record(advisor("li", { revision: 2, managers: [{ managerId: "boss", from: "2026-10-01" }] }));
  const summary = await ledger.close("2026-10");
  expect(summary).toMatchObject({ statements: 1, earnings: 1_000n });
});

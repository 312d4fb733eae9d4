import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenAccount, openAccount } from "../../../shared/account/steps/open-account.ts";
import { getCredits, getForecast, getMonth } from "../../../shared/account/steps/read-month.ts";
import { getStatement } from "../../../shared/account/steps/read-statement.ts";
import { canonicalJson, parseExact } from "../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import { beginClose } from "../../../shared/ledger/close/begin-close.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const inNovember = { bookedAt: "2026-11-08T09:00:00+08:00", fulfilledAt: "2026-11-08T20:00:00+08:00" };
const trip = { ...inNovember, status: "booked", fulfilledAt: undefined, expectedFulfilmentOn: "2026-11-20" };
const refunded = (amount: number) => ({ lines: [{ lineId: "1", product: "hotel", price: 100_000, refunded: amount }] });

async function open({ wiring }: Ledger): Promise<OpenAccount> {
  const account = await openAccount("li", wiring);
  if (account === undefined) throw new Error("li is registered, yet has no account");
  return account;
}

test("an advisor sees before a close what it then states: orders changed twice, late ones, and trips that took place", async () => {
  const ledger = await ledgers.open();
  const { wiring } = ledger;
  await ledger.record(plan(), advisor("li"), advisor("bo"));
  await ledger.derive();
  expect(await openAccount("nobody", wiring)).toBeUndefined();
  await ledger.record(order({ orderId: "o1" }), order({ orderId: "o2" }), order({ orderId: "o3" }));
  await ledger.close("2026-10");
  // Latest orders stand by the millisecond in which they were written.
  const record: typeof ledger.record = async (...events) => {
    await setTimeout(2);
    return ledger.record(...events);
  };
  await record(order({ orderId: "o1", revision: 2, ...refunded(20_000) }));
  await record(order({ orderId: "o1", revision: 3, ...refunded(30_000) }));
  await record(order({ orderId: "late" }));
  // Back as it was: no line of the adjustment.
  await record(order({ orderId: "o2", revision: 2, ...refunded(10_000) }));
  await record(order({ orderId: "o2", revision: 3 }), order({ orderId: "n1", ...inNovember }));
  await record(order({ orderId: "t1", ...trip }), order({ orderId: "t2", ...trip }), order({ orderId: "t3", ...trip }));
  // One that was said to have taken place, and had not.
  await record(order({ orderId: "t2", revision: 2, ...inNovember }));
  await record(order({ orderId: "t2", revision: 3, ...trip }));
  await record(order({ orderId: "t1", revision: 2, ...inNovember }));

  const account = await open(ledger);
  const outlook = await getMonth(account, "2026-11", wiring);
  expect(outlook.expected?.statement).toMatchObject({ earnings: 12_000n, adjustments: [{ month: "2026-10", amount: 4_200n }] });
  expect(outlook.latest.map(({ orderId, state, effect }) => [orderId, state, effect])).toEqual([
    ["t1", "earned", 6_000n],
    ["t2", "forecast", 6_000n],
    ["t3", "forecast", 6_000n],
    ["n1", "earned", 6_000n],
  ]);
  const forecast = {
    month: "2026-11",
    overdue: account.thisMonth > "2026-11",
    sales: 200_000n,
    credits: 2n,
    earned: 12_000n,
    upcoming: 12_000n,
  };
  expect(outlook.forecast).toEqual(forecast);
  expect(await getForecast(account, wiring)).toEqual([forecast]);
  const october = await getMonth(account, "2026-10", wiring);
  expect(october).toMatchObject({ state: "closed", earnings: { amount: 22_200n }, expected: undefined, adjustments: [] });
  expect(october.latest.slice(0, 3).map(({ orderId, effect }) => [orderId, effect])).toEqual([
    ["o2", 600n],
    ["late", 6_000n],
    ["o1", -600n],
  ]);
  const few = (advisorId: string, month: string, period: number) => wiring.accounts.entriesOfPeriod(advisorId, month, period, 4);
  const hasty = await getMonth(account, "2026-11", { ...wiring, accounts: { ...wiring.accounts, entriesOfPeriod: few } });
  // Of more changes than are read it says that they are not told, and the amounts stand all the same.
  expect([hasty.adjustments, hasty.unexplained, hasty.expected]).toEqual([[], ["2026-10"], outlook.expected]);
  const seen = await getCredits(account, "2026-11", wiring);

  // While the close is under way nothing of it is fixed for the advisor, and yet it is certain.
  await beginClose("2026-11", wiring, () => true);
  const underWay = await open(ledger);
  await ledger.close("2026-11");
  const through = await open(ledger);
  expect(underWay.settled).toEqual(through.settled);
  expect(through.settled.byMonth).toEqual(
    new Map([
      ["2026-10", 22_200n],
      ["2026-11", 12_000n],
    ]),
  );

  const issued = await wiring.accounts.statements("li");
  expect(issued.map(({ statement }) => statement.month)).toEqual(["2026-11", "2026-10"]);
  expect(issued[0]?.statement).toEqual(outlook.expected?.statement);
  const file = await getStatement("li", "2026-11", wiring);
  expect(file?.body.adjustments).toEqual(outlook.adjustments);
  expect(outlook.adjustments).toMatchObject([
    {
      facts: [
        { orderId: "late", amount: 6_000n },
        { orderId: "o1", amount: -1_800n },
      ],
    },
  ]);
  expect(parseExact(canonicalJson(file?.body.earnings))).toEqual(parseExact(canonicalJson(seen.earnings)));
  expect(sha256Hex(canonicalJson(file?.body))).toBe(issued[0]?.hash);
  const [close] = await wiring.accounts.closes();
  expect(file?.inclusion).toMatchObject({ month: "2026-11", root: close?.summary.statementsRoot, size: 1, shard: { size: 1 } });
  expect(await getStatement("bo", "2026-11", wiring)).toBeUndefined();
});

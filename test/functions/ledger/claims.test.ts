import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readScenario, type Scenario } from "../../../infra/local/scenario/parse-scenario.ts";
import { equityLines, readResults, statementLines } from "../../../infra/local/scenario/results.ts";
import { Events } from "../../../infra/local/scenario/to-events.ts";
import type { LocalEvent } from "../../../infra/local/start.ts";
import { openAccount } from "../../../shared/account/steps/open-account.ts";
import { RefusedError } from "../../../shared/base/issues/issue.ts";
import { parseExact } from "../../../shared/base/json/exact-json.ts";
import { beginClose } from "../../../shared/ledger/close/begin-close.ts";
import { gatherShard } from "../../../shared/ledger/close/gather-shard.ts";
import { settleShard } from "../../../shared/ledger/close/settle-shard.ts";
import { sellersBelow } from "../../../shared/ledger/derive/concerned-logs.ts";
import { forecastsOf } from "../../../shared/ledger/sellers/by-seller.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { firstMonths } from "../../support/first-months.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { checkedLines, expectedUpTo, REAL_ORDERS } from "../../support/real-orders.ts";
import { comparable, readScenario as readExpected } from "../../support/scenario.ts";
import { much } from "../../support/thorough.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");
const SHARDS = 2;
const BATCH = 500;
let ledgers: Ledgers;
let embedded: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  embedded = await startLedgers();
});
afterAll(async () => {
  await ledgers.stop();
  await embedded.stop();
});

/** Records a scenario's facts in batches between its closes. @returns the months that were closed. */
async function run(scenario: Scenario, ledger: Ledger): Promise<string[]> {
  const [events, closed] = [new Events(), [] as string[]];
  let open: LocalEvent[] = [
    ...scenario.plans.map((each) => events.ofPlan(each)),
    ...scenario.advisors.flatMap((each) => events.ofAdvisor(each)),
  ];
  for await (const step of scenario.steps()) {
    if (!("close" in step)) {
      open.push(...events.of(step));
      continue;
    }
    const facts = open.map(({ detailType, detail }): [string, unknown] => [detailType, JSON.parse(String(detail))]);
    for (let start = 0; start < facts.length; start += BATCH) await ledger.record(...facts.slice(start, start + BATCH));
    open = [];
    await ledger.close(step.close);
    closed.push(step.close);
  }
  return closed;
}

describe("claims kept with sellers give the exact statements", async () => {
  // Some of them go through the functions on the embedded database as well.
  for (const file of (await readdir(EXAMPLES)).sort()) {
    test(file.replace(".json", ""), async () => {
      const path = join(EXAMPLES, file);
      const scenario = await readScenario(path);
      const ledger = await ledgers.open(undefined, scenario.agency);
      const results = await readResults(ledger.wiring.ledger, SHARDS, await run(scenario, ledger));
      const lines = (text: string) => text.split("\n").filter(Boolean).map(parseExact);
      const made = { statements: lines(statementLines(results)), equityChanges: lines(equityLines(results)) };
      expect(comparable(made)).toEqual(comparable(readExpected(path).expected));
    });
  }
});

test("claims: real orders, whose group leaders count them with the sellers, give their exact statements", async () => {
  const scenario = firstMonths(await readScenario(REAL_ORDERS), much(2, 27));
  const ledger = await ledgers.open(undefined, scenario.agency);
  const closed = await run(scenario, ledger);
  const results = await readResults(ledger.wiring.ledger, SHARDS, closed);
  const made = checkedLines({ statements: statementLines(results), equity: equityLines(results) });
  expect(comparable(made)).toEqual(comparable(expectedUpTo(closed.at(-1) ?? "")));
  expect(made.statements.length).toBeGreaterThan(20);
});

const MANAGED = [plan(), advisor("boss"), advisor("li", { managers: [{ managerId: "boss", from: "2026-01-01" }] })];

test("claims: a shard is not settled while any shard is not gathered, and says which", async () => {
  const ledger = await embedded.open();
  await ledger.record(...MANAGED);
  await ledger.record(order({ orderId: "o1" }));
  const close = await beginClose("2026-10", ledger.wiring, () => true);
  await gatherShard(close, 1, ledger.wiring);
  const refused = await settleShard(close, 0, ledger.wiring).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RefusedError);
  expect(refused).toMatchObject({ issues: [{ code: "close-gathers-left", params: { month: "2026-10", shards: "0" } }] });
  expect(await ledger.close("2026-10")).toMatchObject({ statements: 2, earnings: 7_000n });
});

test("claims: what is recorded once the close has begun is in no gathered file, though gathered later and twice", async () => {
  const ledger = await embedded.open();
  await ledger.record(...MANAGED);
  await ledger.record(order({ orderId: "o1" }));
  const close = await beginClose("2026-10", ledger.wiring, () => true);
  await gatherShard(close, 0, ledger.wiring);
  await ledger.record(order({ orderId: "o2" }));
  await Promise.all([0, 1, 0].map((shard) => gatherShard(close, shard, ledger.wiring)));
  expect(await ledger.close("2026-10")).toMatchObject({ statements: 2, earnings: 7_000n });
  expect(await ledger.close("2026-11")).toMatchObject({ statements: 2, adjustments: 7_000n });
});

test("claims: nobody but whom an order names is written to, and whoever is above counts it", async () => {
  const ledger = await embedded.open();
  await ledger.record(...MANAGED);
  await ledger.record(
    order({ orderId: "o1" }),
    order({ orderId: "o2", status: "booked", fulfilledAt: undefined, expectedFulfilmentOn: "2026-12-24" }),
  );
  const { accounts, ledger: stored } = ledger.wiring;
  expect(await stored.claimedRows("boss", 0)).toEqual([]);
  expect(await accounts.claimedForecasts("boss")).toEqual(new Map());
  for (const [advisorId, role] of [
    ["li", "seller"],
    ["boss", "manager"],
  ] as const) {
    const [[rows], forecasts] = [
      [...(await ledger.storedRows(advisorId)).values()],
      await forecastsOf(await sellersBelow(advisorId, accounts), advisorId, accounts),
    ];
    expect([...(rows?.values() ?? [])]).toMatchObject([{ price: 100_000n, count: 1n, facets: ["hotel", role, "no", ""] }]);
    expect(forecasts.get("2026-12")).toMatchObject([{ price: 100_000n, count: 1n, facets: ["hotel", role, "no", ""] }]);
  }
});

test("claims: with more than 64 sellers below, what is shown of a manager may be 15 minutes old, and what is closed is not", async () => {
  const ledger = await ledgers.open();
  const sellers = Array.from({ length: 65 }, (_, index) => `s${index}`);
  const under = { managers: [{ managerId: "boss", from: "2026-01-01" }] };
  await ledger.record(plan(), advisor("boss"), ...sellers.map((advisorId) => advisor(advisorId, under)));
  await ledger.derive();
  await ledger.record(...sellers.map((advisorId) => order({ orderId: advisorId, credits: [{ advisorId }] })));
  const shownAfter = async (minutes: number, advisorId = "boss") => {
    const surroundings = { ...ledger.wiring.surroundings, now: () => Date.parse("2026-10-20T10:00:00Z") + minutes * 60_000 };
    const account = await openAccount(advisorId, { ...ledger.wiring, surroundings });
    return account?.books.rows.get("2026-10")?.[0]?.count;
  };
  expect(await shownAfter(0)).toBe(65n);
  await ledger.record(order({ orderId: "more", credits: [{ advisorId: "s0" }] }));
  expect([await shownAfter(14), await shownAfter(14, "s0"), await shownAfter(16)]).toEqual([65n, 2n, 66n]);
  await ledger.record(order({ orderId: "last", credits: [{ advisorId: "s0" }] }));
  await ledger.close("2026-10");
  expect(await shownAfter(17)).toBe(67n);
});

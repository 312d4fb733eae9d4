import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MonthOutlook } from "../../../shared/account/model/month-overview.ts";
import { expectClose } from "../../../shared/account/steps/explain-expected.ts";
import { type AccountDeps, type OpenAccount, openAccount } from "../../../shared/account/steps/open-account.ts";
import { getCredits, getMonth } from "../../../shared/account/steps/read-month.ts";
import { monthView } from "../../../shared/account/views/month-view.ts";
import { canonicalJson, parseExact } from "../../../shared/base/json/exact-json.ts";
import { sum } from "../../../shared/base/money/money.ts";
import type { ExplainedComponent } from "../../../shared/engine/earnings/explained.ts";
import type { ExplainedAdjustment } from "../../../shared/engine/statement/explain-adjustment.ts";
import type { AccountLedger } from "../../../shared/ledger/store/ledger-reader.ts";
import { AGENCY, managed, stepsOf, world } from "../../support/arbitrary-world.ts";
import { readScenario, type Step } from "../../support/scenario.ts";
import { much } from "../../support/thorough.ts";
import { ClosesInMemory } from "../ledger/close-in-memory.ts";
import { numberedSteps, type RecordedFacts, recordAll } from "../ledger/recorded-facts.ts";
import { lookingIn } from "./account-in-memory.ts";
import { expectSums, minorOf, tableOf } from "./view-sums.ts";

const EXAMPLES = new URL("../../examples/", import.meta.url).pathname;

interface Body {
  readonly adjustments: readonly Pick<ExplainedAdjustment, "kind">[];
  readonly earnings: { readonly components: readonly ExplainedComponent[] };
}

/** What a body says, without the credits behind its components. */
const withoutCredits = (components: readonly object[]): unknown =>
  parseExact(canonicalJson(components.map((component) => ({ ...component, credits: null }))));

/** Checks that a month's page sums up, its sellers as its components have them. @returns how many sellers it lists. */
function expectTeam(account: OpenAccount, outlook: MonthOutlook): number {
  const { sellers = [], components } = outlook;
  const view = monthView(account, outlook, [], { products: [] }, "en");
  expectSums(view);
  expect(minorOf(outlook.components.length === 0 ? undefined : tableOf(view, "components").rows.at(-1)?.cells.at(-1))).toBe(
    outlook.earnings.amount,
  );
  if (sellers.length === 0) return 0;
  const rows = tableOf(view, "sellers").rows;
  const brought = sum(components.flatMap((each) => (each.sellers ?? []).map(({ amount }) => amount)));
  expect(minorOf(rows.at(-1)?.cells.at(-1))).toBe(brought);
  return rows.length - 1;
}

/** Checks that what an advisor sees just before each close is what the close then states, with the same explanations. */
async function expectNoSurprise(recorded: RecordedFacts): Promise<{ readonly looked: number; readonly sellers: number }> {
  const closes = new ClosesInMemory(recorded);
  await closes.settleAll();
  let [looked, sellers] = [0, 0];
  for (const close of closes.closes()) {
    const looking = lookingIn(close.period, recorded, closes);
    for (const { advisorId } of recorded.core.closes[close.period]?.moment.advisors ?? []) {
      const account = await openAccount(advisorId, looking);
      if (account === undefined) throw new Error(`${advisorId} is registered, yet has no account`);
      // Before the first close nobody knows yet which month will be the first.
      const known = { ...account, thisMonth: account.closedMonth === undefined ? close.month : account.thisMonth };
      const outlook = await getMonth(known, close.month, looking);
      const fixed = closes.fixed.all.get(JSON.stringify([close.period, advisorId]));
      expect(outlook.expected?.statement).toEqual(fixed?.statement?.totals);
      if (fixed?.settlement !== undefined) expect(outlook.expected?.equity.eligible).toBe(fixed.settlement.equityEligible);
      if (fixed?.statement === undefined) continue;
      const body = parseExact(closes.bodies.all.get(fixed.statement.bodyKey) ?? "") as Body;
      expect(parseExact(canonicalJson(outlook.adjustments))).toEqual(body.adjustments.filter(({ kind }) => kind === "restated"));
      const { earnings } = await getCredits(known, close.month, looking);
      expect(parseExact(canonicalJson(earnings))).toEqual(body.earnings);
      expect(withoutCredits(outlook.components)).toEqual(withoutCredits(body.earnings.components));
      sellers += expectTeam(known, outlook);
      looked += 1;
    }
  }
  return { looked, sellers };
}

describe("every worked example, looked at just before each close", () => {
  for (const file of readdirSync(EXAMPLES)) {
    const scenario = readScenario(`${EXAMPLES}${file}`);
    test(scenario.name, async () => {
      expect((await expectNoSurprise(recordAll(scenario.agency, numberedSteps(scenario)))).looked).toBeGreaterThan(0);
    });
  }
});

describe("an account of an arbitrary world", () => {
  test("shows before a close exactly what the close then states and how it explains it", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => void (await expectNoSurprise(recordAll(AGENCY, stepsOf(world))))),
      { numRuns: much(25, 500) },
    );
  });

  test("shows what managers count of sellers, each with the part that the statement then gives", async () => {
    let sellers = 0;
    await fc.assert(
      fc.asyncProperty(world, async (world) => {
        sellers += (await expectNoSurprise(recordAll(AGENCY, stepsOf(world).map(managed)))).sellers;
      }),
      { numRuns: much(12, 500) },
    );
    expect(sellers).toBeGreaterThan(0);
  });

  test("shows the same while a close is under way as when it is through", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => {
        const recorded = recordAll(AGENCY, stepsOf(world));
        const closes = new ClosesInMemory(recorded);
        await closes.settleAll();
        for (const { period } of closes.closes().slice(1)) {
          for (const { advisorId } of recorded.core.now().advisors) {
            const through = await openAccount(advisorId, lookingIn(period, recorded, closes));
            const underWay = await openAccount(advisorId, lookingIn(period, recorded, closes, period - 1));
            expect(underWay?.settled).toEqual(through?.settled);
            expect(underWay && expectClose(underWay).statement).toEqual(through && expectClose(through).statement);
          }
        }
      }),
      { numRuns: much(25, 500) },
    );
  });
});

/** A manager with a small sale of their own, and sellers of one order each; the first month is closed. */
function teamOf(size: number): Step[] {
  const sellers = Array.from({ length: size }, (_, index) => `s${index}`);
  const joined = { revision: 1, joinedOn: "2025-01-01", planId: "partner" };
  const base = { from: "price", less: [] };
  const components = [
    { id: "own", kind: "share", where: { role: ["seller"] }, rate: "0.0333" },
    { id: "team", kind: "share", where: { role: ["manager"] }, rate: "0.0177" },
  ];
  const sale = (advisorId: string, day: string, index: number): Step => ({
    order: {
      ...{ orderId: `${day}-${advisorId}`, revision: 1, status: "fulfilled", currency: "CNY" },
      ...{ bookedAt: `${day}T09:00:00+08:00`, fulfilledAt: `${day}T20:00:00+08:00` },
      lines: [{ lineId: "1", product: "hotel", price: 10_001 + index }],
      credits: [{ advisorId }],
    },
  });
  const sales = (day: string) => ["boss", ...sellers].map((advisorId, index) => sale(advisorId, day, index));
  return [
    { plan: { planId: "partner", version: 1, effectiveFrom: "2025-01-01", base, components } },
    { advisor: { ...joined, advisorId: "boss", name: "Boss" } },
    ...sellers.map((advisorId) => ({
      advisor: { ...joined, advisorId, name: advisorId, managers: [{ managerId: "boss", from: "2025-01-01" }] },
    })),
    ...sales("2026-01-20"),
    // Recorded before the close, counted in the month after it.
    ...sales("2026-02-01"),
    { close: "2026-01" },
    ...sales("2026-02-10"),
    { close: "2026-02" },
  ];
}

/** Looks at February of the manager before it is closed, and counts how often sellers' rows were read. */
function lookAt(size: number) {
  const recorded = recordAll({ currency: "CNY", timeZone: "Asia/Shanghai", facets: ["role"] }, teamOf(size));
  const closes = new ClosesInMemory(recorded);
  let looking: AccountDeps | undefined;
  const reads = { count: 0 };
  const at = async (minutes: number) => {
    if (looking === undefined) {
      await closes.settleAll();
      const found = lookingIn(1, recorded, closes);
      const claimedRows: AccountLedger["claimedRows"] = (...asked) => {
        reads.count += 1;
        return found.accounts.claimedRows(...asked);
      };
      looking = { ...found, accounts: { ...found.accounts, claimedRows } };
    }
    const now = () => Date.parse("2026-02-20T04:00:00Z") + minutes * 60_000;
    const deps = { ...looking, surroundings: { now } };
    const account = await openAccount("boss", deps);
    if (account === undefined) throw new Error("the manager is registered");
    const outlook = await getMonth(account, "2026-02", deps);
    return { account, outlook, credits: await getCredits(account, "2026-02", deps) };
  };
  return { at, reads };
}

describe("a manager's open month", () => {
  test("lists each of 64 sellers, with what was recorded before the last close", async () => {
    const { account, outlook } = await lookAt(64).at(0);
    expect(expectTeam(account, outlook)).toBe(64);
    expect(outlook.sellers?.every(({ rows }) => rows[0]?.units === 2n)).toBe(true);
    expect(account.teamReadAt).toBeUndefined();
    // Forecasts of so many are remembered, which the page says.
    const { footer } = monthView(account, outlook, [], { products: [] }, "en");
    expect(footer).toEqual(["Based on current data", "With many sellers forecasts may be 15 minutes old."]);
  });

  test("shows more than 64 in one line that is at most 15 minutes old, and says so", async () => {
    const { at, reads } = lookAt(65);
    const [first, second] = [await at(0), await at(15)];
    expect(reads.count).toBe(65);
    expect([first, second].map(({ account }) => account.teamReadAt)).toEqual(Array(2).fill("2026-02-20T04:00:00.000Z"));
    expect(expectTeam(second.account, second.outlook)).toBe(1);
    expect(second.credits.sellers).toEqual(second.outlook.sellers);
    expect(withoutCredits(second.credits.earnings.components)).toEqual(withoutCredits(second.outlook.components));
    const { footer } = monthView(second.account, second.outlook, [], { products: [] }, "en");
    expect(footer.join()).toContain("2026-02-20 12:00");
    const third = await at(16);
    expect([reads.count, third.account.teamReadAt]).toEqual([130, "2026-02-20T04:16:00.000Z"]);
  });
});

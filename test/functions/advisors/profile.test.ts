import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { previewAdvisor } from "../../../shared/advisors/steps/preview-advisor.ts";
import { handOverRows, previewOffboarding } from "../../../shared/advisors/steps/preview-offboarding.ts";
import { openAdvisorFile } from "../../../shared/advisors/steps/read-profile.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import { listUnassigned } from "../../../shared/ledger/unassigned/list-unassigned.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { briefs } from "../../support/issues.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const BOOKED = { status: "booked", fulfilledAt: undefined } as const;
const inNovember = { bookedAt: "2026-11-08T09:00:00+08:00", fulfilledAt: "2026-11-08T20:00:00+08:00" };

/** After the last day a credit pays half. */
const PLAN = plan({
  components: [
    { id: "share", kind: "share", where: { afterLeaving: ["no"] }, rate: "0.06" },
    { id: "after", kind: "share", where: { afterLeaving: ["yes"] }, rate: "0.03" },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
  ],
});
const LI = { name: "Li Wei", managers: [{ managerId: "boss", from: "2026-01-01" }], stores: [{ storeId: "s1", from: "2026-01-01" }] };

async function octoberClosed(): Promise<Ledger> {
  const ledger = await ledgers.open();
  await ledger.record(PLAN, advisor("boss", { name: "Boss" }), advisor("li", LI));
  await ledger.record(["AttributesGiven", { storeId: "s1", month: "2026-09", values: { starLevel: "4" }, revision: 1 }]);
  await ledger.record(order({ orderId: "o1" }), order({ orderId: "x1", credits: [{ advisorId: "xu" }] }));
  await ledger.close("2026-10");
  return ledger;
}

describe("an advisor's file", () => {
  test("says how the advisor stands today, what a close would pay, what is to come, and what is open about them", async () => {
    const ledger = await octoberClosed();
    const { wiring } = ledger;
    await ledger.record(advisor("li", { ...LI, name: "Li Weiwei", revision: 2 }));
    await ledger.record(order({ orderId: "n1", ...inNovember }));
    await ledger.record(order({ orderId: "t1", ...BOOKED, bookedAt: "2026-11-09T09:00:00+08:00", expectedFulfilmentOn: "2026-12-20" }));
    const entry = { at: "2026-11-01T00:00:00.000Z", by: "hr-1", action: "change", changes: [] } as const;
    await wiring.proposals.note({ subject: "advisor:li", entry });
    const file = await openAdvisorFile("li", wiring);
    expect(file).toMatchObject({
      advisor: { name: "Li Weiwei", revision: 2 },
      revisions: [{ revision: 2 }, { revision: 1, name: "Li Wei" }],
      standing: {
        planId: "partner",
        plan: { version: 1 },
        managerId: "boss",
        managerName: "Boss",
        storeId: "s1",
        attributes: { starLevel: { value: "4", month: "2026-09", storeId: "s1" } },
        hasLeft: false,
      },
      balance: 0n,
      expected: { month: "2026-11", statement: { payable: 6_000n } },
      upcoming: [{ month: "2026-12", credits: 1n, upcoming: 6_000n }],
      activity: [entry],
      proposals: [],
    });
    expect(file?.waiting).toBeUndefined();
    expect(await openAdvisorFile("nobody", wiring)).toBeUndefined();
  });
});

test("profile: credits that wait are listed with why, since when and how much, those first for whom most waits", async () => {
  const ledger = await octoberClosed();
  await ledger.record(advisor("plain", { name: "Plain", planId: undefined }));
  await ledger.record(
    order({ orderId: "p2", credits: [{ advisorId: "plain" }] }),
    order({ orderId: "p1", credits: [{ advisorId: "plain" }] }),
  );
  await ledger.record(order({ orderId: "x0", bookedAt: "2026-10-02T09:00:00+08:00", credits: [{ advisorId: "xu", share: "0.5" }] }));
  expect(await listUnassigned(ledger.wiring)).toEqual([
    {
      advisorId: "plain",
      name: "Plain",
      reason: "no-plan",
      since: "2026-10-08",
      orders: [
        { orderId: "p1", bookedOn: "2026-10-08", price: 100_000n },
        { orderId: "p2", bookedOn: "2026-10-08", price: 100_000n },
      ],
      price: 200_000n,
    },
    {
      advisorId: "xu",
      reason: "unknown",
      since: "2026-10-02",
      orders: [
        { orderId: "x0", bookedOn: "2026-10-02", price: 50_000n },
        { orderId: "x1", bookedOn: "2026-10-08", price: 100_000n },
      ],
      price: 150_000n,
    },
  ]);
});

describe("a change of an advisor, previewed", () => {
  test("is numbered, and told field by field with what it restates", async () => {
    const { wiring } = await octoberClosed();
    const managers = [{ managerId: null, from: "2026-01-01" }];
    const { revision: _, ...typed } = advisor("li", { ...LI, managers })[1];
    const told = await previewAdvisor({ advisor: typed, handoverTo: { advisorId: "boss", from: "2026-11-01" } }, wiring);
    expect(told).toMatchObject({
      issues: [],
      before: { revision: 1 },
      content: { kind: "advisor", advisor: { revision: 2 }, handoverTo: { advisorId: "boss", from: "2026-11-01" } },
      changes: [{ path: "managers[0].managerId", before: "boss", after: null }],
      restatement: { lines: [{ advisorId: "boss", months: [{ month: "2026-10", before: 1_000n, after: 0n }] }] },
    });
    expect(told.waiting).toBeUndefined();
  });

  test("of someone new tells what waits for them", async () => {
    const { wiring } = await octoberClosed();
    const told = await previewAdvisor({ advisor: advisor("xu")[1] }, wiring);
    expect(told).toMatchObject({
      issues: [],
      content: { advisor: { revision: 1 } },
      waiting: { reason: "unknown", price: 100_000n, orders: [{ orderId: "x1" }] },
      restatement: { lines: [{ advisorId: "xu", months: [{ month: "2026-10", before: 0n, after: 6_000n }] }] },
    });
    expect(told.before).toBeUndefined();
    expect(told.changes).toContainEqual({ path: "joinedOn", after: "2020-01-15" });
  });

  test("has a reason for each field that can't be, and each id that nobody knows", async () => {
    const { wiring } = await octoberClosed();
    const wrong = { ...LI, planId: "x", assignments: [{ planId: "y", from: "2026-01-01" }], revision: 1 };
    const managers = [
      { managerId: "boss", from: "2026-01-01" },
      { managerId: "ghost", from: "2026-02-01" },
      { managerId: "li", from: "2026-03-01" },
    ];
    const told = await previewAdvisor(
      { advisor: advisor("li", { ...wrong, managers })[1], handoverTo: { advisorId: "gone", from: "2026-11-01" } },
      wiring,
    );
    expect(briefs(told.issues)).toEqual([
      "revision: revision-moved",
      "planId: plan-unknown",
      "assignments[0].planId: plan-unknown",
      "managers[1].managerId: advisor-unregistered",
      "managers[2].managerId: own-manager",
      "handoverTo.advisorId: advisor-unregistered",
    ]);
    expect([told.content, told.restatement]).toEqual([undefined, undefined]);
    for (const typed of [undefined, null, [], "li", { advisorId: 7 }, { advisorId: "li", joinedOn: "soon" }])
      expect((await previewAdvisor({ advisor: typed }, wiring)).issues.length).toBeGreaterThan(0);
    const { issues } = await previewAdvisor({ advisor: advisor("li", LI)[1], handoverTo: { advisorId: "boss", from: "soon" } }, wiring);
    expect(briefs(issues)).toContain("handoverTo.from: day-expected");
  });

  test("names stores that something names already; another is told until somebody says of it that it is new", async () => {
    const ledger = await octoberClosed();
    const to = (storeId: string) => ({ stores: [...LI.stores, { storeId, from: "2026-12-01" }] });
    await ledger.record(advisor("mei", { stores: [{ storeId: "s2", from: "2026-01-01" }] }));
    await ledger.record(["AttributesGiven", { storeId: "s3", month: "2026-09", values: { starLevel: "4" }, revision: 1 }]);
    const told = (storeId: string, newStores?: readonly string[]) =>
      previewAdvisor({ advisor: advisor("li", { ...LI, ...to(storeId), revision: 2 })[1], newStores }, ledger.wiring);
    for (const known of ["s1", "s2", "s3"]) expect((await told(known)).issues, known).toEqual([]);
    const found = issue("stores[1].storeId", "store-unknown", { storeId: "s22" });
    for (const acknowledged of [undefined, [], ["s2"]])
      expect(await told("s22", acknowledged)).toMatchObject({ issues: [found], unknownStores: ["s22"] });
    expect(await told("s22", ["s22"])).toMatchObject({ issues: [], content: { advisor: { revision: 2 } } });
    // A fact that came by an event names its store; nothing is asked of what stands.
    await ledger.record(advisor("odd", { stores: [{ storeId: "s9", from: "2026-01-01" }] }));
    expect((await told("s9")).issues).toEqual([]);
  });

  test("may keep ids that nobody knows, as they came with facts and wait", async () => {
    const ledger = await octoberClosed();
    const odd = { planId: "to-come", managers: [{ managerId: "ghost", from: "2026-01-01" }] };
    await ledger.record(advisor("odd", odd));
    const told = await previewAdvisor({ advisor: advisor("odd", { ...odd, name: "Odd", revision: 2 })[1] }, ledger.wiring);
    expect(told).toMatchObject({ issues: [], changes: [{ path: "name", before: "odd", after: "Odd" }], restatement: { reaches: false } });
  });
});

describe("a leaving, previewed", () => {
  test("tells credits after it, the balance, and the orders to hand over, as a list for the shop too", async () => {
    const ledger = await octoberClosed();
    await ledger.record(
      order({ orderId: "n1", ...inNovember }),
      order({ orderId: "n2", ...inNovember, fulfilledAt: "2026-11-20T20:00:00+08:00" }),
      order({
        orderId: "t2",
        ...BOOKED,
        ...{ bookedAt: "2026-11-09T09:00:00+08:00" },
        credits: [
          { advisorId: "li", share: "0.5" },
          { advisorId: "boss", share: "0.5" },
        ],
      }),
      order({ orderId: "t1", ...BOOKED, bookedAt: "2026-11-09T09:00:00+08:00", expectedFulfilmentOn: "2026-12-20" }),
      order({ orderId: "of-others", ...BOOKED, credits: [{ advisorId: "boss" }] }),
    );
    const told = await previewOffboarding("li", "2026-11-10", ledger.wiring);
    expect(told).toMatchObject({
      name: "Li Wei",
      leftOn: "2026-11-10",
      afterLeaving: [
        { month: "2026-11", state: "earned", credits: 1, base: 100_000n },
        { month: "2026-12", state: "forecast", credits: 1, base: 100_000n },
      ],
      months: [
        { month: "2026-11", withoutLeaving: 12_000n, withLeaving: 9_000n, afterLeaving: 3_000n },
        { month: "2026-12", withoutLeaving: 6_000n, withLeaving: 3_000n, afterLeaving: 3_000n },
      ],
      balance: 0n,
      payable: 9_000n,
      carriedForward: 0n,
      orders: [
        { orderId: "t1", expectedOn: "2026-12-20", products: ["hotel"], price: 100_000n, otherSellers: [] },
        { orderId: "t2", bookedOn: "2026-11-09", price: 100_000n, otherSellers: ["boss"] },
      ],
    });
    expect(told && handOverRows(told, "bo")).toEqual([
      ["orderId", "bookedOn", "expectedOn", "products", "price", "otherSellers", "handTo"],
      ["t1", "2026-11-09", "2026-12-20", "hotel", "1000.00", "", "bo"],
      ["t2", "2026-11-09", "", "hotel", "1000.00", "boss", "bo"],
    ]);
    expect(await previewOffboarding("nobody", "2026-11-10", ledger.wiring)).toBeUndefined();
  });

  test("says the same before it is saved, right after it, and once its credits are derived anew", async () => {
    const ledger = await octoberClosed();
    await ledger.record(order({ orderId: "n2", ...inNovember, fulfilledAt: "2026-11-20T20:00:00+08:00" }));
    await ledger.record(order({ orderId: "t1", ...BOOKED, bookedAt: "2026-11-09T09:00:00+08:00", expectedFulfilmentOn: "2026-12-20" }));
    const told = () => previewOffboarding("li", "2026-11-10", ledger.wiring);
    const before = await told();
    expect(before).toMatchObject({
      months: [
        { month: "2026-11", withoutLeaving: 6_000n, withLeaving: 3_000n },
        { month: "2026-12", withoutLeaving: 6_000n, withLeaving: 3_000n },
      ],
      payable: 3_000n,
    });
    await ledger.record(advisor("li", { ...LI, leftOn: "2026-11-10", revision: 2 }));
    expect(await told()).toEqual(before);
    await ledger.derive();
    expect(await told()).toEqual(before);
    expect((await previewOffboarding("li", "2026-12-31", ledger.wiring))?.months).toMatchObject([
      { month: "2026-11", withoutLeaving: 6_000n, withLeaving: 6_000n },
      { month: "2026-12", withoutLeaving: 6_000n, withLeaving: 6_000n },
    ]);
  });

  test("that is saved leaves figures of before on the advisor's file until its credits are derived, and the file says so", async () => {
    const ledger = await octoberClosed();
    await ledger.record(order({ orderId: "n2", ...inNovember, fulfilledAt: "2026-11-20T20:00:00+08:00" }));
    await ledger.record(advisor("li", { ...LI, leftOn: "2026-11-10", revision: 2 }));
    const expected = (payable: bigint) => ({ month: "2026-11", statement: { payable } });
    expect(await openAdvisorFile("li", ledger.wiring)).toMatchObject({ isDeriving: true, expected: expected(6_000n) });
    await ledger.derive();
    expect(await openAdvisorFile("li", ledger.wiring)).toMatchObject({ isDeriving: false, expected: expected(3_000n) });
  });
});

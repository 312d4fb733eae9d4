import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AdvisorContent } from "../../../shared/advisors/model/content.ts";
import { advisorSchema } from "../../../shared/engine/facts/advisor.ts";
import { beginClose } from "../../../shared/ledger/close/begin-close.ts";
import type { ScoresContent } from "../../../shared/scores/model/content.ts";
import { numberRevisions } from "../../../shared/scores/steps/submit-scores.ts";
import { keepRestatement, readRestatement } from "../../../shared/simulations/restatement/restate.ts";
import type { Restatement } from "../../../shared/simulations/restatement/restatement.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { restateFacts } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const PEOPLE = ["li", "bo", "boss", "chief", "late"];
const line = (price: number) => ({ lines: [{ lineId: "1", product: "hotel", price }] });
const inNovember = { bookedAt: "2026-11-08T09:00:00+08:00", fulfilledAt: "2026-11-08T20:00:00+08:00" };

/** A plan whose share climbs the year and follows the score, with overrides for two levels of managers. */
const PLAN = plan({
  components: [
    {
      id: "share",
      kind: "share",
      factors: ["service"],
      tiers: {
        mode: "marginal",
        period: "year",
        steps: [
          { from: 0, rate: "0.05" },
          { from: 150_000, rate: "0.08" },
        ],
      },
    },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
    { id: "override-2", kind: "share", where: { role: ["manager-2"] }, rate: "0.005" },
  ],
  factors: [
    {
      id: "service",
      by: "serviceScore",
      steps: [
        { from: "0", factor: "0.5" },
        { from: "4", factor: "1" },
        { from: "4.8", factor: "1.2" },
      ],
    },
  ],
});

/** October and November closed; li sells under boss, who is under chief, in store s1. */
async function twoMonthsClosed(): Promise<Ledger> {
  const ledger = await ledgers.open();
  const junior = plan({ planId: "junior", components: [{ id: "share", kind: "share", rate: "0.03" }] });
  const managers = (managerId: string) => ({ managers: [{ managerId, from: "2026-01-01" }] });
  await ledger.record(PLAN, junior, advisor("boss", managers("chief")), advisor("chief"), advisor("bo"));
  await ledger.record(advisor("li", { ...managers("boss"), stores: [{ storeId: "s1", from: "2026-01-01" }] }));
  await ledger.record(["AttributesGiven", { storeId: "s1", month: "2026-09", values: { serviceScore: "4.2" }, revision: 1 }]);
  await ledger.record(order({ orderId: "o1" }), order({ orderId: "o2", ...line(90_001), credits: [{ advisorId: "late" }] }));
  await ledger.close("2026-10");
  await ledger.record(order({ orderId: "n1", ...inNovember }), order({ orderId: "n2", ...inNovember, ...line(70_007) }));
  await ledger.record(
    order({
      orderId: "n3",
      ...inNovember,
      credits: [
        { advisorId: "li", share: "0.5" },
        { advisorId: "late", share: "0.5" },
      ],
    }),
  );
  await ledger.close("2026-11");
  return ledger;
}

function advisorContent(advisorId: string, given: Readonly<Record<string, unknown>>): AdvisorContent {
  return { kind: "advisor", advisor: advisorSchema.parse(advisor(advisorId, given)[1]) };
}

const LI = { managers: [{ managerId: "boss", from: "2026-01-01" }], stores: [{ storeId: "s1", from: "2026-01-01" }] };

/** Tells what a change restates, makes it, closes December, and gives what was told once it is what the statements adjust. */
async function comeTrue(ledger: Ledger, content: AdvisorContent | ScoresContent): Promise<Restatement> {
  const { wiring } = ledger;
  const told = await restateFacts(content, wiring);
  expect(await restateFacts(content, wiring)).toEqual(told);
  const facts: [string, unknown][] =
    content.kind === "advisor"
      ? [["AdvisorChanged", content.advisor]]
      : (await numberRevisions(content.entries, wiring)).map((attributes): [string, unknown] => ["AttributesGiven", attributes]);
  for (const outcome of await ledger.record(...facts)) expect(outcome).toEqual({ kind: "recorded" });
  await ledger.close("2026-12");
  const adjusted = [];
  for (const advisorId of [...PEOPLE].sort()) {
    const issued = await wiring.accounts.statement(advisorId, "2026-12");
    const adjustments = issued?.statement.adjustments ?? [];
    if (adjustments.length > 0) adjusted.push({ advisorId, adjustments });
  }
  const foretold = told.lines.map(({ advisorId, months }) => ({
    advisorId,
    adjustments: months.map(({ month, before, after }) => ({ month, amount: after - before })),
  }));
  expect(foretold).toEqual(adjusted);
  return told;
}

describe("what is told before a change is what the next statements adjust", () => {
  test("a manager moved in retrospect: the former one loses, the new one gains, and who is above them changes too", async () => {
    const managers = [...LI.managers, { managerId: "bo", from: "2026-10-20" }];
    const told = await comeTrue(await twoMonthsClosed(), advisorContent("li", { ...LI, managers, revision: 2 }));
    expect(told.lines.map(({ advisorId, months }) => [advisorId, months.map(({ month }) => month)])).toEqual([
      ["bo", ["2026-11"]],
      ["boss", ["2026-11"]],
      ["chief", ["2026-11"]],
    ]);
    expect(told).toMatchObject({ reaches: true, advisors: 3 });
  });

  test("the manager's manager moved in retrospect", async () => {
    const managers = [{ managerId: "bo", from: "2026-01-01" }];
    const told = await comeTrue(await twoMonthsClosed(), advisorContent("boss", { managers, revision: 2 }));
    expect(told.lines.map(({ advisorId }) => advisorId)).toEqual(["bo", "chief"]);
  });

  test("an assignment moved in retrospect, under a ladder that climbs the year", async () => {
    const assignments = [{ planId: "junior", from: "2026-10-01" }];
    const told = await comeTrue(await twoMonthsClosed(), advisorContent("li", { ...LI, assignments, revision: 2 }));
    expect(told.lines.map(({ advisorId, months }) => [advisorId, months.length])).toEqual([["li", 2]]);
  });

  test("a score corrected, which counts in later months too", async () => {
    const entries = [{ advisorId: "li", month: "2026-10", values: { serviceScore: "4.9" } }];
    const told = await comeTrue(await twoMonthsClosed(), { kind: "scores", entries, source: "scores.csv" });
    expect(told.lines).toMatchObject([
      { advisorId: "li", months: [{ month: "2026-10", before: 5_000n, after: 6_000n }, { month: "2026-11" }] },
    ]);
  });

  test("a store's score corrected reaches whoever is in it and has none of their own", async () => {
    const entries = [{ storeId: "s1", month: "2026-11", values: { serviceScore: "3" } }];
    const told = await comeTrue(await twoMonthsClosed(), { kind: "scores", entries, source: "scores.csv" });
    expect(told.lines.map(({ advisorId, months }) => [advisorId, months.map(({ month }) => month)])).toEqual([["li", ["2026-11"]]]);
  });

  test("a late registration makes what waited for them count, under a manager", async () => {
    const managers = [{ managerId: "boss", from: "2026-10-01" }];
    const told = await comeTrue(await twoMonthsClosed(), advisorContent("late", { name: "Late Li", managers }));
    expect(told.lines.map(({ advisorId, name, months }) => [advisorId, name, months.length])).toEqual([
      ["boss", "boss", 2],
      ["chief", "chief", 2],
      ["late", "Late Li", 2],
    ]);
    expect(told.lines[2]?.months[0]).toMatchObject({ before: 0n });
  });

  test("a last day in retrospect, and another store: nobody's rows move, and yet the terms do", async () => {
    const ledger = await twoMonthsClosed();
    await ledger.record(["AttributesGiven", { storeId: "s2", month: "2026-09", values: { serviceScore: "4.9" }, revision: 1 }]);
    const stores = [...LI.stores, { storeId: "s2", from: "2026-11-02" }];
    const told = await comeTrue(ledger, advisorContent("li", { ...LI, stores, leftOn: "2026-11-05", revision: 2 }));
    expect(told.lines).toMatchObject([{ advisorId: "li", months: [{ month: "2026-11" }] }]);
  });

  test("beside corrections that wait for the next close already", async () => {
    const ledger = await twoMonthsClosed();
    await ledger.record(order({ orderId: "o1", revision: 2, ...line(300_000) }));
    const entries = [{ advisorId: "li", month: "2026-10", values: { serviceScore: "3" } }];
    const told = await restateFacts({ kind: "scores", entries, source: "scores.csv" }, ledger.wiring);
    // 150,000 at 5% and 150,000 at 8% are 19,500, of which half is left.
    expect(told.lines[0]?.months[0]).toEqual({ month: "2026-10", before: 19_500n, after: 9_750n });
  });

  test("while a close is under way what it settles counts as settled", async () => {
    const ledger = await twoMonthsClosed();
    await beginClose("2026-12", ledger.wiring, () => true);
    const content = advisorContent("li", { ...LI, leftOn: "2026-11-30", revision: 2, managers: [] });
    const told = await restateFacts(content, ledger.wiring);
    expect(told.lines.map(({ advisorId }) => advisorId)).toEqual(["boss", "chief"]);
  });
});

describe("a restatement", () => {
  test("reaches no closed month where only a name changes, or all is dated later", async () => {
    const { wiring } = await twoMonthsClosed();
    const changes = [
      { ...LI, name: "Li Wei" },
      { ...LI, managers: [...LI.managers, { managerId: "bo", from: "2026-12-01" }] },
      { ...LI, leftOn: "2026-12-05" },
      { ...LI, stores: [...LI.stores, { storeId: "s2", from: "2026-12-01" }] },
    ];
    for (const change of changes) {
      expect(await restateFacts(advisorContent("li", { ...change, revision: 2 }), wiring)).toMatchObject({ lines: [], reaches: false });
    }
    const hired = advisorContent("new", { joinedOn: "2026-12-01" });
    expect(await restateFacts(hired, wiring)).toMatchObject({ lines: [], reaches: false });
    const entries = [{ advisorId: "li", month: "2026-12", values: { serviceScore: "3" } }];
    expect(await restateFacts({ kind: "scores", entries, source: "x" }, wiring)).toMatchObject({ lines: [], reaches: false });
  });

  test("reaches by its dates alone, even where nothing is earned otherwise", async () => {
    const { wiring } = await twoMonthsClosed();
    const managers = [{ managerId: "boss", from: "2026-11-30" }];
    expect(await restateFacts(advisorContent("bo", { managers, revision: 2 }), wiring)).toMatchObject({ lines: [], reaches: true });
    const hired = advisorContent("new", { joinedOn: "2026-11-30" });
    expect(await restateFacts(hired, wiring)).toMatchObject({ lines: [], reaches: true });
  });

  test("is kept under its hash, and another once a fact concerned has changed", async () => {
    const ledger = await twoMonthsClosed();
    const { wiring } = ledger;
    const content = advisorContent("li", { ...LI, managers: [], revision: 2 });
    const told = await restateFacts(content, wiring);
    const id = await keepRestatement(told, wiring);
    expect(await readRestatement(id, wiring)).toEqual(told);
    expect(await readRestatement("../secret", wiring)).toBeUndefined();
    await ledger.record(order({ orderId: "elsewhere", credits: [{ advisorId: "bo" }] }));
    expect(await restateFacts(content, wiring)).toEqual(told);
    await ledger.record(order({ orderId: "o1", revision: 2, ...line(200_000) }));
    const later = await restateFacts(content, wiring);
    expect(later.inputHash).not.toBe(told.inputHash);
    expect(later.resultHash).not.toBe(told.resultHash);
  });

  test("waits for no derivation: what an earlier change left to be derived is derived first", async () => {
    const ledger = await twoMonthsClosed();
    await ledger.record(advisor("li", { ...LI, managers: [], revision: 2 }));
    expect(await ledger.wiring.ledger.state()).toMatchObject({ pendingDerivations: 1 });
    const told = await restateFacts(advisorContent("li", { ...LI, revision: 3 }), ledger.wiring);
    expect(told.lines.map(({ advisorId }) => advisorId)).toEqual(["boss", "chief"]);
    expect(told.lines[0]?.months[0]).toMatchObject({ before: 0n });
  });

  test("finds undated orders that a new plan makes count", async () => {
    const ledger = await ledgers.open();
    const booked = { status: "booked", fulfilledAt: undefined };
    await ledger.record(plan(), plan({ planId: "on-booking", earn: "booked" }), advisor("li"));
    await ledger.record(order({ orderId: "o1", ...booked }));
    await ledger.close("2026-10");
    const told = await restateFacts(advisorContent("li", { planId: "on-booking", revision: 2 }), ledger.wiring);
    expect(told.lines).toMatchObject([{ advisorId: "li", months: [{ month: "2026-10", before: 0n, after: 6_000n }] }]);
  });
});

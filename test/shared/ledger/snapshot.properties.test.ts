import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../../shared/engine/earnings/evaluate.ts";
import { paysFor } from "../../../shared/engine/plan/components/index.ts";
import { PlanBook } from "../../../shared/engine/plan/plan-versions.ts";
import { componentLines } from "../../../shared/engine/statement/settle.ts";
import { earnedParts } from "../../../shared/ledger/snapshots/component-earnings.ts";
import { SharedLists, Snapshot } from "../../../shared/ledger/snapshots/parse-snapshot.ts";
import { writeSnapshot } from "../../../shared/ledger/snapshots/write-snapshot.ts";
import { AGENCY, stepsOf, world } from "../../support/arbitrary-world.ts";
import { rowTexts } from "../../support/pure-core-moment.ts";
import { runs } from "../../support/runs.ts";
import { ClosesInMemory } from "./close-in-memory.ts";
import { type RecordedFacts, recordAll } from "./recorded-facts.ts";

/** Every snapshot of a run's closes, read back, with the plans that were known by then. */
async function snapshotsOf(recorded: RecordedFacts): Promise<{ period: number; snapshot: Snapshot; plans: PlanBook; text: string }[]> {
  const closes = new ClosesInMemory(recorded);
  await closes.settleAll();
  const lists = new SharedLists();
  return [...closes.snapshots.all].map(([noted, { key }]) => {
    const [month] = JSON.parse(noted) as [string];
    const period = recorded.core.closes.findIndex((close) => close.month === month);
    const known = recorded.facts.flatMap(({ period: of, fact }) => (fact.kind === "plan" && of <= period ? [fact.plan] : []));
    const text = closes.bodies.all.get(key) ?? "";
    return { period, snapshot: new Snapshot(text, lists), plans: new PlanBook(known), text };
  });
}

describe("the snapshots of an arbitrary world's closes", () => {
  test("read back and evaluated under their own plans, give exactly what the closes earned, component by component, and split it over products to the fen", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => {
        const recorded = recordAll(AGENCY, stepsOf(world));
        for (const { period, snapshot, plans } of await snapshotsOf(recorded)) {
          const moment = recorded.core.closes[period]?.moment;
          for (const advisor of snapshot.advisors) {
            const settlement = recorded.core.closes[period]?.settlements.get(advisor.advisor.advisorId);
            if (settlement === undefined) throw new Error("the close knows nothing of the snapshot's advisor");
            const books = advisor.books(plans);
            const stored = advisor.parts();
            expect(earnedParts(books, evaluate(books, snapshot.month))).toEqual(stored);
            expect(stored.map(({ kind: _, products: __, ...line }) => line)).toEqual(componentLines(settlement.earnings));
            expect(advisor.equityEligible).toBe(settlement.equity.eligible);
            const known = moment?.books(advisor.advisor.advisorId);
            expect(known?.advisor).toEqual(advisor.advisor);
            expect(rowTexts(books.rows.get(snapshot.month) ?? [])).toEqual(rowTexts(known?.rows.get(snapshot.month) ?? []));
            for (const { kind, amount, products } of stored) {
              expect(products.reduce((total, [, part]) => total + part, 0n)).toBe(amount);
              expect(products.every(([product]) => (product === "") !== (paysFor(kind) !== undefined))).toBe(true);
            }
            const settled = advisor.settled();
            for (const [month, amount] of settlement.settled.byMonth) expect(settled.get(month) ?? 0n).toBe(amount);
          }
        }
      }),
      runs(50),
    );
  });

  test("are the same to the byte when they are written again from what was read", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (world) => {
        for (const { snapshot, plans, text } of await snapshotsOf(recordAll(AGENCY, stepsOf(world)))) {
          const advisors = snapshot.advisors.map((each) => ({
            books: each.books(plans),
            parts: each.parts(),
            settled: each.settled(),
            equityEligible: each.equityEligible,
          }));
          expect(writeSnapshot(snapshot.month, advisors.reverse(), snapshot.ratedFacets)).toBe(text);
        }
      }),
      runs(20),
    );
  });
});

test("snapshot: a snapshot keeps amounts beyond 2^53, names that every object knows, and empty texts", () => {
  const amount = 2n ** 60n + 1n;
  const row = {
    planId: "__proto__",
    version: 1,
    facets: ["", "seller", "no"],
    count: 1n,
    units: 1n,
    price: amount,
    refunded: -amount,
    cost: 0n,
    discounts: Object.fromEntries([["__proto__", amount]]),
  };
  const plans = new PlanBook([]);
  const terms = {
    plans,
    ratedFacets: ["product", "role", "afterLeaving"],
    storeHistory: () => new Map([["constructor", [{ month: "2026-01", value: 5n }]]]),
  };
  const advisor = {
    advisorId: "li",
    name: "李",
    joinedOn: "2025-01-01",
    stores: [{ storeId: "__proto__", from: "2025-01-01" }],
    revision: 1,
  };
  const books = { advisor, terms, attributes: new Map(), rows: new Map([["2026-02", [row]]]) };
  const parts = [{ kind: "share" as const, id: "toString", planId: "__proto__", version: 1, amount, products: [["", amount] as const] }];
  const text = writeSnapshot(
    "2026-02",
    [{ books, parts, settled: new Map([["2026-01", -amount]]), equityEligible: true }],
    terms.ratedFacets,
  );
  const [read] = new Snapshot(text, new SharedLists()).advisors;
  expect(read?.books(plans).rows.get("2026-02")).toEqual([row]);
  expect(read?.parts()).toEqual(parts);
  expect(read?.settled()).toEqual(
    new Map([
      ["2026-01", -amount],
      ["2026-02", 0n],
    ]),
  );
  expect(read?.attribute("constructor")).toEqual({ value: 5n, from: { storeId: "__proto__" }, month: "2026-01" });
});

test("snapshot: a text of another form is no snapshot", () => {
  expect(() => new Snapshot('{"format":"fenrun-snapshot-3"}\n', new SharedLists())).toThrow("another form than fenrun-snapshot-2");
  expect(() => new Snapshot("", new SharedLists())).toThrow();
});

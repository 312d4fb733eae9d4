import { describe, expect, test } from "vitest";
import type { Advisor } from "../../../shared/engine/facts/advisor.ts";
import { PlanBook } from "../../../shared/engine/plan/plan-versions.ts";
import { type Plan, planSchema } from "../../../shared/engine/plan/schema.ts";
import { chooseDataSource, unratedIn } from "../../../shared/simulations/model/data-source.ts";
import { heldFrom } from "../../../shared/simulations/model/evaluate-shard.ts";
import type { SimulationRequest } from "../../../shared/simulations/model/simulation.ts";
import { cutParts } from "../../../shared/simulations/steps/start-simulation.ts";

const RATED = ["product", "role", "afterLeaving", "channel"];
const planOf = (given: object = {}): Plan =>
  planSchema.parse({
    planId: "partner",
    version: 1,
    effectiveFrom: "2026-03-01",
    components: [{ id: "a", kind: "share", rate: "0.1" }],
    ...given,
  });

describe("what a trial has to read", () => {
  const request = (draft: Plan, as: SimulationRequest["as"] = "always", replaces = "partner"): SimulationRequest => ({
    draft,
    as,
    replaces,
    from: "2026-01",
    to: "2026-02",
  });

  test("is tallies, where only what is paid on them changes", () => {
    expect(chooseDataSource(request(planOf({ version: 2, base: { from: "price", less: ["cost"] } })), [planOf()], RATED)).toEqual({
      reads: "snapshots",
    });
  });

  test("is credits, where a version of the plan earns otherwise; other plans don't matter", () => {
    const booked = planOf({ version: 4, earn: "booked" });
    const versions = [planOf({ version: 3 }), planOf({ version: 2, earn: "booked" }), planOf(), planOf({ planId: "other" })];
    const because = [
      { kind: "earn", version: 1 },
      { kind: "earn", version: 3 },
    ];
    expect(chooseDataSource(request(booked), versions, RATED)).toEqual({ reads: "credits", because });
    expect(chooseDataSource(request(booked, "always", "nobody's"), versions, RATED)).toEqual({ reads: "snapshots" });
  });

  test("is credits from a day on, and where any component matches what isn't rated", () => {
    const components = [
      {
        id: "a",
        kind: "share",
        where: { zeal: ["yes"] },
        tiers: { mode: "whole", of: { city: ["x"] }, steps: [{ from: 0, rate: "0.1" }] },
      },
      { id: "b", kind: "flat", where: { channel: ["app"], zeal: ["no"] }, amount: 1 },
      { id: "c", kind: "bonus", amount: 1, when: { measure: "units", of: { age: ["x"] }, atLeast: 1 } },
      { id: "d", kind: "cap", amount: 1 },
    ];
    const draft = planOf({ version: 2, components });
    expect(unratedIn(draft, RATED)).toEqual(["age", "city", "zeal"]);
    expect(chooseDataSource(request(draft, "dated"), [planOf()], RATED)).toEqual({
      reads: "credits",
      because: [{ kind: "dated" }, { kind: "unrated", facets: ["age", "city", "zeal"] }],
    });
  });
});

describe("a book of plans with a draft as if it had always been in force", () => {
  const [first, second, other] = [planOf(), planOf({ version: 2, effectiveFrom: "2026-05-01" }), planOf({ planId: "other" })];
  const draft = planOf({ version: 3, effectiveFrom: "2030-01-01" });
  const plain = new PlanBook([first, second, other]);

  test("has it answer for every version, and on every day on which one is in force", () => {
    const book = plain.withAlways(draft, "partner");
    expect([book.version("partner", 1), book.version("partner", 2), book.version("partner", 3)]).toEqual([draft, draft, draft]);
    expect([book.inForce("partner", "2026-03-01"), book.inForce("partner", "2026-07-01")]).toEqual([draft, draft]);
    expect(book.inForce("partner", "2026-02-28")).toBeUndefined();
    expect([book.version("other", 1), book.inForce("other", "2026-07-01"), book.version("other", 3)]).toEqual([other, other, undefined]);
  });

  test("leaves the draft's own plan alone where it stands for another", () => {
    const book = plain.withAlways(draft, "other");
    expect([book.version("other", 1), book.inForce("other", "2026-07-01"), book.version("partner", 3)]).toEqual([draft, draft, draft]);
    expect([book.version("partner", 1), book.inForce("partner", "2026-07-01")]).toEqual([first, second]);
  });

  test("is another book: the first is what it was", () => {
    plain.withAlways(draft, "partner");
    expect(plain.inForce("partner", "2026-07-01")).toBe(second);
    expect(plain.inForce(undefined, "2026-07-01")).toBeUndefined();
  });
});

test("data source: an advisor has a plan from the day of joining on, or from an assignment; an earlier one counts from the day of joining", () => {
  const advisor = (given: Partial<Advisor>): Advisor => ({ advisorId: "li", name: "li", joinedOn: "2026-01-10", revision: 1, ...given });
  expect(heldFrom(advisor({ planId: "partner" }), "partner")).toBe("2026-01-10");
  expect(heldFrom(advisor({ planId: "other", assignments: [{ planId: "partner", from: "2026-04-01" }] }), "partner")).toBe("2026-04-01");
  expect(heldFrom(advisor({ planId: "other", assignments: [{ planId: "partner", from: "2025-04-01" }] }), "partner")).toBe("2026-01-10");
  expect(heldFrom(advisor({ planId: "other" }), "partner")).toBeUndefined();
});

test("data source: shards are cut into parts of neighbours, each no larger than it may be where no shard is", () => {
  expect(cutParts([3, 3, 3, 9, 1, 1], 6)).toEqual([[0, 1], [2], [3], [4, 5]]);
  expect(cutParts([], 6)).toEqual([]);
});

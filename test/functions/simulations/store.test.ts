import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { planSchema } from "../../../shared/engine/plan/schema.ts";
import type { Simulation } from "../../../shared/simulations/model/simulation.ts";
import { plan } from "../../support/facts.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

const open = async () => {
  const { wiring, rival } = await ledgers.open();
  return { store: wiring.trials, rival: () => rival().trials };
};

const [, detail] = plan();
const draft = planSchema.parse(detail);

function trial(given: Partial<Simulation> = {}): Simulation {
  const request = { draft, replaces: "partner", from: "2026-01", to: "2026-03", as: "always" } as const;
  const fresh = {
    simulationId: "t1",
    request,
    way: { reads: "snapshots" },
    by: "hr",
    at: "2026-12-01T08:00:00.000Z",
    parts: [[0], [1]],
  } as const;
  return { ...fresh, done: 0, ...given };
}

const RESULT = { inputHash: "b", resultHash: "r", key: "simulations/t1/result.json" };

test("store: a trial comes back as it was begun, with how many of its parts are done", async () => {
  const { store, rival } = await open();
  await store.begin(trial());
  expect(await store.find("t1")).toEqual(trial());
  expect(await store.find("t")).toBeUndefined();
  expect(await store.notePart("t1", 1, "one")).toBe(1);
  expect(await rival().notePart("t1", 0, "zero")).toBe(2);
  // A part that is done again is noted once, where it lay first.
  expect(await rival().notePart("t1", 0, "other")).toBe(2);
  expect(await store.parts("t1")).toEqual(
    new Map([
      [0, "zero"],
      [1, "one"],
    ]),
  );
  expect((await store.find("t1"))?.done).toBe(2);
});

test("a result is noted once: the same again is fine, another is an error", async () => {
  const { store, rival } = await open();
  await store.begin(trial());
  const outcomes = await Promise.allSettled([store.finish("t1", RESULT), rival().finish("t1", { ...RESULT, resultHash: "other" })]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const noted = (await store.find("t1"))?.result;
  await store.finish("t1", noted as typeof RESULT);
  await expect(store.finish("t1", { ...RESULT, inputHash: "another" })).rejects.toThrow(/finished before with another result/);
  expect((await store.find("t1"))?.result).toEqual(noted);
});

test("store: what is noted of the open month, and why a trial failed, stays as it was noted first", async () => {
  const { store } = await open();
  await store.begin(trial());
  await store.noteOpenMonth("t1", { month: "2026-04", before: 9_007_199_254_740_993n, after: -1n });
  await store.noteOpenMonth("t1", { month: "2026-04", before: 0n, after: 0n });
  await store.fail("t1", [refusal("no-month-closed")]);
  await store.fail("t1", [refusal("draft-empty")]);
  expect(await store.find("t1")).toMatchObject({
    openMonth: { month: "2026-04", before: 9_007_199_254_740_993n, after: -1n },
    issues: [refusal("no-month-closed")],
  });
});

test("store: nothing is noted of a trial that never began", async () => {
  const { store } = await open();
  await store.fail("ghost", [refusal("draft-empty")]);
  await store.noteOpenMonth("ghost", { month: "2026-04", before: 0n, after: 0n });
  await expect(store.finish("ghost", RESULT)).rejects.toThrow(/unknown/);
  expect(await store.find("ghost")).toBeUndefined();
});

test("store: a proposal's trials are listed, the newest first; a long draft comes back whole", async () => {
  const { store } = await open();
  const products = Array.from({ length: 1_000 }, (_, count) => `${"长".repeat(120)}${count}`);
  const long = { ...draft, components: draft.components.map((each) => ({ ...each, where: { product: products } })) };
  await store.begin(trial({ simulationId: "first", proposalId: "p1", at: "2026-12-01T08:00:00.000Z" }));
  await store.begin(
    trial({ simulationId: "second", proposalId: "p1", at: "2026-12-01T09:00:00.000Z", request: { ...trial().request, draft: long } }),
  );
  await store.begin(trial({ simulationId: "other", proposalId: "p2" }));
  await store.begin(trial({ simulationId: "alone" }));
  const listed = await store.ofProposal("p1");
  expect(listed.map(({ simulationId }) => simulationId)).toEqual(["second", "first"]);
  expect(listed.map(({ request }) => request.draft)).toEqual([long, draft]);
  expect(await store.ofProposal("p")).toEqual([]);
});

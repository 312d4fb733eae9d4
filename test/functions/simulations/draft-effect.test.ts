import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { stringifyExact } from "../../../shared/base/json/exact-json.ts";
import { type Plan, planSchema } from "../../../shared/engine/plan/schema.ts";
import type { AdvisorLine, Simulation, SimulationRequest, SimulationResult } from "../../../shared/simulations/model/simulation.ts";
import { countOpenMonth } from "../../../shared/simulations/steps/open-month.ts";
import { readSimulation, readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { runSimulationPart } from "../../../shared/simulations/steps/run-part.ts";
import { startSimulation } from "../../../shared/simulations/steps/start-simulation.ts";
import { simulationView } from "../../../shared/simulations/views/simulation-view.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { listingJobs, type SimulationMessage } from "../../support/idle.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";

/** Two versions in force one after the other: 6%, and from 15 October 8% with a bonus; one plan is paid on booking since then. */
const share = (rate: string) => [{ id: "share", kind: "share", rate }];
const SECOND = {
  components: [...share("0.08"), { id: "bonus", kind: "bonus", amount: 10_000, when: { measure: "sales", atLeast: 200_000 } }],
  equity: { anyOf: [{ months: 2, totalAtLeast: 30_000 }] },
};
const versionsOf = (planId: string, given: object) => [
  plan({ planId, components: share("0.06"), equity: SECOND.equity }),
  plan({ planId, version: 2, effectiveFrom: "2026-10-15", ...SECOND, ...given }),
];
const draftOf = (planId: string, given: object = {}): Plan =>
  planSchema.parse({ ...(plan()[1] as object), planId, version: 3, effectiveFrom: "2027-01-01", ...SECOND, ...given });

let ledgers: Ledgers;
let wiring: Wiring & { readonly told: SimulationMessage[] };

beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  const ledger = await ledgers.open();
  const sold = (orderId: string, advisorId: string, day: string, price: number, given: object = {}) =>
    order({
      orderId,
      bookedAt: `${day}T09:00:00+08:00`,
      fulfilledAt: `${day}T20:00:00+08:00`,
      credits: [{ advisorId }],
      lines: [{ lineId: "1", product: "hotel", price }],
      ...given,
    });
  await ledger.record(
    ...versionsOf("partner", {}),
    ...versionsOf("booked", { earn: "booked" }),
    plan({ planId: "small", components: share("0.01") }),
    ...["li", "bo"].map((id) => advisor(id)),
    advisor("an", { planId: "booked" }),
    ...["up", "down"].map((id) => advisor(id, { planId: "small" })),
  );
  await ledger.derive();
  for (const [month, days] of [
    ["2026-10", ["02", "20"]],
    ["2026-11", ["03", "21"]],
  ] as const) {
    const orders = ["li", "bo", "an"].flatMap((id, index) =>
      days.map((day) => sold(`${id}-${month}-${day}`, id, `${month}-${day}`, 100_000 * (index + 1))),
    );
    const small = [
      ["up", 50],
      ["down", 49],
    ].flatMap(([id, price]) => days.map((day) => sold(`${id}-${month}-${day}`, `${id}`, `${month}-${day}`, Number(price))));
    await ledger.record(...orders, ...small);
    await ledger.record(sold(`late-${month}`, "an", `${month}-05`, 70_000, { fulfilledAt: `2026-12-0${days.length}T09:00:00+08:00` }));
    await ledger.close(month);
  }
  await ledger.record(sold("open", "li", "2026-12-01", 90_000));
  const told: SimulationMessage[] = [];
  wiring = { ...ledger.wiring, told, jobs: listingJobs(told) };
});
afterAll(() => ledgers.stop());

async function run(
  draft: Plan,
  given: Partial<SimulationRequest> = {},
): Promise<{ trial: Simulation; result: SimulationResult; lines: AdvisorLine[] }> {
  const request = { draft, replaces: draft.planId, from: "2026-10", to: "2026-11", as: "always", ...given } as const;
  const { simulationId } = await startSimulation(request, { by: "hr" }, wiring);
  for (const {
    detail: { simulationId: id, part },
  } of wiring.told.splice(0))
    await (part === "open-month" ? countOpenMonth(id, wiring) : runSimulationPart(id, part, wiring));
  const { trial, result } = (await readSimulation(simulationId, wiring)) ?? {};
  if (trial === undefined || result === undefined) throw new Error(`it failed: ${JSON.stringify(trial?.issues)}`);
  return { trial, result, lines: await readSimulationLines(simulationId, wiring) };
}

describe("a draft that changes nothing but its start has no effect in a trial", () => {
  test.each([
    ["snapshots", "partner"],
    ["credits", "booked"],
  ])(
    "read from %s: no cost, nobody gains or loses, no equity moves; the shift between versions in force stands apart",
    async (reads, planId) => {
      const draft = draftOf(planId, planId === "booked" ? { earn: "booked" } : {});
      const { trial, result, lines } = await run(draft);
      expect(trial.way.reads).toBe(reads);
      expect(result.request.base).toMatchObject({ planId, version: 2 });
      expect(result.cost.after).toBe(result.cost.before);
      expect(result.cost.before).toBeGreaterThan(0n);
      expect([result.increased, result.decreased]).toEqual([
        { advisors: 0, amount: 0n },
        { advisors: 0, amount: 0n },
      ]);
      for (const { months, equity } of lines) {
        expect(equity.after).toBe(equity.before);
        for (const { before, after } of months) expect(after).toBe(before);
      }
      expect(trial.openMonth?.after).toBe(trial.openMonth?.before);
      expect(result.inForce).not.toBe(result.cost.before);
      for (const language of ["zh", "en"] as const) {
        const view = simulationView(trial, result, { currency: "CNY", begunAt: "" }, language);
        expect(view.headline?.minor).toBe(0n);
        expect(stringifyExact(view.sections[0])).toContain(language === "en" ? "Shift to version 2" : "改按第 2 版的差额");
      }
    },
  );

  test("where it does change something, all of that is in the headline and none of the shift", async () => {
    const { result } = await run(
      draftOf("partner", { components: [{ id: "share", kind: "share", rate: "0.09" }, ...SECOND.components.slice(1)] }),
    );
    // 1% more of 2 x (200,000 + 400,000), whatever the versions before paid.
    expect(result.cost.after - result.cost.before).toBe(12_000n);
    expect(result.inForce).toBeLessThan(result.cost.before);
  });
});

test("draft effect: who differs by less than a fen, but for rounding, neither gains nor loses", async () => {
  const same = draftOf("small", { version: 2, components: share("0.01"), equity: undefined, effectiveFrom: "2026-10-15" });
  const { result, lines } = await run(same, { as: "dated" });
  // Two versions are two components: 0.50 and 0.50 fen are rounded each for itself, and so are 0.49 and 0.49.
  const changeOf = (id: string) => lines.find(({ advisorId }) => advisorId === id)?.months.map(({ before, after }) => after - before);
  expect([changeOf("up"), changeOf("down")]).toEqual([
    [1n, 0n],
    [-1n, 0n],
  ]);
  expect([
    result.increased.advisors,
    result.decreased.advisors,
    result.largestDecreases,
    result.largestDecreasesByAmount,
    result.largestIncreases,
  ]).toEqual([0, 0, [], [], []]);
  const dearer = draftOf("small", { version: 2, components: share("0.02"), equity: undefined });
  expect((await run(dearer)).result.increased.advisors).toBe(2);
});

describe("what is no trial is refused, with what to do", () => {
  test("one of nobody", async () => {
    const draft = draftOf("new", { version: 1 });
    await expect(run(draft)).rejects.toThrow("simulation-of-nobody (replaces new, from 2026-10, to 2026-11)");
  });

  test("one in the place of a plan that nobody has, though many have the draft's own plan", async () => {
    const dearer = draftOf("partner", { components: share("0.9") });
    await expect(run(dearer, { replaces: "nobody-has-it" })).rejects.toThrow("simulation-of-nobody (replaces nobody-has-it");
  });

  test("one of no component", async () => {
    await expect(run(draftOf("partner", { components: [] }))).rejects.toThrow("draft-empty");
  });
});

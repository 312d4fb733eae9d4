import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import { evaluate } from "../../../shared/engine/earnings/evaluate.ts";
import { type Plan, planSchema } from "../../../shared/engine/plan/schema.ts";
import { inputsAsOf, termsAt } from "../../../shared/ledger/close/as-of-period.ts";
import { bookWithDraft } from "../../../shared/simulations/model/draft-in-plans.ts";
import type { AdvisorLine, Simulation, SimulationRequest, SimulationResult } from "../../../shared/simulations/model/simulation.ts";
import { countOpenMonth, openMonthOf } from "../../../shared/simulations/steps/open-month.ts";
import { readSimulation, readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { recomputeTrial } from "../../../shared/simulations/steps/recompute.ts";
import { runSimulationPart } from "../../../shared/simulations/steps/run-part.ts";
import { startSimulation } from "../../../shared/simulations/steps/start-simulation.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { listingJobs, type SimulationMessage } from "../../support/idle.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

const HR = { by: "hr" };
const IDS = ["li", "bo", "an", "chen", "ding"];
const MANAGER = "wu";

const draftOf = (given: object = {}): Plan =>
  planSchema.parse({ ...(plan()[1] as object), version: 2, effectiveFrom: "2027-01-01", ...given });
/** 8% instead of 6%, and a bonus from 3,000.00 of sales on. */
const DEARER = draftOf({
  components: [
    { id: "share", kind: "share", rate: "0.08" },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
    { id: "bonus", kind: "bonus", amount: 10_000, when: { measure: "sales", atLeast: 300_000 } },
  ],
});
const always = (draft: Plan, given: Partial<SimulationRequest> = {}): SimulationRequest => ({
  draft,
  replaces: "partner",
  from: "2026-10",
  to: "2026-11",
  as: "always",
  ...given,
});

let ledgers: Ledgers;
let ledger: Ledger;
let wiring: Wiring & { readonly told: SimulationMessage[] };

/** Two closed months and an open one; a refund after the first close; an order that nobody knows the day of, and one booked in October for December. */
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  ledger = await ledgers.open();
  const sold = (orderId: string, advisorId: string, day: string, price: number, given: object = {}) =>
    order({
      orderId,
      bookedAt: `${day}T09:00:00+08:00`,
      fulfilledAt: `${day}T20:00:00+08:00`,
      credits: [{ advisorId }],
      lines: [{ lineId: "1", product: price % 2_000 === 0 ? "hotel" : "flight", price }],
      facets: { community: "yes" },
      ...given,
    });
  await ledger.record(
    plan(),
    plan({ planId: "other", components: [{ id: "share", kind: "share", rate: "0.05" }] }),
    advisor(MANAGER),
    ...IDS.map((id, index) =>
      advisor(id, { planId: index === 4 ? "other" : "partner", managers: [{ managerId: MANAGER, from: "2020-01-01" }] }),
    ),
  );
  await ledger.derive();
  await ledger.record(...IDS.map((id, index) => sold(`o-${id}`, id, `2026-10-0${index + 1}`, 100_000 * (index + 1) + 1_000)));
  await ledger.record(sold("late", "li", "2026-10-20", 40_000, { fulfilledAt: "2026-12-20T09:00:00+08:00" }));
  await ledger.record(sold("undated", "li", "2026-11-02", 50_000, { status: "booked", fulfilledAt: undefined }));
  await ledger.close("2026-10");
  await ledger.record(...IDS.map((id, index) => sold(`n-${id}`, id, `2026-11-0${index + 1}`, 70_000 * (index + 2))));
  await ledger.record(
    sold("o-bo", "bo", "2026-10-02", 201_000, {
      revision: 2,
      lines: [{ lineId: "1", product: "flight", price: 201_000, refunded: 100_000 }],
    }),
  );
  await ledger.close("2026-11");
  await ledger.record(...IDS.map((id) => sold(`d-${id}`, id, "2026-12-01", 90_000)));
  const told: SimulationMessage[] = [];
  wiring = { ...ledger.wiring, told, jobs: listingJobs(told) };
});
afterAll(() => ledgers.stop());

/** Begins a trial and does all the work that is told of, each twice. */
async function run(request: SimulationRequest): Promise<{ trial: Simulation; result: SimulationResult; lines: AdvisorLine[] }> {
  const begun = await startSimulation(request, HR, wiring);
  for (const {
    detail: { simulationId, part },
  } of wiring.told.splice(0))
    for (let time = 0; time < 2; time += 1)
      await (part === "open-month" ? countOpenMonth(simulationId, wiring) : runSimulationPart(simulationId, part, wiring));
  const read = await readSimulation(begun.simulationId, wiring);
  if (read?.result === undefined) throw new Error(`it failed: ${JSON.stringify(read?.trial.issues)}`);
  return { trial: read.trial, result: read.result, lines: await readSimulationLines(begun.simulationId, wiring) };
}

/** What the records of a close, or of now, give with a draft: each advisor's months in the order of the range. */
async function computed(request: SimulationRequest, periodOf: (month: string, index: number) => number): Promise<Map<string, bigint[]>> {
  const { ledger } = wiring;
  const plans = await ledger.recordedPlans();
  const found = new Map<string, bigint[]>();
  for (const advisorId of [...IDS, MANAGER]) {
    const record = await ledger.advisorRecord(advisorId, 0);
    const months = ["2026-10", "2026-11"].map((month, index) => {
      const period = periodOf(month, index);
      const terms = termsAt(period, plans, new Map(), wiring.rating.ratedFacets);
      const known = plans.filter((each) => each.period <= period).map(({ fact }) => fact);
      const books = inputsAsOf(period, record, { ...terms, plans: bookWithDraft(known, request) });
      return books === undefined ? 0n : evaluate(books, month).amount;
    });
    found.set(advisorId, months);
  }
  return found;
}

const afters = (lines: readonly AdvisorLine[]) =>
  new Map(lines.map(({ advisorId, months }) => [advisorId, months.map(({ after }) => after)]));
const befores = (lines: readonly AdvisorLine[]) =>
  new Map(lines.map(({ advisorId, months }) => [advisorId, months.map(({ before }) => before)]));

describe("a trial from the closes' snapshots", () => {
  test("is done at once where it is small, and gives what evaluating the records as each close knew them gives", async () => {
    const { trial, result, lines } = await run(always(DEARER));
    expect(trial.way).toEqual({ reads: "snapshots" });
    expect(wiring.told).toEqual([]);
    expect(afters(lines)).toEqual(new Map([...(await computed(always(DEARER), (_, index) => index))].sort()));
    // The cost before is what the closes earned, the refund after October's close not among it.
    expect(befores(lines).get("bo")).toEqual([12_060n, 12_600n]);
    expect(result.cost.before).toBe([...befores(lines).values()].flat().reduce((sum, amount) => sum + amount, 0n));
    expect(result.components.bonus?.advisors).toBe(2);
    expect(result.evidence.components.map(({ id, credits }) => [id, credits])).toEqual([
      ["share", 8n],
      ["override", 10n],
      ["bonus", 8n],
    ]);
    expect(result.evidence.heldFrom).toBe("2020-01-15");
    expect(result.products).toMatchObject({ "": { before: 0n, advisors: 2 } });
  });

  test("leaves whoever the draft can't touch as they were, and asks what another plan would pay", async () => {
    const { lines } = await run(always(DEARER));
    const ding = lines.find(({ advisorId }) => advisorId === "ding");
    expect(ding?.after).toBe(ding?.before);
    const { lines: others } = await run(always(DEARER, { replaces: "other" }));
    expect(others.find(({ advisorId }) => advisorId === "ding")?.after).toBe(((501_000n + 420_000n) * 8n) / 100n + 20_000n);
    expect(others.find(({ advisorId }) => advisorId === "li")?.after).toBe(others.find(({ advisorId }) => advisorId === "li")?.before);
  });

  test("counts the open month from the records, with the draft and without", async () => {
    const { trial } = await run(always(DEARER));
    expect(trial.openMonth).toEqual({
      month: "2026-12",
      before: 4n * 5_400n + 2_400n + 4_500n + 4_900n,
      after: 4n * 7_200n + 3_200n + 4_500n + 4_900n,
    });
    expect(await openMonthOf(trial.request, wiring)).toEqual(trial.openMonth);
  });

  test("recomputed, gives the same hashes; of a basis that was changed, others, and throws nothing", async () => {
    const { trial } = await run(always(DEARER));
    const { inputHash, resultHash } = trial.result ?? {};
    expect(await recomputeTrial(trial, wiring)).toEqual({ inputHash, resultHash });
    const changed = (change: (key: string, text: string) => string | undefined): Wiring => ({
      ...wiring,
      archive: { ...wiring.archive, get: async (key) => change(key, (await wiring.archive.get(key)) ?? "") },
    });
    const isSnapshot = (key: string) => key.startsWith("snapshots/2026-10/1-");
    const spaced = await recomputeTrial(
      trial,
      changed((key, text) => (isSnapshot(key) ? `${text}\n` : text)),
    );
    expect(spaced).toEqual({ inputHash: expect.not.stringMatching(`^${inputHash}$`), resultHash });
    for (const damage of [() => undefined, () => "{}", (text: string) => text.slice(0, -20)]) {
      const hashes = await recomputeTrial(
        trial,
        changed((key, text) => (isSnapshot(key) ? damage(text) : text)),
      );
      expect(hashes.inputHash).toMatch(/^[0-9a-f]{64}$/);
      expect(hashes).not.toEqual({ inputHash: expect.stringMatching(`^${inputHash}$`), resultHash: expect.anything() });
      expect(hashes.resultHash).not.toBe(resultHash);
    }
    const other = { ...trial, request: { ...trial.request, draft: draftOf() } };
    expect(await recomputeTrial(other, wiring)).toEqual({ inputHash, resultHash: expect.not.stringMatching(`^${resultHash}$`) });
    expect(
      await recomputeTrial(
        trial,
        changed(() => undefined),
      ),
    ).toEqual({ inputHash: "", resultHash: "" });
  });
});

describe("a trial from the credits", () => {
  test("gives what would be derived, rated and evaluated had the draft been published, and is frozen from then on", async () => {
    const dated = always({ ...DEARER, effectiveFrom: "2026-10-03" }, { as: "dated" });
    const { trial, result, lines } = await run(dated);
    expect(trial.way).toEqual({ reads: "credits", because: [{ kind: "dated" }] });
    const { period } = await wiring.ledger.state();
    const plain = always(draftOf({ version: 1, effectiveFrom: "2026-01-01" }), { as: "dated" });
    expect(befores(lines)).toEqual(new Map([...(await computed(plain, () => period))].sort()));
    // What was booked before the day stays at 6%, refunds included; the bonus is of the month's last day.
    expect(afters(lines).get("li")).toEqual([6_060n, 11_200n]);
    expect(afters(lines).get("bo")).toEqual([6_060n, 16_800n]);
    expect(afters(lines).get("chen")).toEqual([32_080n + 10_000n, 28_000n + 10_000n]);
    expect(result.months["2026-10"]?.after).toBeGreaterThan(result.months["2026-10"]?.before ?? 0n);
    await ledger.record(
      order({
        orderId: "n-li",
        revision: 2,
        bookedAt: "2026-11-01T09:00:00+08:00",
        fulfilledAt: "2026-11-01T20:00:00+08:00",
        lines: [{ lineId: "1", product: "hotel", price: 10_000 }],
      }),
    );
    expect(await recomputeTrial(trial, wiring)).toEqual({ inputHash: trial.result?.inputHash, resultHash: trial.result?.resultHash });
    const again = await run(dated);
    expect(again.trial.result?.inputHash).not.toBe(trial.result?.inputHash);
    expect(again.trial.result?.resultHash).not.toBe(trial.result?.resultHash);
    await ledger.record(
      order({
        orderId: "n-li",
        revision: 3,
        bookedAt: "2026-11-01T09:00:00+08:00",
        fulfilledAt: "2026-11-01T20:00:00+08:00",
        lines: [{ lineId: "1", product: "hotel", price: 140_000 }],
      }),
    );
  });

  test("where the draft earns on booking, finds what is booked for later, and what nobody knows the day of", async () => {
    const booked = draftOf({ earn: "booked" });
    const { trial, lines } = await run(always(booked));
    expect(trial.way).toEqual({ reads: "credits", because: [{ kind: "earn", version: 1 }] });
    expect(afters(lines).get("li")).toEqual([6_060n + 2_400n, 8_400n + 3_000n]);
    expect(afters(lines).get(MANAGER)?.[1]).toBe((70_000n * (2n + 3n + 4n + 5n + 6n) + 50_000n) / 100n);
  });

  test("where the draft matches a facet that isn't rated, reads it off the orders, and says so", async () => {
    const components = [{ id: "community", kind: "share", where: { community: ["yes"] }, rate: "0.5" }];
    const { trial, lines } = await run(always(draftOf({ components })));
    expect(trial.way).toEqual({ reads: "credits", because: [{ kind: "unrated", facets: ["community"] }] });
    expect(afters(lines).get("an")).toEqual([150_500n, 140_000n]);
    expect(trial.openMonth).toBeUndefined();
  });

  test("a part whose basis is lost fails the trial, which says what to do", async () => {
    const begun = await startSimulation(always({ ...DEARER, effectiveFrom: "2026-10-03" }, { as: "dated" }), HR, wiring);
    const [first] = wiring.told.splice(0);
    const archive = {
      ...wiring.archive,
      get: async (key: string) => (key.includes("/basis/2026-11-") ? undefined : wiring.archive.get(key)),
    };
    await runSimulationPart(first?.detail.simulationId ?? "", 0, { ...wiring, archive });
    expect((await readSimulation(begun.simulationId, wiring))?.trial.issues).toMatchObject([
      { code: "stored-text-missing", params: { key: expect.stringContaining("/basis/2026-11-") } },
    ]);
    expect(await readSimulationLines(begun.simulationId, wiring)).toEqual([]);
  });
});

test("simulations: a snapshot of an older form fails the trial, which says what to do instead", async () => {
  const old = '{"advisor":{"advisorId":"li"}}\n';
  const archive = { ...wiring.archive, get: async (key: string) => (key.startsWith("snapshots/") ? old : wiring.archive.get(key)) };
  const ledger = {
    ...wiring.ledger,
    snapshots: async () => new Map([0, 1].map((shard) => [shard, { key: `snapshots/${shard}`, hash: sha256Hex(old) }])),
  };
  const trial = await startSimulation(always(DEARER), HR, { ...wiring, archive, ledger });
  expect(trial.issues).toMatchObject([{ code: "snapshot-invalid", params: { month: "2026-10" } }]);
  expect(trial.result).toBeUndefined();
});

test("simulations: a trial is the same however it was cut, and two runners at once finish it once", async () => {
  const { trial } = await run(always(DEARER));
  const cut: Simulation = { ...trial, simulationId: "cut", parts: [[1], [0]], done: 0, result: undefined, openMonth: undefined };
  await wiring.trials.begin(cut);
  const rival = ledger.rival();
  await Promise.all([
    runSimulationPart("cut", 1, wiring),
    runSimulationPart("cut", 1, rival),
    runSimulationPart("cut", 0, wiring),
    runSimulationPart("cut", 0, rival),
  ]);
  await runSimulationPart("cut", 0, wiring);
  const found = await wiring.trials.find("cut");
  expect(found?.done).toBe(2);
  expect(found?.result).toMatchObject({ inputHash: trial.result?.inputHash, resultHash: trial.result?.resultHash });
});

test.each([
  ["a range that ends before it begins", always(DEARER, { from: "2026-11", to: "2026-10" }), "range-reversed"],
  ["a month that is open", always(DEARER, { to: "2026-12" }), "range-not-closed"],
  ["a month before the books were opened", always(DEARER, { from: "2026-09" }), "range-not-closed"],
  [
    "a draft that can't be read",
    always({ ...DEARER, components: [{ id: "x", kind: "share", where: {}, factors: [] }] } as Plan),
    "components[0].rate: rate-or-tiers-expected",
  ],
  ["another plan's advisors from a day on", always(DEARER, { replaces: "other", as: "dated" }), "simulation-of-other-plan"],
])("simulations: %s is refused, and what to do is said", async (_, request, message) => {
  await expect(startSimulation(request, HR, wiring)).rejects.toThrow(message);
});

test("simulations: before the first close there is nothing to try a draft on", async () => {
  const empty = await ledgers.open();
  await expect(startSimulation(always(DEARER), HR, empty.wiring)).rejects.toThrow("no-month-closed");
  await expect(openMonthOf({ draft: DEARER, replaces: "partner" }, empty.wiring)).rejects.toThrow("no-month-closed");
});

import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeSampleAgency } from "../../../infra/local/sample-agency/sample-agency.ts";
import { formatDecimal, parseDecimal } from "../../../shared/base/money/money.ts";
import { evaluate } from "../../../shared/engine/earnings/evaluate.ts";
import { type Agency, agencySchema } from "../../../shared/engine/facts/agency.ts";
import { type Plan, planSchema } from "../../../shared/engine/plan/schema.ts";
import type { AdvisorLine, SimulationRequest, SimulationResult } from "../../../shared/simulations/model/simulation.ts";
import { planTerms } from "../../support/arbitrary-plan.ts";
import { AGENCY, CLOSED_MONTHS, stepsOf, world } from "../../support/arbitrary-world.ts";
import { type Closed, PureCore } from "../../support/pure-core.ts";
import type { Moment } from "../../support/pure-core-moment.ts";
import { type Content, readScenario, type Scenario, type Step } from "../../support/scenario.ts";
import { much } from "../../support/thorough.ts";
import { numberedSteps, recordAll } from "../ledger/recorded-facts.ts";
import { SimulationsInMemory } from "./simulations-in-memory.ts";

/** Simulation = reality: what a trial finds is, to the fen, what happens in a world in which the draft is no draft. */

type Earned = Map<string, bigint>;

/** What a world earns an advisor in a month, by "advisor month", and by component in all. */
class Reality {
  readonly months: Earned = new Map();
  readonly components: Earned = new Map();

  add(moment: Moment, months: readonly string[]): this {
    for (const { advisorId } of moment.advisors) {
      for (const month of months) {
        const { amount, paid, ofMonth } = evaluate(moment.books(advisorId), month);
        add(this.months, `${advisorId} ${month}`, amount);
        for (const { part, amount } of [...paid, ...ofMonth]) add(this.components, part.id, amount);
      }
    }
    return this;
  }
}

function add(sums: Earned, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}

/** A world in which the draft is the plan's only version, in force since its first day. */
class WorldWithDraft {
  readonly #agency: Agency;
  readonly #request: Pick<SimulationRequest, "draft" | "replaces">;
  readonly #steps: Step[] = [];
  #core: PureCore;
  #first: string | undefined;

  constructor(agency: Agency, request: Pick<SimulationRequest, "draft" | "replaces">) {
    this.#agency = agency;
    this.#request = request;
    this.#core = new PureCore(agency);
  }

  take(step: Step): void {
    const { replaces } = this.#request;
    if ("close" in step) return;
    if (!("plan" in step) || step.plan.planId !== replaces) {
      this.#steps.push(step);
      this.#core.take(step);
    } else if (this.#first === undefined || String(step.plan.effectiveFrom) < this.#first) {
      this.#first = String(step.plan.effectiveFrom);
      this.#core = new PureCore(this.#agency);
      this.#core.take({ plan: { ...this.#request.draft, planId: replaces, version: 1, effectiveFrom: this.#first } });
      for (const each of this.#steps) this.#core.take(each);
    }
  }

  now(): Moment {
    return this.#core.now();
  }

  /** Closes months, one after the other. */
  closed(months: readonly string[]): readonly Closed[] {
    for (const close of months) this.#core.take({ close });
    return this.#core.closes;
  }
}

/** The facts at the close of each month, with what the draft would have made of them. */
function alwaysReality(agency: Agency, steps: readonly Step[], request: SimulationRequest): Reality {
  const reality = new Reality();
  const world = new WorldWithDraft(agency, request);
  for (const step of steps) {
    world.take(step);
    if ("close" in step && step.close >= request.from && step.close <= request.to) reality.add(world.now(), [step.close]);
  }
  return reality;
}

/** The facts as they stand at last, and the draft published after all of them. */
function datedReality(agency: Agency, steps: readonly Step[], draft: Plan, months: readonly string[]): Reality {
  const core = new PureCore(agency);
  for (const step of steps) if (!("close" in step)) core.take(step);
  core.take({ plan: draft });
  return new Reality().add(core.now(), months);
}

function expectReal({ result, lines }: { result: SimulationResult; lines: readonly AdvisorLine[] }, reality: Reality): void {
  const tried: Earned = new Map();
  for (const { advisorId, months } of lines) for (const { month, after } of months) tried.set(`${advisorId} ${month}`, after);
  expect(notNil(tried)).toEqual(notNil(reality.months));
  expect(notNil(new Map(Object.entries(result.components).map(([id, { after }]) => [id, after])))).toEqual(notNil(reality.components));
  const total = [...reality.months.values()].reduce((sum, amount) => sum + amount, 0n);
  expect(result.cost.after).toBe(total);
  for (const group of [result.months, result.components, result.products, result.stores, result.starLevels, result.tenures])
    expect(Object.values(group).reduce((sum, { after }) => sum + after, 0n)).toBe(total);
}

const notNil = (sums: Earned): Record<string, bigint> =>
  Object.fromEntries([...sums].filter(([, amount]) => amount !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A readable plan version, complete with its defaults. */
const draftOf = (content: Content): Plan => planSchema.parse(content);
const months = [...CLOSED_MONTHS];
const range = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => ({ from: months[Math.min(a, b)] ?? "", to: months[Math.max(a, b)] ?? "" }));

describe("in an arbitrary world, a trial gives to the fen what would have happened", () => {
  test("had the draft always been in force: from the closes' snapshots, or from the credits where it earns otherwise", async () => {
    await fc.assert(
      fc.asyncProperty(
        world,
        planTerms,
        range,
        fc.constantFrom("partner", "junior"),
        fc.boolean(),
        async (world, terms, range, planId, isOther) => {
          const steps = stepsOf(world);
          const trials = await SimulationsInMemory.of(recordAll(AGENCY, steps));
          const draft = draftOf({ ...terms, planId: isOther ? "other" : planId, version: 9, effectiveFrom: "2027-01-01" });
          const request: SimulationRequest = { draft, replaces: planId, ...range, as: "always" };
          const tried = await trials.runOfSomebody(request);
          if (tried.trial.way.reads === "snapshots") expectReal(tried, alwaysReality(AGENCY, steps, request));
          else {
            const reality = new WorldWithDraft(AGENCY, request);
            for (const step of steps) reality.take(step);
            expectReal(
              tried,
              new Reality().add(
                reality.now(),
                months.filter((month) => month >= range.from && month <= range.to),
              ),
            );
          }
        },
      ),
      { numRuns: much(8, 50) },
    );
  });

  test("had the draft been published with its own day, in the past or not", async () => {
    const day = fc.constantFrom("2025-06-01", "2025-12-15", "2026-01-01", "2026-02-17", "2026-04-30", "2026-09-01");
    await fc.assert(
      fc.asyncProperty(
        world,
        planTerms,
        range,
        fc.constantFrom("partner", "junior"),
        day,
        async (world, terms, range, planId, effectiveFrom) => {
          const steps = stepsOf(world);
          const trials = await SimulationsInMemory.of(recordAll(AGENCY, steps));
          const draft = draftOf({ ...terms, planId, version: 9, effectiveFrom });
          const tried = await trials.runOfSomebody({ draft, replaces: planId, ...range, as: "dated" });
          const inRange = months.filter((month) => month >= range.from && month <= range.to);
          expectReal(tried, datedReality(AGENCY, steps, draft, inRange));
          // Without the draft it is what the facts give now.
          const now = new Reality().add(momentOfAll(AGENCY, steps), inRange);
          expect(tried.result.cost.before).toBe([...now.months.values()].reduce((sum, amount) => sum + amount, 0n));
        },
      ),
      { numRuns: much(8, 50) },
    );
  });

  test("of equity too, where all facts are known before the first close: whoever would be eligible is", async () => {
    const to = fc.constantFrom("2026-02", "2026-03", "2026-04");
    await fc.assert(
      fc.asyncProperty(world, planTerms, to, async ({ arrivals }, terms, to) => {
        const steps = stepsOf({ arrivals: arrivals.map((each) => ({ ...each, period: 0 })) });
        const trials = await SimulationsInMemory.of(recordAll(AGENCY, steps));
        const draft = draftOf({ ...terms, earn: "fulfilled", planId: "partner", version: 9, effectiveFrom: "2027-01-01" });
        const tried = await trials.runOfSomebody({ draft, replaces: "partner", from: "2026-01", to, as: "always" });
        if (tried.trial.way.reads === "credits") return;
        const reality = new WorldWithDraft(AGENCY, { draft, replaces: "partner" });
        for (const step of steps) reality.take(step);
        const eligible = reality.closed(months).find(({ month }) => month === to)?.settlements ?? new Map();
        const after = new Map(tried.lines.map(({ advisorId, equity }) => [advisorId, equity.after]));
        for (const [advisorId, { equity }] of eligible)
          expect([advisorId, after.get(advisorId) ?? false]).toEqual([advisorId, equity.eligible]);
        const changed = tried.lines.filter(({ equity }) => equity.before !== equity.after);
        expect(tried.result.equity.gained.count + tried.result.equity.lost.count).toBe(changed.length);
      }),
      { numRuns: much(10, 60) },
    );
  });

  test("a draft that changes nothing but its start changes nothing, of nobody's money or equity, whatever was in force before", async () => {
    await fc.assert(
      fc.asyncProperty(world, range, async (world, range) => {
        const steps = stepsOf(world);
        const trials = await SimulationsInMemory.of(recordAll(AGENCY, steps));
        const { plans } = momentOfAll(AGENCY, steps).terms;
        const draft = draftOf({ ...plans.inForce("partner", "2027-01-01"), version: 9, effectiveFrom: "2027-01-01" });
        const { result } = await trials.runOfSomebody({ draft, replaces: "partner", ...range, as: "always" });
        expect(result.cost.after).toBe(result.cost.before);
        expect([result.increased.advisors, result.decreased.advisors, result.equity.gained.count, result.equity.lost.count]).toEqual([
          0, 0, 0, 0,
        ]);
      }),
      { numRuns: much(6, 30) },
    );
  });
});

function momentOfAll(agency: Agency, steps: readonly Step[]): Moment {
  const core = new PureCore(agency);
  for (const step of steps) if (!("close" in step)) core.take(step);
  return core.now();
}

/** An agency's facts in order, and drafts that are tried on it. */
interface Case {
  readonly agency: Agency;
  readonly steps: readonly Step[];
  readonly planId: string;
  readonly from: string;
  readonly to: string;
}

function sampleAgency(): Case {
  const { agency, plans, advisors, steps } = makeSampleAgency({ advisors: 40, months: 4, orders: 1_200 }) as unknown as Scenario;
  const all = numberedSteps({ agency: agencySchema.parse(agency), plans, advisors, steps } as Scenario);
  const closes = all.flatMap((step) => ("close" in step ? [step.close] : []));
  return {
    agency: agencySchema.parse(agency),
    steps: upToClose(all, closes.at(-1) ?? ""),
    planId: "partner",
    from: closes[0] ?? "",
    to: closes.at(-1) ?? "",
  };
}

function hotel(folder: string, from: string, to: string): Case {
  const scenario = readScenario(folder);
  return { agency: scenario.agency, steps: upToClose(numberedSteps(scenario), to), planId: "agents", from, to };
}

/** What happens up to a close. */
function upToClose(steps: readonly Step[], month: string): Step[] {
  return steps.slice(0, steps.findIndex((step) => "close" in step && step.close === month) + 1);
}

/** The latest version of a plan with every step of its ladders paying half a point more, and a bonus. */
function raised({ steps, planId }: Case, effectiveFrom: string): Plan {
  const latest = steps.flatMap((step) => ("plan" in step && step.plan.planId === planId ? [draftOf(step.plan)] : [])).at(-1);
  if (latest === undefined) throw new Error(`there is no plan ${planId}`);
  const more = (step: { from: number; rate: string }) => ({ ...step, rate: formatDecimal(parseDecimal(step.rate) + HALF_A_POINT) });
  const components = latest.components.map((part) =>
    part.kind === "share" && part.tiers !== undefined && part.tiers.measure !== "attainment"
      ? { ...part, tiers: { ...part.tiers, steps: part.tiers.steps.map(more) } }
      : part,
  );
  const bonus = { id: "trial-bonus", kind: "bonus", amount: 12_345, when: { measure: "sales", atLeast: 5_000_000 } };
  return draftOf({ ...latest, version: latest.version + 1, effectiveFrom, components: [...components, bonus] });
}

const HALF_A_POINT = 5_000_000n;
const LARGE = process.env.FENRUN_DATA;
const REDUCED = join(import.meta.dirname, "../../data/resort-hotel-reduced");
const cases: [string, () => Case][] = [
  ["the sample agency", sampleAgency],
  ["real hotel orders", () => hotel(REDUCED, "2016-06", "2016-07")],
  ...(LARGE === undefined ? [] : [[`all of ${LARGE}`, () => hotel(LARGE, "2015-07", "2017-09")] as [string, () => Case]]),
];

function tell(results: readonly SimulationResult[], steps: number): void {
  for (const { request, way, advisors, cost, increased, decreased } of results) {
    const found = `${advisors} advisors, cost ${cost.before} to ${cost.after}, ${increased.advisors} gain, ${decreased.advisors} lose`;
    process.stdout.write(
      `${request.as} from ${way.reads}, ${request.from} to ${request.to}, ${steps} steps: ${found}; every fen as it happened\n`,
    );
  }
}

describe.each(cases)("on %s, a trial gives to the fen what would have happened", (_, makeCase) => {
  test("had the draft always been in force, and had it been published with a day in the middle of the range", async () => {
    const each = makeCase();
    const { agency, steps, planId, from, to } = each;
    const trials = await SimulationsInMemory.of(recordAll(agency, steps));
    const always: SimulationRequest = { draft: raised(each, "2030-01-01"), replaces: planId, from, to, as: "always" };
    const tried = await trials.run(always);
    expect(tried.trial.way.reads).toBe("snapshots");
    expect(tried.result.increased.advisors + tried.result.decreased.advisors).toBeGreaterThan(5);
    expectReal(tried, alwaysReality(agency, steps, always));
    const dated = raised(each, `${to.slice(0, 5)}${String(Number(to.slice(5)) - 1).padStart(2, "0")}-20`);
    const triedDated = await trials.run({ ...always, draft: dated, as: "dated" });
    const inRange = steps.flatMap((step) => ("close" in step && step.close >= from && step.close <= to ? [step.close] : []));
    expectReal(triedDated, datedReality(agency, steps, dated, inRange));
    if (LARGE !== undefined) tell([tried.result, triedDated.result], steps.length);
    expect(triedDated.result.cost.after).not.toBe(triedDated.result.cost.before);
  });
});

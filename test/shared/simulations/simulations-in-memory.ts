import fc from "fast-check";
import { localDayIn } from "../../../shared/base/calendar/time-zone.ts";
import { recipientsOf } from "../../../shared/engine/credits/recipients.ts";
import { ratedFacets } from "../../../shared/engine/facts/agency.ts";
import { FactCache } from "../../../shared/ledger/derive/fact-cache.ts";
import type { Close, CloseLedger } from "../../../shared/ledger/store/close-store.ts";
import type {
  AdvisorLine,
  OpenMonth,
  Simulation,
  SimulationRequest,
  SimulationResult,
} from "../../../shared/simulations/model/simulation.ts";
import type { SimulationDeps } from "../../../shared/simulations/steps/deps.ts";
import { countOpenMonth } from "../../../shared/simulations/steps/open-month.ts";
import { readSimulation, readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { runSimulationPart } from "../../../shared/simulations/steps/run-part.ts";
import { startSimulation } from "../../../shared/simulations/steps/start-simulation.ts";
import type { SimulationStore } from "../../../shared/simulations/store.ts";
import { listingJobs, type SimulationMessage } from "../../support/idle.ts";
import { ClosesInMemory, SHARDS } from "../ledger/close-in-memory.ts";
import type { RecordedFacts } from "../ledger/recorded-facts.ts";

/** Trials as they are kept, by id. */
export class SimulationsKept implements SimulationStore {
  readonly all = new Map<string, Simulation>();
  readonly #parts = new Map<string, Map<number, string>>();

  async begin(trial: Simulation): Promise<void> {
    this.all.set(trial.simulationId, trial);
  }

  async find(simulationId: string): Promise<Simulation | undefined> {
    const trial = this.all.get(simulationId);
    return trial && { ...trial, done: this.#parts.get(simulationId)?.size ?? 0 };
  }

  async ofProposal(proposalId: string): Promise<readonly Simulation[]> {
    return [...this.all.values()].filter((trial) => trial.proposalId === proposalId).reverse();
  }

  async notePart(simulationId: string, part: number, key: string): Promise<number> {
    const parts = this.#parts.get(simulationId) ?? new Map<number, string>();
    this.#parts.set(simulationId, parts);
    if (!parts.has(part)) parts.set(part, key);
    return parts.size;
  }

  async parts(simulationId: string): Promise<ReadonlyMap<number, string>> {
    return this.#parts.get(simulationId) ?? new Map();
  }

  async finish(simulationId: string, result: NonNullable<Simulation["result"]>): Promise<void> {
    const known = this.all.get(simulationId)?.result;
    if (known !== undefined && known.resultHash !== result.resultHash) throw new Error("another result is noted");
    this.#change(simulationId, { result });
  }

  async noteOpenMonth(simulationId: string, openMonth: OpenMonth): Promise<void> {
    this.#change(simulationId, { openMonth });
  }

  async fail(simulationId: string, issues: NonNullable<Simulation["issues"]>): Promise<void> {
    this.#change(simulationId, { issues });
  }

  #change(simulationId: string, change: Partial<Simulation>): void {
    const trial = this.all.get(simulationId);
    if (trial !== undefined) this.all.set(simulationId, { ...trial, ...change });
  }
}

/** Trials over what a run recorded, its closes settled: nothing but the use-cases and memory. */
export class SimulationsInMemory {
  readonly trying: SimulationDeps;
  readonly trials = new SimulationsKept();
  readonly closes: ClosesInMemory;
  readonly told: SimulationMessage[] = [];
  readonly #recorded: RecordedFacts;

  private constructor(recorded: RecordedFacts, closes: ClosesInMemory) {
    this.#recorded = recorded;
    this.closes = closes;
    const { agency } = recorded;
    this.trying = {
      ledger: this.#ledger(),
      trials: this.trials,
      archive: { put: async (key, text) => closes.bodies.put(key, text), get: async (key) => closes.bodies.all.get(key) },
      jobs: listingJobs(this.told),
      memory: new FactCache(),
      review: { milestone: 500_000 },
      rating: { ratedFacets: ratedFacets(agency), localDay: localDayIn(agency.timeZone) },
      shards: SHARDS,
      surroundings: { now: () => Date.parse("2026-06-01T00:00:00Z") + this.trials.all.size * 1_000, random: () => 0.5 },
    };
  }

  static async of(recorded: RecordedFacts): Promise<SimulationsInMemory> {
    const closes = new ClosesInMemory(recorded);
    await closes.settleAll();
    return new SimulationsInMemory(recorded, closes);
  }

  /** As `run`; where nobody has the plan there is nothing to compare, and the property is tried on another world. */
  async runOfSomebody(request: SimulationRequest): ReturnType<SimulationsInMemory["run"]> {
    try {
      return await this.run(request);
    } catch (error) {
      fc.pre(!(error instanceof Error && error.message.includes("simulation-of-nobody")));
      throw error;
    }
  }

  /** Begins a trial, and does all the work that it tells of. */
  async run(request: SimulationRequest): Promise<{ trial: Simulation; result: SimulationResult; lines: AdvisorLine[] }> {
    const { simulationId } = await startSimulation(request, { by: "hr" }, this.trying);
    for (const {
      detail: { simulationId: id, part },
    } of this.told.splice(0))
      await (part === "open-month" ? countOpenMonth(id, this.trying) : runSimulationPart(id, part, this.trying));
    const read = await readSimulation(simulationId, this.trying);
    if (read?.result === undefined) throw new Error(`the trial came to nothing: ${JSON.stringify(read?.trial.issues)}`);
    return { trial: read.trial, result: read.result, lines: await readSimulationLines(simulationId, this.trying) };
  }

  #ledger(): SimulationDeps["ledger"] {
    const { core, facts, entries } = this.#recorded;
    const now = core.now();
    const orders = new Map(now.orders.map((order) => [order.orderId, order]));
    const entriesOf = Map.groupBy(entries, ({ fact }) => fact.place.advisorId);
    const closes: Close[] = this.closes.closes().map((close) => ({ ...close, status: "closed" }));
    const ofCloses = this.closes.ledger() as CloseLedger;
    const state = {
      epoch: 1,
      period: closes.length,
      firstMonth: closes[0]?.month,
      closedMonth: closes.at(-1)?.month,
      pendingDerivations: 0,
    };
    return {
      ...ofCloses,
      state: async () => state,
      close: async (month) => closes.find((close) => close.month === month),
      snapshots: async (month) => {
        const noted = Array.from(
          { length: SHARDS },
          (_, shard) => [shard, this.closes.snapshots.all.get(JSON.stringify([month, shard]))] as const,
        );
        return new Map(noted.flatMap(([shard, snapshot]) => (snapshot === undefined ? [] : [[shard, snapshot] as const])));
      },
      plans: async () => facts.flatMap(({ fact }) => (fact.kind === "plan" ? [fact.plan] : [])),
      advisors: async (ids) => {
        const found = ids.flatMap((id) => now.facts.advisor(id) ?? []);
        return new Map(found.map((advisor) => [advisor.advisorId, advisor]));
      },
      orderHeads: async (ids) =>
        new Map(
          ids.flatMap((id) => {
            const order = orders.get(id);
            return order === undefined ? [] : [[id, { order, sequence: 1, seen: {}, recipients: recipientsOf(order, now.facts) }]];
          }),
        ),
      ordersNaming: async function* (advisorId) {
        const named = entriesOf.get(advisorId) ?? [];
        yield named.map(({ fact: { orderId, bookedOn, place } }) => ({ orderId, bookedOn, month: place.month, position: "" }));
      },
    };
  }
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderArchive } from "../../functions/_platform/object-store/folder-object-store.ts";
import { type Wiring, wire } from "../../functions/_platform/wiring.ts";
import { createRandom } from "../../infra/local/sample-agency/prng.ts";
import { startLocal } from "../../infra/local/start.ts";
import { sha256Hex } from "../../shared/base/json/hash.ts";
import type { ObjectStore } from "../../shared/base/runtime/runtime.ts";
import { evaluate } from "../../shared/engine/earnings/evaluate.ts";
import { ratedFacets } from "../../shared/engine/facts/agency.ts";
import { PlanBook } from "../../shared/engine/plan/plan-versions.ts";
import { beginClose } from "../../shared/ledger/close/begin-close.ts";
import { finishClose } from "../../shared/ledger/close/finish-close.ts";
import { gatherShard } from "../../shared/ledger/close/gather-shard.ts";
import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { deriveCredits } from "../../shared/ledger/derive/derive-credits.ts";
import { recordFacts } from "../../shared/ledger/record/record-batch.ts";
import { earnedParts } from "../../shared/ledger/snapshots/component-earnings.ts";
import { SharedLists, Snapshot } from "../../shared/ledger/snapshots/parse-snapshot.ts";
import { writeSnapshot } from "../../shared/ledger/snapshots/write-snapshot.ts";
import type { Simulation, SimulationRequest } from "../../shared/simulations/model/simulation.ts";
import type { SimulationDeps } from "../../shared/simulations/steps/deps.ts";
import { readSimulation } from "../../shared/simulations/steps/read-simulation.ts";
import { runSimulationPart } from "../../shared/simulations/steps/run-part.ts";
import { SimulationsKept } from "../shared/simulations/simulations-in-memory.ts";
import { AGENCY, advisorOf, CREDITS_EACH, draftOf, lineOf, MONTH, makeBooks, PLAN } from "./what-if-agency.ts";

const SHARDS = 256;
const ADVISORS = 30_000;
const RUNS = 5;
/** Loading a million credits into the embedded database takes too long: so many advisors stand for 30,000. */
const ADVISORS_BY_CREDITS = 1_200;

/** Measures what a draft takes to be tried on 30,000 advisors of 33 credits each: from snapshots, and from the credits; prints both. @returns the figures by their names in the bench's JSON. */
export async function benchWhatIf(): Promise<object> {
  const snapshots = await benchSnapshots();
  const credits = await benchCredits();
  const each = snapshots.endToEndSeconds / ADVISORS;
  process.stdout.write(
    `what-if, for each advisor: ${(each * 1_000).toFixed(3)} ms from snapshots, ${(credits * 1_000).toFixed(1)} ms from credits: ` +
      `${Math.round(credits / each)} times as long\n`,
  );
  return { ...snapshots, ratioToCredits: Math.round(credits / each) };
}

async function benchSnapshots(): Promise<{ readonly evaluationSeconds: number; readonly endToEndSeconds: number }> {
  const folder = await mkdtemp(join(tmpdir(), "fenrun-what-if-"));
  try {
    const archive = folderArchive(folder);
    const texts = await writeSnapshots(archive);
    const bytes = texts.reduce((total, { text }) => total + Buffer.byteLength(text), 0);
    const request: SimulationRequest = { draft: draftOf("2026-07-01"), replaces: PLAN.planId, from: MONTH, to: MONTH, as: "always" };
    const ends: Took[] = [];
    const evaluations: Took[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const trying = tryingOver(texts, archive);
      ends.push(await measure(() => runAll(simulationOf(request, `run-${run}`), trying)));
      evaluations.push(await evaluation(texts, request));
    }
    process.stdout.write(
      `what-if from snapshots: ${ADVISORS.toLocaleString("en")} advisors x 1 month, ${(ADVISORS * CREDITS_EACH).toLocaleString("en")} credits, ` +
        `${rowsEach(texts).toFixed(1)} tally rows each, ${SHARDS} files of ${(bytes / 1e6).toFixed(1)} MB together\n` +
        `  evaluation: ${told(evaluations)}\n` +
        `  end to end (read, check hashes, parse, evaluate, split, sum, write lines, hash): ${told(ends)}\n`,
    );
    return { evaluationSeconds: median(evaluations.map(({ wall }) => wall)), endToEndSeconds: median(ends.map(({ wall }) => wall)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Text {
  readonly shard: number;
  readonly key: string;
  readonly hash: string;
  readonly text: string;
}

async function writeSnapshots(archive: ObjectStore): Promise<Text[]> {
  const began = performance.now();
  const books = makeBooks(ADVISORS);
  const texts: Text[] = [];
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const advisors = books
      .filter((_, index) => index % SHARDS === shard)
      .map((each) => ({
        books: each,
        parts: earnedParts(each, evaluate(each, MONTH)),
        settled: new Map([[MONTH, 1_000_000n]]),
        equityEligible: false,
      }));
    const text = writeSnapshot(MONTH, advisors, ratedFacets(AGENCY));
    const key = `snapshots/${MONTH}/${shard}.ndjson`;
    await archive.put(key, text);
    texts.push({ shard, key, hash: sha256Hex(text), text });
  }
  process.stdout.write(`what-if: books made and snapshots written in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return texts;
}

function tryingOver(texts: readonly Text[], archive: ObjectStore): SimulationDeps {
  const nothing = async (): Promise<never> => {
    throw new Error("a trial from snapshots reads no table");
  };
  const close = { month: MONTH, period: 0, firstMonth: MONTH, status: "closed" } as const;
  return {
    archive,
    trials: new SimulationsKept(),
    ledger: {
      close: async () => close,
      recordedPlans: async () => [{ period: 0, fact: PLAN }],
      snapshots: async () => new Map(texts.map(({ shard, key, hash }) => [shard, { key, hash }])),
      state: nothing,
      advisorRecord: nothing,
      claimedRows: nothing,
      advisorsUnder: nothing,
      storeAttributes: nothing,
      advisorsOfShard: nothing,
      ordersNaming: nothing as never,
      orderHeads: nothing,
      advisors: nothing,
      plans: nothing,
    },
    review: { milestone: 10_000_000 },
    shards: SHARDS,
  } as Partial<SimulationDeps> as SimulationDeps;
}

const simulationOf = (request: SimulationRequest, simulationId: string): Simulation => ({
  simulationId,
  request,
  way: { reads: "snapshots" },
  by: "hr",
  at: "2026-06-01T00:00:00Z",
  parts: [Array.from({ length: SHARDS }, (_, shard) => shard)],
  done: 0,
});

async function runAll(trial: Simulation, trying: SimulationDeps): Promise<void> {
  await trying.trials.begin(trial);
  for (const part of trial.parts.keys()) await runSimulationPart(trial.simulationId, part, trying);
  const read = await readSimulation(trial.simulationId, trying);
  if (read?.result === undefined) throw new Error(`the trial came to nothing: ${JSON.stringify(read?.trial.issues)}`);
}

/** Evaluates every advisor's month, its rows read already. */
async function evaluation(texts: readonly Text[], { draft, replaces }: SimulationRequest): Promise<Took> {
  const plans = new PlanBook([PLAN]).withAlways(draft, replaces);
  const lists = new SharedLists();
  const books = texts.flatMap(({ text }) => new Snapshot(text, lists).advisors.map((each) => each.books(plans)));
  return measure(async () => {
    let total = 0n;
    for (const each of books) total += evaluate(each, MONTH).amount;
    if (books.length !== ADVISORS || total === 0n) throw new Error("somebody was not evaluated");
  });
}

function rowsEach(texts: readonly Text[]): number {
  const plans = new PlanBook([PLAN]);
  const advisors = new Snapshot(texts[0]?.text ?? "", new SharedLists()).advisors;
  return advisors.reduce((total, each) => total + (each.books(plans).rows.get(MONTH)?.length ?? 0), 0) / advisors.length;
}

/** @returns seconds for each advisor, from the first read to the result. */
async function benchCredits(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "fenrun-what-if-"));
  const local = await startLocal({ agency: AGENCY, folder, shards: 16, batchSize: 1 });
  try {
    const { TABLE_NAME = "", BUCKET_NAME = "", BUS_NAME = "" } = process.env;
    const wiring = wire({ TABLE_NAME, BUCKET_NAME, BUS_NAME, AGENCY, SHARDS: 16, STORE_FOLDER: folder });
    const loading = await measure(() => load(wiring));
    const request: SimulationRequest = { draft: draftOf(`${MONTH}-10`), replaces: PLAN.planId, from: MONTH, to: MONTH, as: "dated" };
    const trial: Simulation = {
      ...simulationOf(request, "credits"),
      way: { reads: "credits", because: [{ kind: "dated" }] },
      parts: [Array.from({ length: 16 }, (_, shard) => shard)],
    };
    const { wall: seconds } = await measure(() => runAll(trial, wiring));
    const credits = ADVISORS_BY_CREDITS * CREDITS_EACH;
    process.stdout.write(
      `what-if from credits on the embedded database: ${ADVISORS_BY_CREDITS.toLocaleString("en")} advisors x 1 month, ` +
        `${credits.toLocaleString("en")} credits (loaded and closed in ${loading.wall.toFixed(0)} s): ${seconds.toFixed(1)} s, ` +
        `${Math.round(credits / seconds).toLocaleString("en")} credits a second; at this rate 1,000,000 take ${Math.round((seconds / credits) * 1e6)} s on one thread\n`,
    );
    return seconds / ADVISORS_BY_CREDITS;
  } finally {
    await local.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function load(wiring: Wiring): Promise<void> {
  const record = async (events: [string, unknown][]) => {
    for (let start = 0; start < events.length; start += 500)
      await recordFacts(
        events.slice(start, start + 500).map(([detailType, detail]) => JSON.stringify({ "detail-type": detailType, detail })),
        wiring,
      );
  };
  const random = createRandom(1, "what-if orders");
  const indices = Array.from({ length: ADVISORS_BY_CREDITS }, (_, index) => index);
  await record([["PlanPublished", PLAN], ...indices.map((index): [string, unknown] => ["AdvisorChanged", advisorOf(index)])]);
  await deriveCredits(wiring, () => true);
  await record(
    indices.flatMap((index) =>
      Array.from({ length: CREDITS_EACH }, (_, number): [string, unknown] => {
        const { product, facets, price } = lineOf(random);
        const day = `${MONTH}-${String(1 + (number % 28)).padStart(2, "0")}`;
        const order = {
          orderId: `o-${index}-${number}`,
          revision: 1,
          status: "fulfilled",
          bookedAt: `${day}T09:00:00+08:00`,
          fulfilledAt: `${day}T20:00:00+08:00`,
          currency: "CNY",
          lines: [{ lineId: "1", product, price, discounts: { coupon: 500 }, cost: Math.floor(price * 0.8) }],
          facets,
          credits: [{ advisorId: advisorOf(index).advisorId }],
        };
        return ["OrderFulfilled", order];
      }),
    ),
  );
  const close = await beginClose(MONTH, wiring, () => true);
  for (let shard = 0; shard < 16; shard += 1) await gatherShard(close, shard, wiring);
  for (let shard = 0; shard < 16; shard += 1) await settleShard(close, shard, wiring);
  await finishClose(close, wiring, 16);
}

/** Seconds on the clock, and of the processor: other work on the machine slows the first alone. */
interface Took {
  readonly wall: number;
  readonly processor: number;
}

async function measure(work: () => Promise<void>): Promise<Took> {
  const [began, usage] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(usage);
  return { wall: (performance.now() - began) / 1000, processor: (user + system) / 1e6 };
}

const median = (values: readonly number[]): number => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

/** The median of the runs; the first stands for a cold start. */
function told(all: readonly Took[]): string {
  const of = (side: keyof Took) => `${median(all.map((each) => each[side])).toFixed(2)} s (first ${all[0]?.[side].toFixed(2)})`;
  return `${of("wall")}, of the processor ${of("processor")}`;
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wire } from "../../functions/_platform/wiring.ts";
import { makeSampleAgency } from "../../infra/local/sample-agency/sample-agency.ts";
import { readScenario, type Step } from "../../infra/local/scenario/parse-scenario.ts";
import { Events } from "../../infra/local/scenario/to-events.ts";
import { type LocalEvent, startLocal } from "../../infra/local/start.ts";
import { type Agency, agencySchema } from "../../shared/engine/facts/agency.ts";
import { FACT_KINDS } from "../../shared/engine/facts/event-sources.ts";
import { deriveCredits } from "../../shared/ledger/derive/derive-credits.ts";
import { recordFacts } from "../../shared/ledger/record/record-batch.ts";
import { WatchedTable } from "./watched-table.ts";

/** A batch size, and how many order events are measured with it. */
const RUNS = [
  { batch: 1, events: 300 },
  { batch: 10, events: 1_500 },
  { batch: 100, events: 4_000 },
  { batch: 1_000, events: 8_000 },
  { batch: 4_000, events: 8_000 },
];
const SHARDS = 16;

/** What is measured: an agency's facts in their order, closes left out. */
interface Workload {
  readonly name: string;
  readonly agency: Agency;
  readonly plans: readonly unknown[];
  readonly advisors: readonly unknown[];
  readonly steps: readonly Step[];
}

/** What recording took at a batch size. */
interface RecordingFigures {
  readonly batch: number;
  readonly eventsPerSecond: number;
  readonly ratioToFloor: number;
  readonly unitsAnEvent: number;
}

/**
 * Measures record-facts at each batch size, each beside the floor of merely writing the same items; prints a table for each
 * agency. @returns the figures of each agency, the real one first.
 */
export async function benchRecording(onlyBatch?: number): Promise<readonly (readonly RecordingFigures[])[]> {
  const sample = makeSampleAgency();
  const real = await readScenario(join(import.meta.dirname, "data/consecutive-orders"));
  const workloads: Workload[] = [
    {
      ...real,
      steps: await Array.fromAsync(real.steps()),
      name: "real hotel orders (one line; splits, managers and regions; 3 rated facets)",
    },
    {
      ...sample,
      agency: agencySchema.parse(sample.agency),
      name: "sample agency (one to four lines; managers and regions; forecasts; 3 rated facets)",
    },
  ];
  const figures: RecordingFigures[][] = [];
  for (const workload of workloads) {
    const ofAgency: RecordingFigures[] = [];
    process.stdout.write(`record-facts on the embedded database, ${workload.name}\n`);
    process.stdout.write("batch   events  events/s  floor/s  of floor  items/event  write units/event\n");
    for (const { batch, events } of RUNS) {
      if (onlyBatch === undefined || batch === onlyBatch) ofAgency.push(await measure(workload, batch, events));
    }
    figures.push(ofAgency);
  }
  return figures;
}

/** The figures of recording by their names in the bench's JSON. */
export function ingestOf([real = [], sample = []]: readonly (readonly RecordingFigures[])[]): object {
  // The aims were set for batches of 1,000.
  const [ofReal, ofSample] = [real, sample].map((figures) => figures.find(({ batch }) => batch === 1_000));
  return {
    ordersPerSecond: Object.fromEntries(real.map(({ batch, eventsPerSecond }) => [`batch${batch}`, Math.round(eventsPerSecond)])),
    ratioToFloor: ofReal?.ratioToFloor,
    wcuPerOrder: ofReal?.unitsAnEvent,
    wcuPerOrderSample: ofSample?.unitsAnEvent,
  };
}

async function measure({ agency, plans, advisors, steps }: Workload, batch: number, count: number): Promise<RecordingFigures> {
  const folder = await mkdtemp(join(tmpdir(), "fenrun-bench-"));
  const local = await startLocal({ agency, folder, shards: SHARDS, batchSize: 1 });
  try {
    const name = process.env.TABLE_NAME ?? "";
    const table = new WatchedTable(name);
    const { AGENCY, BUCKET_NAME = "", BUS_NAME = "" } = process.env;
    const wiring = wire(
      {
        TABLE_NAME: name,
        BUCKET_NAME,
        BUS_NAME,
        AGENCY: agencySchema.parse(JSON.parse(AGENCY ?? "")),
        SHARDS,
        STORE_FOLDER: folder,
        EVENT_SOURCES: [{ source: "bench", kinds: [...FACT_KINDS] }],
      },
      { table },
    );
    const events = new Events();
    const facts = [...plans.map((plan) => events.ofPlan(plan)), ...advisors.flatMap((advisor) => events.ofAdvisor(advisor))];
    await recordFacts(facts.map(toBody), wiring);
    await deriveCredits(wiring, () => true);
    const orders = steps.filter((step) => "order" in step).slice(0, count);
    const bodies = orders.flatMap((step) => events.of(step)).map(toBody);
    table.forget();

    const began = performance.now();
    for (let start = 0; start < bodies.length; start += batch) await recordFacts(bodies.slice(start, start + batch), wiring);
    const seconds = (performance.now() - began) / 1000;

    const { writeUnits } = table;
    const floorSeconds = await table.writeAgain();
    const cells = [
      String(batch).padStart(5),
      String(bodies.length).padStart(7),
      Math.round(bodies.length / seconds)
        .toLocaleString("en")
        .padStart(8),
      Math.round(bodies.length / floorSeconds)
        .toLocaleString("en")
        .padStart(7),
      `${Math.round((floorSeconds / seconds) * 100)}%`.padStart(8),
      (table.written.length / bodies.length).toFixed(1).padStart(11),
      (writeUnits / bodies.length).toFixed(2).padStart(17),
    ];
    process.stdout.write(`${cells.join("  ")}\n`);
    return {
      batch,
      eventsPerSecond: bodies.length / seconds,
      ratioToFloor: floorSeconds / seconds,
      unitsAnEvent: writeUnits / bodies.length,
    };
  } finally {
    await local.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function toBody({ detailType, detail }: LocalEvent): string {
  return JSON.stringify({ source: "bench", "detail-type": detailType, detail: typeof detail === "string" ? JSON.parse(detail) : detail });
}

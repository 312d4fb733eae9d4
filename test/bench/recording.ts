import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Action, MAX_ACTIONS, Table, type TransactionResult } from "../../functions/_platform/dynamodb/table.ts";
import { wire } from "../../functions/_platform/wiring.ts";
import { makeSampleAgency } from "../../infra/local/sample-agency/sample-agency.ts";
import { readScenario, type Step } from "../../infra/local/scenario/parse-scenario.ts";
import { Events } from "../../infra/local/scenario/to-events.ts";
import { type LocalEvent, startLocal } from "../../infra/local/start.ts";
import { inParallel } from "../../shared/base/runtime/parallel.ts";
import { type Agency, agencySchema } from "../../shared/engine/facts/agency.ts";
import { FACT_KINDS } from "../../shared/engine/facts/event-sources.ts";
import { deriveCredits } from "../../shared/ledger/derive/derive-credits.ts";
import { recordFacts } from "../../shared/ledger/record/record-batch.ts";

/** A batch size, and how many order events are measured with it. */
const RUNS = [
  { batch: 1, events: 300 },
  { batch: 10, events: 1_500 },
  { batch: 100, events: 4_000 },
  { batch: 1_000, events: 8_000 },
];
const TRANSACTIONS_CONCURRENCY = 4;
const SHARDS = 16;

/** Remembers what is written, and what it cost. */
class WatchedTable extends Table {
  readonly written: Action[] = [];
  writeUnits = 0;

  constructor(name: string) {
    super(
      new DynamoDBClient({}),
      name,
      async (waitMs) => void (await pause(waitMs)),
      ({ write }) => {
        this.writeUnits += write;
      },
    );
  }

  override async transact(actions: readonly Action[]): Promise<TransactionResult> {
    const result = await super.transact(actions);
    if (result.kind === "committed") this.written.push(...actions);
    return result;
  }

  forget(): void {
    this.written.length = 0;
    this.writeUnits = 0;
  }
}

/** What is measured: an agency's facts in their order, closes left out. */
interface Workload {
  readonly name: string;
  readonly agency: Agency;
  readonly plans: readonly unknown[];
  readonly advisors: readonly unknown[];
  readonly steps: readonly Step[];
}

/** Measures record-facts at each batch size, each beside the floor of merely writing the same items; prints a table for each agency. */
export async function benchRecording(onlyBatch?: number): Promise<void> {
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
  for (const workload of workloads) {
    process.stdout.write(`record-facts on the embedded database, ${workload.name}\n`);
    process.stdout.write("batch   events  events/s  floor/s  of floor  items/event  write units/event\n");
    for (const { batch, events } of RUNS) {
      if (onlyBatch === undefined || batch === onlyBatch) process.stdout.write(`${await measure(workload, batch, events)}\n`);
    }
  }
}

async function measure({ agency, plans, advisors, steps }: Workload, batch: number, count: number): Promise<string> {
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

    const floorSeconds = await writeMerely(
      table.written.filter(({ ConditionCheck }) => ConditionCheck === undefined),
      name,
    );
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
      (table.writeUnits / bodies.length).toFixed(2).padStart(17),
    ];
    return cells.join("  ");
  } finally {
    await local.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the same items again, unconditionally, under keys of their own: 100 in a transaction, four at a time. */
async function writeMerely(actions: readonly Action[], name: string): Promise<number> {
  const table = new WatchedTable(name);
  const groups: Action[][] = [];
  let keys = new Set<string>();
  for (const action of actions.map(underOtherKey)) {
    const key = keyOf(action);
    const open = groups.at(-1);
    if (open === undefined || open.length === MAX_ACTIONS || keys.has(key)) {
      groups.push([action]);
      keys = new Set([key]);
    } else {
      open.push(action);
      keys.add(key);
    }
  }
  const began = performance.now();
  await inParallel(groups, TRANSACTIONS_CONCURRENCY, async (group) => {
    const { kind } = await table.transact(group);
    if (kind !== "committed") throw new Error(`the floor could not be written: ${kind}`);
  });
  return (performance.now() - began) / 1000;
}

function underOtherKey({ Put, Update }: Action): Action {
  if (Put?.Item !== undefined) return { Put: { Item: { ...Put.Item, pk: `floor ${Put.Item.pk}` } } };
  if (Update?.Key === undefined) throw new Error("only puts and updates are recorded");
  return { Update: { ...Update, Key: { ...Update.Key, pk: `floor ${Update.Key.pk}` } } };
}

function keyOf({ Put, Update }: Action): string {
  const key = Put?.Item ?? Update?.Key;
  return `${key?.pk} ${key?.sk}`;
}

function toBody({ detailType, detail }: LocalEvent): string {
  return JSON.stringify({ source: "bench", "detail-type": detailType, detail: typeof detail === "string" ? JSON.parse(detail) : detail });
}

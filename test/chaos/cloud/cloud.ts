import type { Context, SQSEvent } from "aws-lambda";
import { placeOfKey } from "../../../functions/_platform/dynamodb/keys.ts";
import { Table } from "../../../functions/_platform/dynamodb/table.ts";
import { busAnnouncer, busJobs } from "../../../functions/_platform/events/event-publisher.ts";
import { s3Archive } from "../../../functions/_platform/object-store/s3-object-store.ts";
import { type Wiring, wire } from "../../../functions/_platform/wiring.ts";
import { createHandler as auditLedger } from "../../../functions/audit-ledger/handler.ts";
import { createHandler as beginClose } from "../../../functions/begin-close/handler.ts";
import { createHandler as deriveCredits } from "../../../functions/derive-credits/handler.ts";
import { createHandler as financeJobs } from "../../../functions/finance-jobs/handler.ts";
import { createHandler as finishClose } from "../../../functions/finish-close/handler.ts";
import { createHandler as gatherShard } from "../../../functions/gather-shard/handler.ts";
import { createHandler as recordFacts } from "../../../functions/record-facts/handler.ts";
import { createHandler as reprocessQuarantine } from "../../../functions/reprocess-quarantine/handler.ts";
import { createHandler as settleShard } from "../../../functions/settle-shard/handler.ts";
import { createHandler as sumForecasts } from "../../../functions/sum-forecasts/handler.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import { type EventSources, FACT_KINDS } from "../../../shared/engine/facts/event-sources.ts";
import { financeSchema } from "../../../shared/settings/model/settings.ts";
import { GuardedTable, readRoles } from "../../support/guarded-table.ts";
import { IDLE } from "../../support/idle.ts";
import { PLAIN_VAULT } from "../../support/plain-vault.ts";
import type { Chance } from "../chance.ts";
import { createHandler as correctingDesk } from "../correcting-desk.ts";
import { type Change, Database } from "../database/database.ts";
import { createDesk } from "../payouts/desk.ts";
import { linkBucket, type Objects } from "./bucket.ts";
import { linkBus } from "./bus.ts";
import { ClientPool } from "./clients.ts";
import { Clockwork } from "./clockwork.ts";
import { linkDatabase, type Network } from "./database-link.ts";
import type { Faults } from "./faults.ts";
import { linkFiles } from "./files.ts";
import { type Deployed, Functions } from "./functions.ts";
import { Queue } from "./queue.ts";
import type { Sandbox } from "./sandbox.ts";

const ROLE_OF = await readRoles();
const TABLE = "simulated";
const MINUTE = 60_000;
const STARTS_AT = Date.parse("2026-05-01T00:00:00Z");

/** The story's world tells facts of every kind by one source. */
const EVENT_SOURCES: EventSources = [{ source: "agency.orders", kinds: [...FACT_KINDS] }];

/** The handlers as they are deployed, with their time limits as in the stack. */
const HANDLERS: Readonly<Record<string, { createHandler: (wiring: () => Wiring) => Handler; minutes: number }>> = {
  "record-facts": { createHandler: recordFacts as never, minutes: 1 },
  "derive-credits": { createHandler: deriveCredits as never, minutes: 5 },
  "sum-forecasts": { createHandler: sumForecasts as never, minutes: 1 },
  "reprocess-quarantine": { createHandler: reprocessQuarantine as never, minutes: 5 },
  "audit-ledger": { createHandler: auditLedger as never, minutes: 15 },
  "begin-close": { createHandler: beginClose as never, minutes: 5 },
  "gather-shard": { createHandler: gatherShard as never, minutes: 5 },
  "settle-shard": { createHandler: settleShard as never, minutes: 5 },
  "finish-close": { createHandler: finishClose as never, minutes: 5 },
  "finance-jobs": { createHandler: financeJobs as never, minutes: 15 },
  // What answers people of finance, without its pages: as long as the gateway lets it.
  desk: { createHandler: createDesk as never, minutes: 0.5 },
  // And people of HR at the quarantine.
  "correcting-desk": { createHandler: correctingDesk as never, minutes: 0.5 },
};
type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** What a cloud is made with. */
export interface CloudOptions {
  readonly agency: Agency;
  readonly shards: number;
  /** Messages a batch, at most. */
  readonly maxBatch: number;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly onCommit: (changes: readonly Change[]) => void;
  /** Told what a function threw that no one planned. */
  readonly onSurprise: (functionName: string, error: unknown) => void;
}

/** Desks stand for people at pages and API: each has the role of the function that answers them. */
const DESKS: Readonly<Record<string, string>> = { desk: "finance-api", "correcting-desk": "hr-api" };

/** The account in which Fenrun runs, simulated: the real functions and adapters, on a database, bucket, bus, queues and time of our own. */
export class Cloud {
  readonly clockwork = new Clockwork(STARTS_AT);
  readonly database: Database;
  readonly objects: Objects = new Map();
  readonly functions: Functions;
  readonly shards: number;
  readonly facts: Queue;
  readonly #options: CloudOptions;
  readonly #network: Network;
  readonly #derivations: Queue;
  readonly #projections: Queue;
  readonly #payouts: Queue;
  readonly #clients = new ClientPool();
  #inspector: Wiring | undefined;

  constructor(options: CloudOptions) {
    this.#options = options;
    this.shards = options.shards;
    const { chance, faults, onCommit, maxBatch } = options;
    this.database = new Database({ now: () => this.clockwork.now, isStale: () => faults.strikes("stale read"), onCommit });
    this.database.createTable(TABLE);
    this.#network = {
      database: this.database,
      clockwork: this.clockwork,
      faults,
      chance: chance.fork(),
      inHand: new Set(),
      latencyMs: chance.pick([8, 50, 400]),
      throttledUntil: 0,
    };
    this.functions = new Functions(this.#deploy(), this.#network);
    this.facts = this.#queue("record-facts", { maxBatch, maxConcurrency: chance.between(1, 4) });
    this.#derivations = this.#queue("derive-credits", { maxBatch: 10, maxConcurrency: 2 });
    this.#projections = this.#queue("sum-forecasts", { maxBatch: 100, maxConcurrency: 2 });
    this.#payouts = this.#queue("finance-jobs", { maxBatch: 1, maxConcurrency: 2 });
    this.#tick();
  }

  /** Whether nothing is left to be done, and nothing under way. */
  get isQuiet(): boolean {
    const queues = [this.facts, this.#derivations, this.#projections, this.#payouts];
    return queues.every(({ isEmpty }) => isEmpty) && this.#pendingDerivations === 0;
  }

  /** Until nothing is left to be done. @throws where that takes longer than days. */
  async untilQuiet(): Promise<void> {
    const { clockwork } = this;
    for (const began = clockwork.now; !this.isQuiet; ) {
      if (clockwork.now - began > 7 * 24 * 60 * MINUTE)
        throw new Error(`it does not come to rest: after seven days there is still something to be done: ${this.#left()}`);
      await clockwork.wait(10_000);
    }
  }

  #left(): string {
    const queues = { facts: this.facts, derivations: this.#derivations, projections: this.#projections, payouts: this.#payouts };
    const waiting = Object.entries(queues).map(([name, queue]) => `${queue.waiting} ${name} wait, ${queue.inHand} batches are in hand`);
    return [...waiting, `${this.#pendingDerivations} derivations are pending`].join("; ");
  }

  /** Calls a function with what JSON can carry. A surprise is told, and thrown. */
  async invoke(name: string, payload: unknown): Promise<unknown> {
    try {
      const answer = await this.functions.invoke(name, JSON.parse(JSON.stringify(payload)));
      return answer === undefined ? null : JSON.parse(JSON.stringify(answer));
    } catch (error) {
      this.#tell(name, error);
      throw error;
    }
  }

  /** A wiring without faults in its way, to look at what there is. */
  inspect(): Wiring {
    this.#inspector ??= this.#makeInspector();
    return this.#inspector;
  }

  /** Sums up all forecasts as of now or an instant, be it but one entry of each: more than their projection ever does. */
  async sumUpForecasts(nowMs = this.clockwork.now): Promise<void> {
    const places = new Map<string, { advisorId: string; month: string }>();
    for (const { pk, sk } of this.database.items(TABLE)) {
      const [advisorId = "", key = ""] = [pk?.S?.slice("A#".length), sk?.S];
      if (!key.startsWith("c#f#")) continue;
      const { month } = placeOfKey(key);
      places.set(`${month} ${advisorId}`, { advisorId, month });
    }
    for (const { advisorId, month } of places.values()) await this.inspect().forecasts.fold(advisorId, month, { nowMs, leastItems: 1 });
  }

  /** Ends it: nothing that still waits goes on. */
  end(): void {
    this.#clients.takeBack();
  }

  #makeInspector(): Wiring {
    const execute = async (command: string, input: Record<string, unknown>) => this.database.execute(command, input);
    const nobody = async () => ({});
    const { table } = this.#clients.lend({ table: execute, bucket: nobody, bus: nobody });
    const pause = async () => {};
    const archive = { put: async () => {}, get: async (key: string) => this.objects.get(key) };
    const publisher = { derivationPending: async () => {}, forecastsChanged: async () => {}, auditPending: async () => {} };
    const surroundings = { now: () => this.clockwork.now, random: () => 0.5, pause };
    return wire(this.#environment(), {
      table: new Table(table, TABLE, pause),
      archive,
      publisher,
      jobs: IDLE,
      surroundings,
      vault: PLAIN_VAULT,
    });
  }

  get #pendingDerivations(): number {
    for (const item of this.database.items(TABLE)) if (item.pk?.S === "LEDGER") return Number(item.pending?.N ?? 0);
    return 0;
  }

  #environment() {
    const { agency, shards } = this.#options;
    return {
      TABLE_NAME: TABLE,
      BUCKET_NAME: "bucket",
      BUS_NAME: "bus",
      AGENCY: agency,
      SHARDS: shards,
      EVENT_SOURCES,
      FINANCE: SIMULATED_FINANCE,
    };
  }

  #deploy(): Map<string, Deployed> {
    return new Map(
      Object.entries(HANDLERS).map(([name, { createHandler, minutes }]) => [
        name,
        {
          timeoutMs: minutes * MINUTE,
          start: (sandbox) => {
            const wiring = this.#wire(name, sandbox);
            return createHandler(() => wiring);
          },
        },
      ]),
    );
  }

  #wire(name: string, sandbox: Sandbox): Wiring {
    const { clockwork } = this;
    const chance = this.#network.chance;
    const surroundings = {
      now: () => clockwork.now + sandbox.skewMs,
      random: () => chance.next(),
      pause: (waitMs: number) => sandbox.alive(clockwork.wait(waitMs)),
    };
    const routes = new Map([
      ["DerivationQueued", this.#derivations],
      ["ForecastsChanged", this.#projections],
      ["PayoutDraftQueued", this.#payouts],
      ["BankReportQueued", this.#payouts],
      ["UploadQueued", this.#payouts],
      ["FileQueued", this.#payouts],
    ]);
    const clients = this.#clients.lend({
      table: linkDatabase(this.#network, sandbox),
      bucket: linkBucket(this.objects, this.#network, sandbox),
      bus: linkBus(routes, this.#network, sandbox),
    });
    return wire(this.#environment(), {
      surroundings,
      vault: PLAIN_VAULT,
      table: new GuardedTable(ROLE_OF(Object.hasOwn(DESKS, name) ? (DESKS[name] ?? name) : name), clients.table, TABLE, surroundings.pause),
      archive: s3Archive("bucket", clients.bucket),
      publisher: busAnnouncer("bus", clients.bus),
      jobs: busJobs("bus", clients.bus),
      files: linkFiles(this.objects, this.#network, sandbox),
    });
  }

  #queue(name: string, limits: { readonly maxBatch: number; readonly maxConcurrency: number }): Queue {
    const visibilityMs = 6 * (HANDLERS[name]?.minutes ?? 1) * MINUTE;
    const handle = (event: SQSEvent) => this.functions.invoke(name, event);
    return new Queue({ ...limits, visibilityMs, handle, onFailure: (error) => this.#tell(name, error) }, this.#network);
  }

  #tell(name: string, error: unknown): void {
    if (!PLANNED.has((error as Error).name)) this.#options.onSurprise(name, error);
  }

  /** The rule that looks for pending derivations every five minutes. */
  #tick(): void {
    this.clockwork.call(5 * MINUTE, () => {
      if (this.#pendingDerivations > 0) this.#derivations.send("{}");
      this.#tick();
    });
  }
}

/** Payouts go out from an account that is set. */
const SIMULATED_FINANCE = financeSchema.parse({ debtor: { name: "A", account: "110060149012345678", bankCode: "104100000004" } });

/** How functions end by plan: refusals, retries, and the deaths that we deal out. */
const PLANNED = new Set(["RefusedError", "RetryableError", "Sandbox.Timedout", "Runtime.ExitError"]);

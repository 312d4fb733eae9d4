import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Table } from "../../functions/_platform/dynamodb/table.ts";
import { type Wiring, wire } from "../../functions/_platform/wiring.ts";
import { readCdkContext, readConfig } from "../../infra/config.ts";
import { readTemplate } from "../../infra/local/cached-template.ts";
import type { LocalTable } from "../../infra/local/resources.ts";
import { readWiring } from "../../infra/local/template.ts";
import { type ClaimedCredit, expandCredits } from "../../shared/engine/credits/claimed-credit.ts";
import { creditsHeld } from "../../shared/engine/earnings/credit-log.ts";
import { rowKey, type TallyRow, tallyOf } from "../../shared/engine/earnings/tally.ts";
import type { Agency } from "../../shared/engine/facts/agency.ts";
import { type EventSources, FACT_KINDS } from "../../shared/engine/facts/event-sources.ts";
import { inputsAsOf, termsAt } from "../../shared/ledger/close/as-of-period.ts";
import { beginClose } from "../../shared/ledger/close/begin-close.ts";
import type { CloseSummary } from "../../shared/ledger/close/close-totals.ts";
import { finishClose } from "../../shared/ledger/close/finish-close.ts";
import { gatherShard } from "../../shared/ledger/close/gather-shard.ts";
import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { sellersBelow } from "../../shared/ledger/derive/concerned-logs.ts";
import { deriveCredits } from "../../shared/ledger/derive/derive-credits.ts";
import type { Outcome } from "../../shared/ledger/record/outcome.ts";
import { recordFacts } from "../../shared/ledger/record/record-batch.ts";
import { wholeRecord } from "../../shared/ledger/sellers/whole-record.ts";
import type { Close } from "../../shared/ledger/store/close-store.ts";
import type { EventPublisher } from "../../shared/ledger/store/event-publisher.ts";
import { financeSchema } from "../../shared/settings/model/settings.ts";
import type { LowLevelItem } from "../chaos/database/database.ts";
import { openGuarded } from "./guarded-table.ts";
import { IDLE } from "./idle.ts";
import { embedded, simulated } from "./test-databases.ts";

export const AGENCY: Agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] };
const SHARDS = 2;
/** Whose account tests pay out from. */
export const DEBTOR = { name: "旅行社", account: "110060149012345678", bankCode: "104100000004" };
/** Stands for the key of payees. */
export const LOCAL_PAYEE_KEY = Buffer.alloc(32, 7).toString("base64");

/** Makes the tables of the tests of one file, on one database. */
export interface Ledgers {
  /**
   * A new, empty ledger, of another agency where one is given. `makeTable` may wrap its table, to make it fail.
   */
  open(makeTable?: (client: DynamoDBClient, name: string) => Table, agency?: Agency): Promise<Ledger>;
  /** Another ledger with all that a ledger of this file holds: what is done to one isn't done to the other. */
  copy(ledger: Ledger): Promise<Ledger>;
  /** All items of a ledger's table, as stored. */
  items(ledger: Ledger): Promise<LowLevelItem[]>;
  stop(): Promise<void>;
}

/** A ledger with the use-cases at hand. */
export interface Ledger {
  readonly wiring: Wiring;
  /** What stands for the bucket. */
  readonly folder: string;
  /** Another runner's wiring of the same table: it remembers nothing of what this one did. */
  rival(): Wiring;
  /** The wiring of a function of the stack: its role stands between it and the table. */
  as(functionName: string): Promise<Wiring>;
  /** Records events, [detail type, detail] each, as one batch. */
  record(...events: readonly [string, unknown][]): Promise<readonly Outcome[]>;
  derive(): Promise<void>;
  close(month: string): Promise<CloseSummary>;
  /** The earned tally rows of an advisor, as stored, by month and key: the sum over all periods. */
  storedRows(advisorId: string): Promise<Map<string, Map<string, TallyRow>>>;
  /** What the rows must be: the tally of the credits that the journal holds. */
  journalledRows(advisorId: string): Promise<Map<string, Map<string, TallyRow>>>;
}

/** The stack's table, read once for all files of a process. */
let table: Promise<LocalTable> | undefined;

async function readTable(): Promise<LocalTable> {
  const context = readCdkContext();
  return readWiring(await readTemplate(readConfig((key) => context[key]))).table;
}

/**
 * @param kind the embedded database for whatever is about conditions, transactions, rivals and limits; the simulated one,
 *   which answers in a tenth of the time, for what pages, API, files and audits make of a ledger.
 */
export async function startLedgers(kind: "embedded" | "simulated" = "embedded"): Promise<Ledgers> {
  table ??= readTable();
  const database = await (kind === "embedded" ? embedded(await table) : simulated());
  let count = 0;
  const folders: string[] = [];
  const opened = new Map<Ledger, { readonly name: string; readonly agency: Agency }>();
  const open: Ledgers["open"] = async (makeTable = defaultTable, agency = AGENCY) => {
    count += 1;
    const name = `ledger-${count}`;
    await database.createTable(name);
    const folder = await mkdtemp(join(tmpdir(), "fenrun-test-"));
    folders.push(folder);
    const openAs = (functionName: string) => openGuarded(functionName, database.client(), name, shortPause);
    const ledger = ledgerOn(() => makeTable(database.client(), name), openAs, folder, name, agency);
    opened.set(ledger, { name, agency });
    return ledger;
  };
  return {
    open,
    copy: async (ledger) => {
      const source = opened.get(ledger);
      if (source === undefined) throw new Error("only a ledger that was opened here can be copied");
      const copy = await open(defaultTable, source.agency);
      await database.copyItems(source.name, opened.get(copy)?.name ?? "");
      await cp(ledger.folder, copy.folder, { recursive: true });
      return copy;
    },
    items: (ledger) => database.items(opened.get(ledger)?.name ?? ""),
    stop: async () => {
      await database.stop();
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** A wiring with other parts, whose settings are still looked up: a spread would keep those of the moment. */
export const wiringWith = (wiring: Wiring, given: Partial<Wiring>): Wiring =>
  Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(wiring), ...Object.getOwnPropertyDescriptors(given) }) as Wiring;

/** Tests tell facts of every kind by one source: a setting of theirs. */
export const ALL_FROM_AGENCY: EventSources = [{ source: "agency.orders", kinds: [...FACT_KINDS] }];

/** An event's body as it arrives in the queue. */
export function body(detailType: string, detail: unknown): string {
  return JSON.stringify({ version: "0", "detail-type": detailType, source: "agency.orders", detail });
}

function defaultTable(client: DynamoDBClient, name: string): Table {
  return new Table(client, name, shortPause);
}

/** Retries needn't take their time on a database that nobody shares. */
export async function shortPause(waitMs: number): Promise<void> {
  await pause(Math.min(waitMs, 5));
}

/** Announces to nobody. */
export const SILENT: EventPublisher = { derivationPending: async () => {}, forecastsChanged: async () => {}, auditPending: async () => {} };
function ledgerOn(
  openTable: () => Table,
  openAs: (functionName: string) => Promise<Table>,
  folder: string,
  name: string,
  agency: Agency,
): Ledger {
  const wireUp = (table = openTable()) => {
    const environment = {
      TABLE_NAME: name,
      BUCKET_NAME: "unused",
      BUS_NAME: "unused",
      AGENCY: agency,
      SHARDS,
      STORE_FOLDER: folder,
      LOCAL_PAYEE_KEY,
      EVENT_SOURCES: ALL_FROM_AGENCY,
      FINANCE: financeSchema.parse({ debtor: DEBTOR, calendar: { weekend: [] } }),
    };
    return wire(environment, {
      table,
      publisher: SILENT,
      jobs: IDLE,
      surroundings: { now: Date.now, random: Math.random, pause: shortPause },
    });
  };
  const wiring = wireUp();
  return {
    wiring,
    folder,
    rival: () => wireUp(),
    as: async (functionName) => wireUp(await openAs(functionName)),
    record: (...events) =>
      recordFacts(
        events.map(([detailType, detail]) => body(detailType, detail)),
        wiring,
      ),
    derive: async () => {
      if (!(await deriveCredits(wiring, () => true))) throw new Error("derivations are left");
    },
    close: async (month) => {
      const close = await beginClose(month, wiring, () => true);
      await gatherAll(close, wiring);
      for (let shard = 0; shard < SHARDS; shard += 1) await settleShard(close, shard, wiring);
      return finishClose(close, wiring, SHARDS);
    },
    storedRows: async (advisorId) => {
      const { period } = await wiring.ledger.state();
      const record = await wholeRecord(advisorId, 0, wiring.ledger);
      const terms = termsAt(period, await wiring.ledger.recordedPlans(), new Map(), wiring.rating.ratedFacets);
      return byKey(inputsAsOf(period, record, terms)?.rows ?? new Map());
    },
    journalledRows: async (advisorId) => {
      const { period } = await wiring.ledger.state();
      const held: ClaimedCredit[] = [];
      for (const sellerId of await sellersBelow(advisorId, wiring.ledger)) {
        const months = new Set<string>();
        for await (const page of wiring.ledger.ordersNaming(sellerId)) for (const { month } of page) months.add(month);
        for (const month of months) {
          const entries = await wiring.ledger.claimedJournal(sellerId, month, period);
          held.push(...creditsHeld(entries.map(({ fact }) => fact)));
        }
      }
      const credits = expandCredits(held, (claimantId) => claimantId === advisorId).filter(({ recipient }) => recipient.state === "earned");
      const byMonth = [...Map.groupBy(credits, ({ recipient }) => recipient.month)];
      const rows = new Map(byMonth.map(([month, ofMonth]) => [month, [...tallyOf(ofMonth).values()]]));
      return byKey(rows);
    },
  };
}

/** Gathers all shards of a close. */
export async function gatherAll(close: Close, wiring: Wiring): Promise<void> {
  for (let shard = 0; shard < wiring.shards; shard += 1) await gatherShard(close, shard, wiring);
}

function byKey(rows: ReadonlyMap<string, readonly TallyRow[]>): Map<string, Map<string, TallyRow>> {
  return new Map([...rows].map(([month, ofMonth]) => [month, new Map(ofMonth.map((row) => [rowKey(row), tidy(row)]))]));
}

/** Without discounts that sum to nothing: a stored sum may stand at 0. */
function tidy(row: TallyRow): TallyRow {
  return { ...row, discounts: Object.fromEntries(Object.entries(row.discounts).filter(([, amount]) => amount !== 0n)) };
}

import { setTimeout as pause } from "node:timers/promises";
import { localDayIn } from "../../shared/base/calendar/time-zone.ts";
import type { ObjectStore, Runtime } from "../../shared/base/runtime/runtime.ts";
import type { RatingRules } from "../../shared/engine/earnings/order-change.ts";
import { ratedFacets } from "../../shared/engine/facts/agency.ts";
import { FactCache } from "../../shared/ledger/derive/fact-cache.ts";
import type { EventPublisher } from "../../shared/ledger/store/event-publisher.ts";
import { initialSettings, type Settings, settingsSchema } from "../../shared/settings/model/settings.ts";
import { sdkClients } from "./clients.ts";
import { closeLedger } from "./dynamodb/ledger/close-store.ts";
import { derivationLedger } from "./dynamodb/ledger/derivation-store.ts";
import { factLedger } from "./dynamodb/ledger/fact-store.ts";
import { forecastSums } from "./dynamodb/ledger/forecast-sums.ts";
import { accountLedger } from "./dynamodb/ledger/ledger-reader.ts";
import { quarantine } from "./dynamodb/ledger/quarantine-store.ts";
import { waitingList } from "./dynamodb/ledger/unassigned-store.ts";
import { settingsStore } from "./dynamodb/settings/settings-store.ts";
import { Table } from "./dynamodb/table.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { lazyAdapter } from "./lazy-adapter.ts";
import { folderArchive } from "./object-store/folder-object-store.ts";
import { settingsOfCalls } from "./settings-of-calls.ts";

/** The adapters of the functions that record, derive, project and close: they start without what people ask for. */
export type LedgerWiring = ReturnType<typeof wireLedger>["adapters"];

/** What of the ledger's functions reaches outside of the process, and the machine's own clock, chance and time. */
export interface LedgerServices {
  readonly table: Table;
  readonly archive: ObjectStore;
  readonly publisher: EventPublisher;
  readonly surroundings: Runtime;
}

const MACHINE: Runtime = { now: Date.now, random: Math.random, pause: async (waitMs) => void (await pause(waitMs)) };

/** The machine, with its clock stopped where an instant is given. */
const machineAt = (instantMs: number | undefined): Runtime => (instantMs === undefined ? MACHINE : { ...MACHINE, now: () => instantMs });

/** Puts the ledger's adapters together for an environment; with others than the account's where they are given. */
export function wireLedger(environment: Environment, given: Partial<LedgerServices> = {}) {
  const { AGENCY: agency, SHARDS: shards, TABLE_NAME, BUCKET_NAME, BUS_NAME, STORE_FOLDER } = environment;
  const { surroundings = machineAt(environment.LOCAL_NOW) } = given;
  const clients = sdkClients();
  const table = given.table ?? new Table(clients.dynamoDb(), TABLE_NAME, surroundings.pause);
  const publisher =
    given.publisher ??
    lazyAdapter<EventPublisher>({ derivationPending: true, auditPending: true, forecastsChanged: true }, async () => {
      const [{ busAnnouncer }, client] = await Promise.all([import("./events/event-publisher.ts"), clients.eventBridge()]);
      return busAnnouncer(BUS_NAME, client);
    });
  const bucket = () =>
    lazyAdapter<ObjectStore>({ put: true, get: true }, async () => {
      const [{ s3Archive }, client] = await Promise.all([import("./object-store/s3-object-store.ts"), clients.s3()]);
      return s3Archive(BUCKET_NAME, client);
    });
  // On one machine a folder stands for the bucket.
  const archive = given.archive ?? (STORE_FOLDER === undefined ? bucket() : folderArchive(STORE_FOLDER));
  const settings = settingsStore(table, initialSettings(settingsOf(environment)));
  const inForce = settingsOfCalls(settings);
  const adapters = {
    agency,
    shards,
    /** The versions of what people change. */
    settings,
    /** Does something by the settings of one version: the latest, looked up first. */
    withSettings: inForce.run,
    /** The version that this call goes by; outside of a call, what the deployment was configured with. */
    get settingsVersion() {
      return inForce.version();
    },
    /** How months are closed and advisors paid, by that version. */
    get finance() {
      return inForce.version().settings.finance;
    },
    get review() {
      return inForce.version().settings.review;
    },
    /** Which kinds of facts each source of events may bring, by that version. */
    get eventSources() {
      return inForce.version().settings.eventSources;
    },
    surroundings,
    ledger: {
      ...factLedger(table, shards, surroundings),
      ...derivationLedger(table, shards, surroundings),
      ...closeLedger(table, shards),
    },
    archive,
    forecasts: forecastSums(table),
    /** What advisors look at. */
    accounts: accountLedger(table, shards),
    waitingList: () => waitingList(table),
    quarantine: quarantine(table, archive, surroundings.now),
    publisher,
    takeTransactionCounts: () => table.takeTransactionCounts(),
    /** The code that makes closes here; undefined where that isn't told. */
    closeCodeHash: environment.CLOSE_CODE_HASH,
    memory: new FactCache(),
    rating: { ratedFacets: ratedFacets(agency), localDay: localDayIn(agency.timeZone) } as RatingRules,
  };
  return { adapters, table, clients, numberOfCall: inForce.numberOfCall };
}

/** What holds before anyone changes the settings. */
function settingsOf({ FINANCE, REVIEW, EVENT_SOURCES }: Environment): Settings {
  return settingsSchema.parse({ finance: FINANCE, review: REVIEW, eventSources: EVENT_SOURCES });
}

let wired: LedgerWiring | undefined;

/** The wiring of this function; made at first use. */
export function ledgerWiring(): LedgerWiring {
  wired ??= wireLedger(readEnvironment(process.env)).adapters;
  return wired;
}

/** Forgets the wiring, so that the next use reads the environment anew. */
export function resetLedgerWiring(): void {
  wired = undefined;
}

import { setTimeout as pause } from "node:timers/promises";
import { localDayIn } from "../../shared/base/calendar/time-zone.ts";
import type { JobQueue } from "../../shared/base/runtime/jobs.ts";
import type { ObjectStore, Runtime } from "../../shared/base/runtime/runtime.ts";
import type { CloseRunner } from "../../shared/closing/store.ts";
import type { RatingRules } from "../../shared/engine/earnings/order-change.ts";
import { ratedFacets } from "../../shared/engine/facts/agency.ts";
import { FactCache } from "../../shared/ledger/derive/fact-cache.ts";
import type { EventPublisher } from "../../shared/ledger/store/event-publisher.ts";
import type { Vault } from "../../shared/payees/vault.ts";
import type { FileStore } from "../../shared/payouts/files/store.ts";
import { initialSettings, type Settings, settingsSchema } from "../../shared/settings/model/settings.ts";
import { sdkClients } from "./clients.ts";
import { endedSessions } from "./dynamodb/access/session-store.ts";
import { auditLedger } from "./dynamodb/audit/audit-reader.ts";
import { acknowledgements, auditRuns } from "./dynamodb/audit/audit-run-store.ts";
import { closeRuns } from "./dynamodb/closing/close-run-store.ts";
import { closeLedger } from "./dynamodb/ledger/close-store.ts";
import { derivationLedger } from "./dynamodb/ledger/derivation-store.ts";
import { earningsBoard } from "./dynamodb/ledger/earnings-projection.ts";
import { factLedger } from "./dynamodb/ledger/fact-store.ts";
import { forecastSums } from "./dynamodb/ledger/forecast-sums.ts";
import { accountLedger } from "./dynamodb/ledger/ledger-reader.ts";
import { quarantine } from "./dynamodb/ledger/quarantine-store.ts";
import { waitingList } from "./dynamodb/ledger/unassigned-store.ts";
import { bankReportStore } from "./dynamodb/payouts/bank-report-store.ts";
import { fileRegister } from "./dynamodb/payouts/file-store.ts";
import { payoutStore } from "./dynamodb/payouts/payout-store.ts";
import { proposalStore } from "./dynamodb/proposals/proposal-store.ts";
import { settingsStore } from "./dynamodb/settings/settings-store.ts";
import { simulationStore } from "./dynamodb/simulations/simulation-store.ts";
import { Table } from "./dynamodb/table.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { busAnnouncer, busJobs } from "./events/event-publisher.ts";
import { fileStoreOf } from "./files/file-store.ts";
import { type Identity, identityOf } from "./http/identity.ts";
import { folderArchive, s3Archive } from "./object-store/object-store.ts";
import { uploadStore } from "./object-store/upload-store.ts";
import { PROPOSAL_KINDS, proposalKinds } from "./proposal-kinds.ts";
import { settingsOfCalls } from "./settings-of-calls.ts";
import { sfnRunner } from "./step-functions/close-runner.ts";
import { vaultOf } from "./vault/vault.ts";

/** The adapters of a function, put together once while it is warm. */
export type Wiring = ReturnType<typeof wire>;

/** What reaches outside of the process, and the machine's own clock, chance and time. */
export interface ExternalServices {
  readonly table: Table;
  readonly archive: ObjectStore;
  readonly publisher: EventPublisher;
  readonly jobs: JobQueue;
  readonly surroundings: Runtime;
  readonly identity: Identity;
  readonly closeRunner: CloseRunner;
  readonly vault: Vault;
  readonly files: FileStore;
}

const MACHINE: Runtime = { now: Date.now, random: Math.random, pause: async (waitMs) => void (await pause(waitMs)) };

/** The machine, with its clock stopped where an instant is given. */
const machineAt = (instantMs: number | undefined): Runtime => (instantMs === undefined ? MACHINE : { ...MACHINE, now: () => instantMs });

/** What a wiring may be given: others than the account's services, and in which form orders are kept where it isn't the product's. */
interface Given extends Partial<ExternalServices> {
  readonly form?: RatingRules["form"];
}

/** Puts the adapters together for an environment; with others than the account's where they are given. */
export function wire(environment: Environment, given: Given = {}) {
  const { AGENCY: agency, SHARDS: shards, TABLE_NAME, BUCKET_NAME, BUS_NAME, STORE_FOLDER } = environment;
  const { surroundings = machineAt(environment.LOCAL_NOW) } = given;
  const clients = sdkClients();
  const table = given.table ?? new Table(clients.dynamoDb(), TABLE_NAME, surroundings.pause);
  const identity = given.identity ?? identityOf(environment, endedSessions(table), surroundings.now);
  // A client reads the machine's settings as it is made: only where nothing else stands for the bus.
  let client: ReturnType<typeof clients.eventBridge> | undefined;
  const bus = () => {
    client ??= clients.eventBridge();
    return client;
  };
  const publisher = given.publisher ?? busAnnouncer(BUS_NAME, bus());
  // On one machine a folder stands for the bucket.
  const archive = given.archive ?? (STORE_FOLDER === undefined ? s3Archive(BUCKET_NAME, clients.s3()) : folderArchive(STORE_FOLDER));
  const vault = given.vault ?? vaultOf(environment);
  const ledger = {
    ...factLedger(table, shards, surroundings),
    ...derivationLedger(table, shards, surroundings),
    ...closeLedger(table, shards),
  };
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
    identity,
    ledger,
    archive,
    board: earningsBoard(table),
    forecasts: forecastSums(table),
    /** What advisors look at. */
    accounts: accountLedger(table, shards),
    waitingList: () => waitingList(table),
    quarantine: quarantine(table, archive, surroundings.now),
    publisher,
    /** What HR proposes, tries and decides on. */
    proposals: proposalStore(table, archive, PROPOSAL_KINDS),
    trials: simulationStore(table, archive),
    /** Payouts, payments and payees, holds and outcomes. */
    payouts: payoutStore(table, archive, inForce.numberOfCall),
    bankReports: bankReportStore(table),
    /** Seals and opens where advisors are paid to. */
    vault,
    /** Uploaded files until a job has read them. */
    uploads: uploadStore(archive, vault),
    /** Files of payouts, journals and positions: which there are, who fetched them, and where they lie. */
    fileRegister: fileRegister(table),
    files: given.files ?? fileStoreOf(environment),
    jobs: given.jobs ?? busJobs(BUS_NAME, bus()),
    /** The code that makes closes here; undefined where that isn't told. */
    closeCodeHash: environment.CLOSE_CODE_HASH,
    /** The closes that finance asks for. */
    closeRuns: closeRuns(table),
    closeRunner: given.closeRunner ?? sfnRunner(environment.CLOSE_MONTH_ARN, clients.stepFunctions),
    /** What the auditor reads, and what it keeps of its runs. */
    audit: { ledger: auditLedger(table, archive, shards), runs: auditRuns(table) },
    acknowledgements: acknowledgements(table),
    memory: new FactCache(),
    rating: { ratedFacets: ratedFacets(agency), localDay: localDayIn(agency.timeZone), form: given.form } as RatingRules,
  };
  return Object.assign(adapters, { kinds: proposalKinds(adapters) });
}

/** What holds before anyone changes the settings. */
function settingsOf({ FINANCE, REVIEW, EVENT_SOURCES }: Environment): Settings {
  return settingsSchema.parse({ finance: FINANCE, review: REVIEW, eventSources: EVENT_SOURCES });
}

let wired: Wiring | undefined;

/** The wiring of this function; made at first use. */
export function wiring(): Wiring {
  wired ??= wire(readEnvironment(process.env));
  return wired;
}

/**
 * Forgets the wiring, so that the next use reads the environment anew.
 * @public found by name by the local runner, which starts anew within one process.
 */
export function resetWiring(): void {
  wired = undefined;
}

import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { DEFAULT_FINANCE } from "../../shared/accounting/settings.ts";
import { DEFAULT_REVIEW } from "../../shared/approval/review.ts";
import { localDayIn } from "../../shared/calendar/time-zone.ts";
import { ratedFacets } from "../../shared/facts/agency.ts";
import { FactMemory } from "../../shared/use-cases/fact-memory.ts";
import type { CloseRunner } from "../../shared/use-cases/ports/closing.ts";
import type { FileStore } from "../../shared/use-cases/ports/files.ts";
import type { Announcer, Archive, Surroundings } from "../../shared/use-cases/ports/outside.ts";
import type { Vault } from "../../shared/use-cases/ports/vault.ts";
import type { WorkAnnouncer } from "../../shared/use-cases/ports/work.ts";
import { folderArchive } from "./archive/folder-archive.ts";
import { s3Archive } from "./archive/s3-archive.ts";
import { sfnRunner } from "./closing/sfn-runner.ts";
import { answerStore } from "./dynamodb/answer-store.ts";
import { auditLedger } from "./dynamodb/audit-ledger.ts";
import { acknowledgements, auditRuns } from "./dynamodb/audit-runs.ts";
import { closeLedger } from "./dynamodb/close-ledger.ts";
import { closeRuns } from "./dynamodb/close-runs.ts";
import { derivationLedger } from "./dynamodb/derivation-ledger.ts";
import { earningsBoard } from "./dynamodb/earnings-board.ts";
import { factLedger } from "./dynamodb/fact-ledger.ts";
import { fileRegister } from "./dynamodb/file-register.ts";
import { forecastSums } from "./dynamodb/forecast-sums.ts";
import { lookUpLedger } from "./dynamodb/look-up-ledger.ts";
import { payoutStore } from "./dynamodb/payout-store.ts";
import { proposalStore } from "./dynamodb/proposal-store.ts";
import { quarantine } from "./dynamodb/quarantine.ts";
import { Table } from "./dynamodb/table.ts";
import { trialStore } from "./dynamodb/trial-store.ts";
import { waitingList } from "./dynamodb/waiting-list.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { busAnnouncer } from "./events/announcer.ts";
import { busWork } from "./events/work-announcer.ts";
import { fileStoreOf } from "./files/file-store.ts";
import { type Identity, identityOf } from "./http/identity.ts";
import { vaultOf } from "./vault/vault.ts";

/** The adapters of a function, put together once while it is warm. */
export type Wiring = ReturnType<typeof wire>;

/** What reaches outside of the process, and the machine's own clock, chance and time. */
export interface Outside {
  readonly table: Table;
  readonly archive: Archive;
  readonly announcer: Announcer;
  readonly work: WorkAnnouncer;
  readonly surroundings: Surroundings;
  readonly identity: Identity;
  readonly closeRunner: CloseRunner;
  readonly vault: Vault;
  readonly files: FileStore;
}

const MACHINE: Surroundings = { now: Date.now, random: Math.random, pause: async (waitMs) => void (await pause(waitMs)) };

/** The machine, with its clock stopped where an instant is given. */
const machineAt = (instantMs: number | undefined): Surroundings =>
  instantMs === undefined ? MACHINE : { ...MACHINE, now: () => instantMs };

/** Puts the adapters together for an environment; with others than the account's where they are given. */
export function wire(environment: Environment, given: Partial<Outside> = {}) {
  const { AGENCY: agency, SHARDS: shards, TABLE_NAME, BUCKET_NAME, BUS_NAME, STORE_FOLDER } = environment;
  const { surroundings = machineAt(environment.LOCAL_NOW), identity = identityOf(environment) } = given;
  const table = given.table ?? new Table(new DynamoDBClient({}), TABLE_NAME, surroundings.pause);
  // A client reads the machine's settings as it is made: only where nothing else stands for the bus.
  let client: EventBridgeClient | undefined;
  const bus = () => {
    client ??= new EventBridgeClient({});
    return client;
  };
  const announcer = given.announcer ?? busAnnouncer(BUS_NAME, bus());
  // On one machine a folder stands for the bucket.
  const archive = given.archive ?? (STORE_FOLDER === undefined ? s3Archive(BUCKET_NAME, new S3Client({})) : folderArchive(STORE_FOLDER));
  const ledger = {
    ...factLedger(table, shards, surroundings.random),
    ...derivationLedger(table, surroundings),
    ...closeLedger(table),
  };
  return {
    agency,
    shards,
    surroundings,
    identity,
    ledger,
    archive,
    board: earningsBoard(table),
    forecasts: forecastSums(table),
    /** What advisors look at. */
    lookUp: lookUpLedger(table, shards),
    waitingList: () => waitingList(table),
    quarantine: quarantine(table, archive, surroundings.now),
    announcer,
    /** What HR proposes, tries and decides on. */
    proposals: proposalStore(table, archive),
    trials: trialStore(table, archive),
    /** Payouts, payments and payees, holds and outcomes. */
    payouts: payoutStore(table, archive),
    answers: answerStore(table),
    /** Seals and opens where advisors are paid to. */
    vault: given.vault ?? vaultOf(environment),
    /** Files of payouts, journals and positions: which there are, who fetched them, and where they lie. */
    fileRegister: fileRegister(table),
    files: given.files ?? fileStoreOf(environment),
    work: given.work ?? busWork(BUS_NAME, bus()),
    review: environment.REVIEW ?? DEFAULT_REVIEW,
    /** How months are closed and advisors paid, and the closes that finance asks for. */
    finance: environment.FINANCE ?? DEFAULT_FINANCE,
    closeRuns: closeRuns(table),
    closeRunner: given.closeRunner ?? sfnRunner(environment.CLOSE_MONTH_ARN, () => new SFNClient({})),
    /** What the auditor reads, and what it keeps of its runs. */
    audit: { ledger: auditLedger(table, archive, shards), runs: auditRuns(table) },
    acknowledgements: acknowledgements(table),
    memory: new FactMemory(),
    rating: { ratedFacets: ratedFacets(agency), localDay: localDayIn(agency.timeZone) },
  };
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

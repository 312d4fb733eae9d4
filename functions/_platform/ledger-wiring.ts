import { setTimeout as pause } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { localDayIn } from "../../shared/base/calendar/time-zone.ts";
import { RefusedError } from "../../shared/base/issues/issue.ts";
import { type ObjectStore, RetryableError, type Runtime } from "../../shared/base/runtime/runtime.ts";
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

const SERVICE = process.env.POWERTOOLS_SERVICE_NAME ?? "fenrun";

/** The one log: JSON lines; never amounts' owners' names, never bodies. */
export const logger = new Logger({ serviceName: SERVICE });

/** The one set of metrics: how many messages ended how. */
export const metrics = new Metrics({ namespace: process.env.POWERTOOLS_METRICS_NAMESPACE ?? "Fenrun", serviceName: SERVICE });

/**
 * The one middleware stack: context in every log line, and every error logged once with what it means for its caller.
 * @param wiring given where what is done goes by the settings: then by one version from beginning to end, the latest.
 */
export function fenrunHandler<Event, Result>(
  handle: (event: Event, context: Context) => Promise<Result>,
  wiring?: () => Pick<LedgerWiring, "withSettings">,
) {
  // Who runs out of time dies as a whole, by Lambda's hand: an answer given just before would leave work going on in the
  // next call, under a name that the state machine doesn't try again.
  return middy<Event, Result>({ timeoutEarlyInMillis: 0 })
    .use({
      before: ({ context }) => {
        logger.appendKeys({ requestId: context.awsRequestId });
      },
      onError: async ({ error }) => {
        // Whoever reads the log, or why a run ended, reads sentences.
        if (error instanceof RefusedError) error.message = await sentencesOf(error);
        // A refusal is an answer and a retry is routine; anything else is a fault that someone must look at.
        if (error instanceof RefusedError || error instanceof RetryableError) logger.warn(error.message, { kind: error.name });
        else logger.error("unexpected error", error as Error);
      },
    })
    .handler((event, context) => (wiring === undefined ? handle(event, context) : wiring().withSettings(() => handle(event, context))));
}

/** The catalogues of all rooms, which only a refusal needs. */
async function sentencesOf({ issues }: RefusedError): Promise<string> {
  const { issueFormatIn } = await import("./issue-texts.ts");
  return issues.map((each) => issueFormatIn("en")(each)).join(" ");
}

/** Whether the function has time for another part of its work: half a minute is kept for what is under way. */
export function timeLeft(context: Pick<Context, "getRemainingTimeInMillis">): () => boolean {
  return () => context.getRemainingTimeInMillis() > 30_000;
}

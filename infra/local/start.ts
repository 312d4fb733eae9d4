import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Person } from "../../shared/access/policy.ts";
import { ownValue } from "../../shared/base/json/own-value.ts";
import { type EventSources, FACT_KINDS } from "../../shared/engine/facts/event-sources.ts";
import { type FenrunConfig, readCdkContext, readConfig } from "../config.ts";
import type { Template } from "../template.ts";
import { Bus } from "./bus.ts";
import { serveBus } from "./bus-endpoint.ts";
import { readTemplate } from "./cached-template.ts";
import { openDatabase, payeeKeyFor } from "./embedded-database.ts";
import { applyEnvironment, localEnvironment, set } from "./environment.ts";
import { serveExecutions } from "./executions-endpoint.ts";
import type { Answer } from "./http/listen.ts";
import { openSite } from "./http/site.ts";
import { loadFunctions, resetFunctions } from "./lambda.ts";
import type { DeadLetter } from "./message.ts";
import { type Counters, type QueueLimits, Queues } from "./queues.ts";
import { type Execution, LocalExecutor } from "./state-machine.ts";
import { ensureTable } from "./table.ts";
import { readWiring } from "./template.ts";

/** What a local Fenrun is started with. `batchSize` and `concurrency` count where the template allows more; concurrency is 2 by default. */
export interface LocalOptions extends QueueLimits {
  readonly agency: FenrunConfig["agency"];
  /** How months are closed and advisors paid, and what reviews look at; by default cdk.json's. */
  readonly finance?: FenrunConfig["finance"] | undefined;
  readonly review?: FenrunConfig["review"] | undefined;
  /** Which kinds of facts each source of events may bring; by default cdk.json's. LOCAL_SOURCE may bring every kind. */
  readonly eventSources?: EventSources;
  /** Into how many shards a close divides the advisors; by default cdk.json's. */
  readonly shards?: number;
  /** The folder that stands for S3; it is made where it doesn't exist. */
  readonly folder: string;
  /** The file that keeps the database; by default it is in memory only. */
  readonly dbPath?: string;
  /** What the table is called; by default by its logical id, or at a database that others may use by a name of its own. */
  readonly tableName?: string;
  /** Serves API and site, at this port; 0 takes one that is free. Staff are those who may see all; identity/staff.ts has the default. */
  readonly http?: { readonly port: number; readonly staff?: readonly Person[] };
  /** Another template than the stack's. */
  readonly template?: Template;
  /** The folder that functions/ stands in; by default the project's. */
  readonly root?: string;
}

/** An event to put on the bus. A detail that is text is passed on as it is, even where it is no JSON. */
export interface LocalEvent {
  readonly detailType: string;
  /** By default the agency's first for orders, and LOCAL_SOURCE for every other kind. */
  readonly source?: string;
  readonly detail: string | object;
}

/** Fenrun on one machine: the functions behind the same wiring as in the account, in this process. */
export interface Local {
  /** Puts events on the bus; the functions begin in a later turn of the event loop. */
  putEvents(events: readonly LocalEvent[]): void;
  /** Until closes that were asked for have ended, all queues are empty and no function is at work. Messages that failed too often are dead letters then. */
  drain(): Promise<void>;
  /** Fires each schedule once; none fires by itself. */
  fireSchedules(): void;
  /** Runs a close to its end. */
  closeMonth(month: string, requestedBy?: string): Promise<Execution>;
  /** Calls a function by the name of its folder. What it throws is thrown. */
  invoke(functionName: string, payload?: unknown): Promise<unknown>;
  /** What failed too often, by the function that failed; functions without a queue are left out. */
  deadLetters(): Record<string, readonly DeadLetter[]>;
  /** Since the start, by function. */
  counters(): Record<string, Counters>;
  /** Stops the functions' clock at an instant, ISO 8601; undefined lets it go on. */
  setClock(instant: string | undefined): Promise<void>;
  /** Where API and site are served, such as http://localhost:4000; empty where they aren't. */
  readonly url: string;
  /** By the functions' clock, milliseconds since 1970. */
  now(): number;
  /** An access token for whoever is named, by default for an hour of the functions' clock. @throws Error where nothing is served. */
  token(person: Person, seconds?: number): Promise<string>;
  /** Requests below a path of the site are answered so. @throws Error where nothing is served. */
  answerBelow(path: string, answer: Answer): void;
  readonly databaseEndpoint: string;
  /** The variables that were set in this process; undefined for one that was removed. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Lets the functions end what they are at, then ends everything and puts the environment back. */
  stop(): Promise<void>;
}

let inUse = false;

/**
 * Starts Fenrun in this process. The functions read their settings from this process's environment, so there can be only
 * one at a time; a later one may follow in the same process.
 * @throws Error where another is running, the settings are wrong, the template holds what this runner does not
 *   understand, or there is no database.
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  if (inUse) throw new Error("Another local Fenrun is running in this process: stop it first");
  inUse = true;
  const endings: Cleanup[] = [() => (inUse = false)];
  try {
    return await start(options, endings);
  } catch (error) {
    await end(endings);
    throw error;
  }
}

async function start(options: LocalOptions, endings: Cleanup[]): Promise<Local> {
  const config = configOf(options);
  const template = options.template ?? (await readTemplate(config));
  const root = options.root ?? PROJECT_ROOT;

  const database = await openDatabase({ dbPath: options.dbPath });
  endings.push(() => database.stop());
  const tableName = options.tableName ?? (database.ours ? undefined : `fenrun-${randomUUID()}`);
  const wiring = readWiring(template, tableName);
  const folder = resolve(options.folder);
  await Promise.all([ensureTable(wiring.table, database.endpoint), mkdir(folder, { recursive: true })]);

  const now = () => (process.env.LOCAL_NOW === undefined ? Date.now() : Date.parse(process.env.LOCAL_NOW));
  const site = options.http && (await openSite({ ...options.http, now }, wiring));
  if (site) endings.push(() => site.stop());
  const queues = new Queues(wiring.consumers, options, (name, event) => functions.get(name).call(event));
  const bus = new Bus(wiring.rules, queues.byArn, now);
  const busEndpoint = await serveBus(bus, wiring.busName);
  endings.push(() => busEndpoint.stop());

  // The functions are loaded later, and so is what runs them one after the other.
  const executing = Promise.withResolvers<LocalExecutor>();
  const executions = await serveExecutions({ execute: async (input) => (await executing.promise).execute(input) }, wiring.stateMachine.arn);
  endings.push(() => executions.stop());

  const payeeKey = await payeeKeyFor(options.dbPath);
  const env = localEnvironment(wiring.functions, {
    database: database.endpoint,
    bus: busEndpoint.endpoint,
    executions: executions.endpoint,
    payeeKey,
    folder,
    http: site?.places,
  });
  endings.push(applyEnvironment(env));
  // Only now: a module may read the environment as it is loaded, which is when it is first called.
  const functions = await loadFunctions(wiring.functions, root);
  endings.push(() => queues.stop());
  site?.serve(functions, { folder, secret: payeeKey });
  const executor = new LocalExecutor(wiring.stateMachine, functions.all);
  executing.resolve(executor);
  endings.push(() => executions.ended());

  const served = () => {
    if (!site) throw new Error("Nothing is served, so there are no tokens: start it with http");
    return site;
  };
  return {
    putEvents: (events) => {
      for (const { detailType, source = sourceOf(detailType, config), detail } of events) {
        bus.put({ source, detailType, detail: typeof detail === "string" ? detail : JSON.stringify(detail) });
      }
    },
    drain: async () => {
      await executions.ended();
      await queues.drain();
    },
    fireSchedules: () => bus.fireSchedules(),
    closeMonth: (month, requestedBy = "local") => executor.execute({ month, requestedBy, reason: CLOSED_BY_COMMAND }),
    invoke: (functionName, payload) => functions.get(functionName).invoke(payload),
    deadLetters: () => queues.deadLetters(),
    counters: () => queues.counters(),
    setClock: async (instant) => {
      set({ LOCAL_NOW: instant });
      await resetFunctions(root);
    },
    url: site?.places.siteUrl ?? "",
    now,
    token: async (person, seconds) => served().token(person, seconds),
    answerBelow: (path, answer) => served().answerBelow(path, answer),
    databaseEndpoint: database.endpoint,
    env,
    stop: () => end(endings),
  };
}

/** A command that plays months closes each when its facts are told, whatever day it is. */
const CLOSED_BY_COMMAND = "closed by a command on one machine";

const PROJECT_ROOT = join(import.meta.dirname, "../..");

/** The settings of cdk.json, with those of the options instead where they are given. */
function configOf({ agency, eventSources, shards, finance, review }: LocalOptions): FenrunConfig {
  const given: Readonly<Record<string, unknown>> = { agency, eventSources, shards, finance, review };
  const context = readCdkContext();
  const config = readConfig((key) => ownValue(given, key) ?? context[key]);
  // A scenario tells plans, advisors, scores and adjustments as well: on one machine a source of its own may bring them.
  const own = { source: LOCAL_SOURCE, kinds: [...FACT_KINDS] };
  return { ...config, eventSources: [...config.eventSources.filter(({ source }) => source !== LOCAL_SOURCE), own] };
}

/** Who tells the facts that an agency would have approved in Fenrun, on one machine. */
export const LOCAL_SOURCE = "scenario";

const sourceOf = (detailType: string, { eventSources }: FenrunConfig): string =>
  (detailType.startsWith("Order") ? eventSources[0]?.source : undefined) ?? LOCAL_SOURCE;

type Cleanup = () => unknown;

/** What was started last ends first. */
async function end(endings: Cleanup[]): Promise<void> {
  for (let ending = endings.pop(); ending; ending = endings.pop()) await ending();
}

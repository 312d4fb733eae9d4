import type { Context } from "aws-lambda";
import { Table } from "../../functions/_platform/dynamodb/table.ts";
import { type Wiring, wire } from "../../functions/_platform/wiring.ts";
import { createHandler as beginClose } from "../../functions/begin-close/handler.ts";
import { createHandler as deriveCredits } from "../../functions/derive-credits/handler.ts";
import { createHandler as finishClose } from "../../functions/finish-close/handler.ts";
import { createHandler as gatherShard } from "../../functions/gather-shard/handler.ts";
import { createHandler as recordFacts } from "../../functions/record-facts/handler.ts";
import { createHandler as reprocessQuarantine } from "../../functions/reprocess-quarantine/handler.ts";
import { createHandler as settleShard } from "../../functions/settle-shard/handler.ts";
import { createHandler as sumForecasts } from "../../functions/sum-forecasts/handler.ts";
import type { ObjectStore } from "../../shared/base/runtime/runtime.ts";
import type { Agency } from "../../shared/engine/facts/agency.ts";
import { FACT_KINDS } from "../../shared/engine/facts/event-sources.ts";
import { answeredClient } from "../chaos/database/client.ts";
import { Database, type LowLevelItem } from "../chaos/database/database.ts";

const TABLE = "fuzzed";
export const SHARDS = 2;

const HANDLERS = {
  "record-facts": recordFacts,
  "derive-credits": deriveCredits,
  "sum-forecasts": sumForecasts,
  "reprocess-quarantine": reprocessQuarantine,
  "begin-close": beginClose,
  "gather-shard": gatherShard,
  "settle-shard": settleShard,
  "finish-close": finishClose,
} as const;

export type FunctionName = keyof typeof HANDLERS;
type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** An account with the functions, of which each call is counted. Nobody else is there: whatever waits or is tried again does so in vain. */
export interface Account {
  readonly wiring: Wiring;
  /** How many calls of the database, and how many pauses, there were so far. */
  readonly used: { calls: number; pauses: number };
  /** What was announced and not yet handed on. */
  readonly announced: { detail: { places: string[][] } }[];
  /** Calls a function with what JSON can carry. */
  invoke(name: FunctionName, payload: unknown): Promise<unknown>;
  /** Calls a function with messages of a queue. @returns the places of those that failed. */
  deliver(name: FunctionName, bodies: readonly string[]): Promise<number[]>;
  /** Everything that is stored in the table, and in the bucket by its key. */
  items(): LowLevelItem[];
  readonly objects: ReadonlyMap<string, string>;
}

/** Opens an account in memory. Keys of its bucket are held to what S3 and a folder take. */
export function openAccount(agency: Agency): Account {
  const used = { calls: 0, pauses: 0 };
  const announced: Account["announced"] = [];
  const objects = new Map<string, string>();
  const database = new Database({ now: () => 0 });
  database.createTable(TABLE);
  const client = answeredClient(async (command, input) => {
    used.calls += 1;
    return database.execute(command, input);
  });
  let [now, randoms] = [Date.parse("2026-05-01T00:00:00Z"), 0];
  const surroundings = {
    now: () => {
      now += 1;
      return now;
    },
    random: () => {
      randoms += 1;
      return (randoms * 0.618_033_988_7) % 1;
    },
    pause: async () => {
      used.pauses += 1;
    },
  };
  const wiring = wire(
    {
      TABLE_NAME: TABLE,
      BUCKET_NAME: "bucket",
      BUS_NAME: "bus",
      AGENCY: agency,
      SHARDS,
      EVENT_SOURCES: [{ source: "agency", kinds: [...FACT_KINDS] }],
    },
    {
      table: new Table(client, TABLE, surroundings.pause),
      archive: bucket(objects),
      publisher: {
        derivationPending: async () => {},
        auditPending: async () => {},
        forecastsChanged: async (places) => {
          announced.push({
            detail: { places: places.map(({ advisorId, month }) => [advisorId, month]) },
          });
        },
      },
      surroundings,
    },
  );
  const invoke = (name: FunctionName, payload: unknown) => {
    const handler = HANDLERS[name](() => wiring) as Handler;
    return handler(payload === undefined ? undefined : JSON.parse(JSON.stringify(payload)), CONTEXT);
  };
  return {
    wiring,
    used,
    announced,
    invoke,
    deliver: async (name, bodies) => {
      // A queue carries UTF-8: no half characters but those that JSON writes with an escape.
      const Records = bodies.map((body, index) => ({ messageId: `${index}`, body: body.toWellFormed() }));
      const answer = (await invoke(name, { Records })) as { batchItemFailures: { itemIdentifier: string }[] };
      return answer.batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
    },
    items: () => [...database.items(TABLE)],
    objects,
  };
}

const CONTEXT = { awsRequestId: "fuzz", getRemainingTimeInMillis: () => 300_000 } as Context;

function bucket(objects: Map<string, string>): ObjectStore {
  return {
    put: async (key, text) => {
      const isTooLong = Buffer.byteLength(key) > 1_024 || key.split("/").some((part) => Buffer.byteLength(part) > 200);
      if (isTooLong) throw new Error(`the key ${key} is too long for a bucket, or a part of it for a folder`);
      objects.set(key, text);
    },
    get: async (key) => objects.get(key),
  };
}

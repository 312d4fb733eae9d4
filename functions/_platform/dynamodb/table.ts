import { type ConsumedCapacity, type DynamoDBClient, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import { type CommitResult, RetryableError } from "../../../shared/base/runtime/retry.ts";
import { isPassing, orRetryable } from "../transient-errors.ts";
import type { Key, KeyRange } from "./keys.ts";

/** An item as stored; numbers are `bigint`. */
export type Item = Readonly<Record<string, unknown>> & Key;
type Nameless<Input> = Omit<Input, "TableName">;
type TransactItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** One action of a transaction; the table is always the one. */
export interface Action {
  readonly Put?: Nameless<NonNullable<TransactItem["Put"]>>;
  readonly Update?: Nameless<NonNullable<TransactItem["Update"]>>;
  readonly Delete?: Nameless<NonNullable<TransactItem["Delete"]>>;
  readonly ConditionCheck?: Nameless<NonNullable<TransactItem["ConditionCheck"]>>;
}

/** Nothing may be there under the key. */
export const ABSENT = { ConditionExpression: "attribute_not_exists(pk)" };

/** How a transaction went. `failed` names the actions whose condition did not hold. */
export type TransactionResult =
  | { readonly kind: "committed" }
  | { readonly kind: "refused"; readonly failed: readonly number[] }
  /** Rivals or throttling, or an answer that never came: it may have been done or not. */
  | { readonly kind: "busy" }
  /** It can never be done as it is: too large, or malformed. */
  | { readonly kind: "invalid"; readonly message: string };

/** How many transactions were tried; of those, how many met rivals or throttling, and how many a condition refused. */
export interface TransactionCounts {
  tried: number;
  busy: number;
  refused: number;
}

/** A capacity observer: write and read units of each call. */
export type CapacityMeter = (used: { readonly write: number; readonly read: number }) => void;

/** How many items a page may hold, and from which end. */
interface QueryOrder {
  readonly Limit?: number;
  readonly ScanIndexForward?: boolean;
}

/** The most actions in one transaction. */
export const MAX_ACTIONS = 100;
const KEYS_A_READ = 100;
const READS_CONCURRENCY = 4;
const READ_ATTEMPTS = 10;

/** The one table, thinly: consistent reads, conditional writes, outcomes as values. */
export class Table {
  readonly #client: DynamoDBDocumentClient;
  readonly #name: string;
  /** Waits before another attempt. */
  readonly pause: (waitMs: number) => Promise<void>;
  readonly #meter: CapacityMeter | undefined;
  #counts: TransactionCounts = { tried: 0, busy: 0, refused: 0 };

  constructor(client: DynamoDBClient, name: string, pause: (waitMs: number) => Promise<void>, meter?: CapacityMeter) {
    this.#client = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
      // Sums may pass 2^53: no number ever becomes a binary float.
      unmarshallOptions: { wrapNumbers: (digits: string) => BigInt(digits) },
    });
    this.#name = name;
    this.pause = pause;
    this.#meter = meter;
  }

  async get(key: Key): Promise<Item | undefined> {
    const { Item, ConsumedCapacity } = await orRetryable(
      "the table",
      this.#client.send(new GetCommand({ TableName: this.#name, Key: key, ConsistentRead: true, ...this.#measured })),
    );
    this.#tell(ConsumedCapacity);
    return Item as Item | undefined;
  }

  /** Items by their keys, each once, in any order; absent ones are left out. @throws RetryableError where the table stays too busy. */
  async getAll(asked: readonly Key[]): Promise<Item[]> {
    // The database refuses a key that is named twice.
    const keys = [...new Map(asked.map((key) => [`${key.pk}\u0000${key.sk}`, key])).values()];
    const chunks = Array.from({ length: Math.ceil(keys.length / KEYS_A_READ) }, (_, index) =>
      keys.slice(index * KEYS_A_READ, (index + 1) * KEYS_A_READ),
    );
    return (await inParallel(chunks, READS_CONCURRENCY, (chunk) => this.#getChunk(chunk))).flat();
  }

  async #getChunk(keys: readonly Key[]): Promise<Item[]> {
    const found: Item[] = [];
    let left: Record<string, unknown>[] = keys.map((key) => ({ ...key }));
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === READ_ATTEMPTS) throw new RetryableError(`${left.length} items could not be read: the table is too busy; try again`);
      if (attempt > 0) await this.pause(10 * 2 ** attempt);
      const request = { RequestItems: { [this.#name]: { Keys: left, ConsistentRead: true } }, ...this.#measured };
      const { Responses, UnprocessedKeys, ConsumedCapacity } = await orRetryable(
        "the table",
        this.#client.send(new BatchGetCommand(request)),
      );
      for (const used of ConsumedCapacity ?? []) this.#tell(used);
      found.push(...((Responses?.[this.#name] ?? []) as Item[]));
      left = UnprocessedKeys?.[this.#name]?.Keys ?? [];
    }
    return found;
  }

  /** The items of a range, page by page, in the order of their sort keys. Consistent. */
  async *pages(range: KeyRange, order: QueryOrder = {}): AsyncGenerator<Item[]> {
    const { pk, from, to } = range;
    let start: Record<string, unknown> | undefined;
    do {
      const { Items, LastEvaluatedKey, ConsumedCapacity } = await orRetryable(
        "the table",
        this.#client.send(
          new QueryCommand({
            TableName: this.#name,
            ConsistentRead: true,
            KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
            ExpressionAttributeValues: { ":pk": pk, ":from": from, ":to": to },
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
            ...order,
            ...this.#measured,
          }),
        ),
      );
      this.#tell(ConsumedCapacity);
      yield (Items ?? []) as Item[];
      start = LastEvaluatedKey;
    } while (start !== undefined);
  }

  /** The first items of a range, or the last ones, the last first: at most `limit`. Consistent. */
  async some(range: KeyRange, limit: number, from: "first" | "last" = "first"): Promise<Item[]> {
    const items: Item[] = [];
    for await (const page of this.pages(range, { Limit: limit, ScanIndexForward: from === "first" })) {
      items.push(...page);
      if (items.length >= limit) break;
    }
    return items.slice(0, limit);
  }

  /** All items of a range. */
  async query(range: KeyRange): Promise<Item[]> {
    const items: Item[] = [];
    for await (const page of this.pages(range)) items.push(...page);
    return items;
  }

  /** Puts an item. @returns whether its condition held. */
  async put(input: Nameless<PutCommandInput>): Promise<boolean> {
    return held(this.#client.send(new PutCommand({ ...input, TableName: this.#name })));
  }

  /** Puts an item where none is. @returns false where one is there already: that one stays. */
  add(Item: Item): Promise<boolean> {
    return this.put({ Item, ...ABSENT });
  }

  /** Updates an item. @returns whether its condition held. */
  async update(input: Nameless<UpdateCommandInput>): Promise<boolean> {
    return held(this.#client.send(new UpdateCommand({ ...input, TableName: this.#name })));
  }

  /** Capacity is asked for only where someone measures: the answer costs time. */
  get #measured(): { ReturnConsumedCapacity?: "TOTAL" } {
    return this.#meter === undefined ? {} : { ReturnConsumedCapacity: "TOTAL" };
  }

  #tell(used: ConsumedCapacity | undefined): void {
    if (used !== undefined) this.#meter?.({ write: 0, read: used.ReadCapacityUnits ?? used.CapacityUnits ?? 0 });
  }

  /** What came of transactions since this was last asked for. */
  takeTransactionCounts(): TransactionCounts {
    const counts = this.#counts;
    this.#counts = { tried: 0, busy: 0, refused: 0 };
    return counts;
  }

  /** Writes up to 100 actions, all or none. Actions need no table name. */
  async transact(actions: readonly Action[]): Promise<TransactionResult> {
    const result = await this.#transact(actions);
    this.#counts.tried += 1;
    if (result.kind === "busy" || result.kind === "refused") this.#counts[result.kind] += 1;
    return result;
  }

  async #transact(actions: readonly Action[]): Promise<TransactionResult> {
    const TransactItems = actions.map((action) =>
      Object.fromEntries(Object.entries(action).map(([kind, input]) => [kind, { ...input, TableName: this.#name }])),
    ) as TransactItem[];
    try {
      const { ConsumedCapacity } = await this.#client.send(
        new TransactWriteCommand({ TransactItems, ...(this.#meter && { ReturnConsumedCapacity: "TOTAL" }) }),
      );
      for (const { WriteCapacityUnits, CapacityUnits, ReadCapacityUnits } of ConsumedCapacity ?? []) {
        this.#meter?.({ write: WriteCapacityUnits ?? CapacityUnits ?? 0, read: ReadCapacityUnits ?? 0 });
      }
      return { kind: "committed" };
    } catch (error) {
      return classify(error);
    }
  }

  /** The same where nothing depends on which condition failed. @param what for the message. @throws Error where it can never be stored. */
  async commit(actions: readonly Action[], what: string): Promise<CommitResult> {
    const result = await this.transact(actions);
    if (result.kind === "invalid") throw new Error(`${what} can't be stored: ${result.message}`);
    return result.kind === "refused" ? "stale" : result.kind;
  }
}

function classify(error: unknown): TransactionResult {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? "None");
    if (codes.some((code) => code === "ValidationError" || code === "ItemCollectionSizeLimitExceeded"))
      return { kind: "invalid", message: error.message };
    const failed = codes.flatMap((code, index) => (code === "ConditionalCheckFailed" ? [index] : []));
    if (failed.length > 0) return { kind: "refused", failed };
    return { kind: "busy" };
  }
  const { name = "", message = "" } = error as { name?: string; message?: string };
  if (isPassing(error)) return { kind: "busy" };
  if (name === "ValidationException") return { kind: "invalid", message };
  throw error;
}

async function held(write: Promise<unknown>): Promise<boolean> {
  try {
    await orRetryable("the table", write);
    return true;
  } catch (error) {
    if ((error as Error).name === "ConditionalCheckFailedException") return false;
    throw error;
  }
}

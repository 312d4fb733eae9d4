import { Tokens } from "./idempotency.ts";
import { type QueryInput, query } from "./query.ts";
import { type BatchGetInput, batchGetItem, type GetInput, getItem, type TransactGetInput, transactGetItems } from "./reads.ts";
import { type Change, Store, type StoreSnapshot } from "./store.ts";
import { type TransactWriteInput, transactWrite } from "./transact-write.ts";
import type { LowLevelItem } from "./values.ts";
import { type WriteOneInput, writeOne } from "./write-one.ts";

export type { Change } from "./store.ts";
export type { LowLevelItem } from "./values.ts";

/** The whole state at a time. */
export interface Snapshot {
  readonly store: StoreSnapshot;
  readonly tokens: ReturnType<Tokens["snapshot"]>;
}

export interface DatabaseOptions {
  /** Milliseconds; client tokens last ten minutes of it. */
  now(): number;
  /** Asked for each item that is read without ConsistentRead: true gives the state before its last write. */
  isStale?(): boolean;
  /** Told of what each write or transaction changed, once it has. */
  onCommit?(changes: readonly Change[]): void;
}

/**
 * DynamoDB in memory, for tests in which nothing is left to chance: tables with the key pk and sk, both texts; each call
 * is atomic and synchronous. It knows no index, no scan, no legacy parameter, and raises neither throttling nor
 * conflicts: whoever wants those makes them before calling it. What it gives must not be changed.
 */
export class Database {
  readonly #options: DatabaseOptions;
  readonly #store = new Store();
  readonly #tokens = new Tokens();

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  /** Makes an empty table; one that exists stays as it is. */
  createTable(name: string): void {
    this.#store.createTable(name);
  }

  /**
   * Executes "GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems" or
   * "TransactGetItems" on the low-level input, and gives the low-level output.
   * @throws the SDK's exceptions as DynamoDB raises them; Error for a command or parameter that it doesn't know.
   */
  execute(command: string, input: unknown): Record<string, unknown> {
    refuseUnknown(command, input as GivenParameters);
    switch (command) {
      case "GetItem":
        return getItem(input as GetInput, this.#store, this.#isStale);
      case "BatchGetItem":
        return batchGetItem(input as BatchGetInput, this.#store, this.#isStale);
      case "Query":
        return query(input as QueryInput, this.#store, this.#isStale);
      case "TransactGetItems":
        return transactGetItems(input as TransactGetInput, this.#store);
      case "PutItem":
        return this.#told(writeOne("Put", input as WriteOneInput, this.#store));
      case "UpdateItem":
        return this.#told(writeOne("Update", input as WriteOneInput, this.#store));
      case "DeleteItem":
        return this.#told(writeOne("Delete", input as WriteOneInput, this.#store));
      case "TransactWriteItems":
        return this.#told(transactWrite(input as TransactWriteInput, this.#store, this.#tokens, this.#options.now()));
      default:
        throw new Error(`the simulated database does not know the command ${command}`);
    }
  }

  readonly #isStale = (): boolean => this.#options.isStale?.() ?? false;

  #told({ output, changes }: { readonly output: Record<string, unknown>; readonly changes: readonly Change[] }): Record<string, unknown> {
    if (changes.length > 0) this.#options.onCommit?.(changes);
    return output;
  }

  /** The items of one table, or of all. */
  items(tableName?: string): Iterable<LowLevelItem> {
    return this.#store.items(tableName);
  }

  /** The state, to go back to as often as one likes; taking it copies no item. */
  snapshot(): Snapshot {
    return { store: this.#store.snapshot(), tokens: this.#tokens.snapshot() };
  }

  restore({ store, tokens }: Snapshot): void {
    this.#store.restore(store);
    this.#tokens.restore(tokens);
  }
}

type GivenParameters = Readonly<Record<string, unknown>> & {
  readonly TransactItems?: readonly Readonly<Record<string, GivenParameters>>[];
};

/** What it doesn't know must not pass for done. */
function refuseUnknown(command: string, given: GivenParameters): void {
  for (const name in given)
    if (given[name] !== undefined && !PARAMETERS.has(name))
      throw new Error(`the simulated database does not know the parameter ${name} of ${command}`);
  for (const action of given.TransactItems ?? []) for (const kind in action) refuseUnknown(command, action[kind] as GivenParameters);
}

const PARAMETERS = new Set([
  ...["TableName", "Key", "Item", "RequestItems", "TransactItems", "ClientRequestToken"],
  ...["ConditionExpression", "UpdateExpression", "KeyConditionExpression", "FilterExpression", "ProjectionExpression"],
  ...["ExpressionAttributeNames", "ExpressionAttributeValues", "ReturnValues", "ReturnValuesOnConditionCheckFailure"],
  ...["ReturnConsumedCapacity", "ConsistentRead", "ExclusiveStartKey", "Limit", "ScanIndexForward", "Select"],
]);

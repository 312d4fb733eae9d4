import { consumed, consumedByTable, count, readUnits } from "./capacity.ts";
import { ValidationException } from "./errors.ts";
import { Bindings, type Placeholders } from "./expressions/bindings.ts";
import { project, readProjection } from "./expressions/projection.ts";
import { type Key, keyFrom } from "./keys.ts";
import { MAX_BATCH_BYTES, MAX_BATCH_KEYS, MAX_TRANSACTION_ACTIONS, MAX_TRANSACTION_BYTES } from "./limits.ts";
import { itemSizeBytes } from "./sizes.ts";
import type { Store, Stored } from "./store.ts";
import { canonicalItem, type LowLevelItem } from "./values.ts";

/** What a read of items by their keys says. */
interface Projected extends Placeholders {
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
}

export interface GetInput extends Projected {
  readonly TableName: string;
  readonly Key: LowLevelItem;
  readonly ReturnConsumedCapacity?: string;
}

export interface BatchGetInput {
  readonly RequestItems: Readonly<Record<string, Projected & { readonly Keys: readonly LowLevelItem[] }>>;
  readonly ReturnConsumedCapacity?: string;
}

export interface TransactGetInput {
  readonly TransactItems: readonly { readonly Get: GetInput }[];
  readonly ReturnConsumedCapacity?: string;
}

/** Whether a read that needn't be consistent sees what stood before the last write. */
export type IsStale = () => boolean;

/** What a read sees of a record. */
export function seen(record: Stored | undefined, isConsistent: boolean, isStale: IsStale): LowLevelItem | undefined {
  return !isConsistent && record !== undefined && isStale() ? record.before : record?.item;
}

/** GetItem. @throws ValidationException, ResourceNotFoundException */
export function getItem(input: GetInput, store: Store, isStale: IsStale): Record<string, unknown> {
  const { TableName, ConsistentRead = false, ReturnConsumedCapacity } = input;
  const paths = pathsOf(input);
  const item = seen(store.find(TableName, keyFrom(canonicalItem(input.Key))), ConsistentRead, isStale);
  const ConsumedCapacity = consumed(ReturnConsumedCapacity, TableName, readUnits(sizeOf(item), ConsistentRead));
  return { ...(item && { Item: { ...project(item, paths) } }), ...(ConsumedCapacity && { ConsumedCapacity }) };
}

/** BatchGetItem: what passes 16 MB is left to be asked for again. @throws ValidationException, ResourceNotFoundException */
export function batchGetItem(input: BatchGetInput, store: Store, isStale: IsStale): Record<string, unknown> {
  const tables = Object.entries(input.RequestItems).map(([name, request]) => ({
    name,
    request,
    keys: distinctKeys(request.Keys),
    paths: pathsOf(request),
  }));
  checkBatch(tables.reduce((total, { keys }) => total + keys.length, 0));
  const Responses: Record<string, LowLevelItem[]> = {};
  const UnprocessedKeys: Record<string, unknown> = {};
  const units = new Map<string, number>();
  let bytes = 0;
  for (const { name, request, keys, paths } of tables) {
    const items: LowLevelItem[] = [];
    Responses[name] = items;
    const left: LowLevelItem[] = [];
    for (const [index, key] of keys.entries()) {
      const record = store.find(name, key);
      const item = seen(record, request.ConsistentRead ?? false, isStale);
      if (bytes + sizeOf(item) > MAX_BATCH_BYTES) {
        left.push(request.Keys[index] as LowLevelItem);
        continue;
      }
      bytes += sizeOf(item);
      count(units, name, readUnits(sizeOf(item), request.ConsistentRead ?? false));
      if (item !== undefined) items.push({ ...project(item, paths) });
    }
    if (left.length > 0) UnprocessedKeys[name] = { ...request, Keys: left };
  }
  return { Responses, UnprocessedKeys, ...consumedByTable(input.ReturnConsumedCapacity, units) };
}

/** TransactGetItems: always consistent. @throws ValidationException, ResourceNotFoundException */
export function transactGetItems({ TransactItems, ReturnConsumedCapacity }: TransactGetInput, store: Store): Record<string, unknown> {
  if (TransactItems.length === 0 || TransactItems.length > MAX_TRANSACTION_ACTIONS)
    throw lengthError("transactItems", TransactItems.length === 0 ? "greater than or equal to 1" : "less than or equal to 100");
  const reads = TransactItems.map(({ Get }) => ({ table: Get.TableName, key: keyFrom(canonicalItem(Get.Key)), paths: pathsOf(Get) }));
  const places = new Set(reads.map(({ table, key }) => JSON.stringify([table, key.pk, key.sk])));
  if (places.size < reads.length) throw new ValidationException("Transaction request cannot include multiple operations on one item");
  const units = new Map<string, number>();
  let bytes = 0;
  const Responses = reads.map(({ table, key, paths }) => {
    const item = store.find(table, key)?.item;
    bytes += sizeOf(item);
    count(units, table, 2 * readUnits(sizeOf(item), true));
    return item === undefined ? {} : { Item: { ...project(item, paths) } };
  });
  if (bytes > MAX_TRANSACTION_BYTES)
    throw new ValidationException("Transaction request size exceeds the limit: the items of a transaction may hold 4 MB together");
  return { Responses, ...consumedByTable(ReturnConsumedCapacity, units, "ReadCapacityUnits") };
}

function pathsOf(input: Projected) {
  if (input.ProjectionExpression === undefined && input.ExpressionAttributeNames !== undefined)
    throw new ValidationException("ExpressionAttributeNames can only be specified when using expressions");
  const bindings = new Bindings({ ExpressionAttributeNames: input.ExpressionAttributeNames });
  const paths = readProjection(input.ProjectionExpression, bindings);
  bindings.checkAllUsed();
  return paths;
}

function distinctKeys(items: readonly LowLevelItem[]): Key[] {
  const keys = items.map((item) => keyFrom(canonicalItem(item)));
  if (new Set(keys.map(({ pk, sk }) => JSON.stringify([pk, sk]))).size < keys.length)
    throw new ValidationException("Provided list of item keys contains duplicates");
  return keys;
}

function checkBatch(keys: number): void {
  if (keys === 0) throw lengthError("requestItems", "greater than or equal to 1");
  if (keys > MAX_BATCH_KEYS) throw new ValidationException("Too many items requested for the BatchGetItem call");
}

function lengthError(member: string, violated: string): ValidationException {
  return new ValidationException(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length ${violated}`,
  );
}

function sizeOf(item: LowLevelItem | undefined): number {
  return item === undefined ? 0 : itemSizeBytes(item);
}

import { consumed, readUnits } from "./capacity.ts";
import { ValidationException } from "./errors.ts";
import { Bindings, type Placeholders } from "./expressions/bindings.ts";
import { checkCondition } from "./expressions/check-condition.ts";
import { type Condition, type Operand, parseCondition } from "./expressions/condition.ts";
import { holds } from "./expressions/evaluate.ts";
import { type KeyRange, readKeyCondition } from "./expressions/key-condition.ts";
import { project, readProjection } from "./expressions/projection.ts";
import { type Key, keyFrom, keyItem } from "./keys.ts";
import { MAX_PAGE_BYTES } from "./limits.ts";
import { compareUtf8 } from "./order.ts";
import { type IsStale, seen } from "./reads.ts";
import { itemSizeBytes } from "./sizes.ts";
import type { Store, Stored } from "./store.ts";
import type { LowLevelItem } from "./values.ts";

export interface QueryInput extends Placeholders {
  readonly TableName: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly Select?: string;
  readonly Limit?: number;
  readonly ScanIndexForward?: boolean;
  readonly ConsistentRead?: boolean;
  readonly ExclusiveStartKey?: LowLevelItem;
  readonly ReturnConsumedCapacity?: string;
}

/** Query: one page of a partition, cut at 1 MB or at the limit, before the filter. @throws ValidationException, ResourceNotFoundException */
export function query(input: QueryInput, store: Store, isStale: IsStale): Record<string, unknown> {
  const { TableName, ConsistentRead = false, Limit = Number.POSITIVE_INFINITY, ReturnConsumedCapacity } = input;
  if (Limit < 1)
    throw new ValidationException(
      `1 validation error detected: Value '${Limit}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    );
  const bindings = new Bindings(input);
  const range = readKeyCondition(input.KeyConditionExpression, bindings);
  const filter = bindings.read("FilterExpression", input.FilterExpression, parseCondition, (tree) => checkFilter(tree, bindings));
  const paths = readProjection(input.ProjectionExpression, bindings);
  bindings.checkAllUsed();
  const start = input.ExclusiveStartKey && startKey(input.ExclusiveStartKey, range);
  const page = readPage(recordsIn(range, start, input, store), Limit, (record) => seen(record, ConsistentRead, isStale));
  const items = filter === undefined ? page.items : page.items.filter((item) => holds(filter, item, bindings));
  const ConsumedCapacity = consumed(ReturnConsumedCapacity, TableName, readUnits(page.bytes, ConsistentRead));
  return {
    ...(input.Select !== "COUNT" && { Items: items.map((item) => ({ ...project(item, paths) })) }),
    Count: items.length,
    ScannedCount: page.items.length,
    ...(page.last && { LastEvaluatedKey: keyItem(page.last) }),
    ...(ConsumedCapacity && { ConsumedCapacity }),
  };
}

/** The records of a range in the query's direction, after where the last page ended. */
function* recordsIn(range: KeyRange, start: Key | undefined, input: QueryInput, store: Store): Generator<Stored> {
  const { records, place } = store.range(input.TableName, range.pk, range.from);
  const isForward = input.ScanIndexForward ?? true;
  let end = place;
  while (end < records.length && range.isWithin((records[end] as Stored).sk)) end += 1;
  for (let step = 0; step < end - place; step += 1) {
    const record = records[isForward ? place + step : end - 1 - step] as Stored;
    const order = start === undefined ? 1 : compareUtf8(record.sk, start.sk) * (isForward ? 1 : -1);
    if (order > 0 && !range.isExcluded(record.sk)) yield record;
  }
}

function readPage(records: Iterable<Stored>, limit: number, see: (record: Stored) => LowLevelItem | undefined) {
  const items: LowLevelItem[] = [];
  let bytes = 0;
  let last: Stored | undefined;
  for (const record of records) {
    const item = see(record);
    if (item === undefined) continue;
    const size = itemSizeBytes(item);
    if (items.length > 0 && bytes + size > MAX_PAGE_BYTES) return { items, bytes, last };
    items.push(item);
    bytes += size;
    last = record;
    // A page that the limit ends says where, although nothing may follow.
    if (items.length === limit) return { items, bytes, last };
  }
  return { items, bytes, last: undefined };
}

function startKey(item: LowLevelItem, range: KeyRange): Key {
  let key: Key;
  try {
    key = keyFrom(item);
  } catch {
    throw new ValidationException("The provided starting key is invalid");
  }
  if (key.pk !== range.pk)
    throw new ValidationException("The provided starting key is outside query boundaries based on provided conditions");
  if (compareUtf8(key.sk, range.from) < 0 || !range.isWithin(key.sk))
    throw new ValidationException("The provided starting key does not match the range key predicate");
  return key;
}

function checkFilter(filter: Condition, bindings: Bindings): void {
  checkCondition(filter, bindings);
  for (const operand of operandsOf(filter)) {
    const [name] = operand.kind === "path" ? bindings.path(operand.path) : [];
    if (name === "pk" || name === "sk")
      throw new ValidationException(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`);
  }
}

function operandsOf(condition: Condition): Operand[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return [...operandsOf(condition.left), ...operandsOf(condition.right)];
    case "not":
      return operandsOf(condition.condition);
    case "compare":
      return [condition.left, condition.right].map(innermost);
    case "between":
      return [condition.operand, condition.low, condition.high].map(innermost);
    case "in":
      return [condition.operand, ...condition.candidates].map(innermost);
    default:
      return condition.operands.map(innermost);
  }
}

function innermost(operand: Operand): Operand {
  return operand.kind === "size" ? innermost(operand.of) : operand;
}

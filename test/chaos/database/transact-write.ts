import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import { consumedByTable, count, readUnits, writeUnits } from "./capacity.ts";
import { CONDITION_FAILED, transactionCanceled, ValidationException } from "./errors.ts";
import { checkToken, fingerprintOf, type Tokens } from "./idempotency.ts";
import type { Key } from "./keys.ts";
import { MAX_TRANSACTION_ACTIONS, MAX_TRANSACTION_BYTES } from "./limits.ts";
import { type PreparedWrite, prepareWrite, type WriteInput, type WriteKind } from "./prepared-write.ts";
import { itemSizeBytes } from "./sizes.ts";
import type { Change, Store } from "./store.ts";

type TransactAction = { readonly [Kind in WriteKind]?: WriteInput };

export interface TransactWriteInput {
  readonly TransactItems: readonly TransactAction[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: string;
}

interface Outcome {
  readonly tableName: string;
  readonly change?: Change;
  readonly reason: CancellationReason;
}

const TRANSACTIONAL = 2;

/**
 * TransactWriteItems: every condition looks at the state before, and all is written or nothing.
 * @throws ValidationException, TransactionCanceledException, IdempotentParameterMismatchException, ResourceNotFoundException
 */
export function transactWrite(
  input: TransactWriteInput,
  store: Store,
  tokens: Tokens,
  nowMs: number,
): { readonly output: Record<string, unknown>; readonly changes: readonly Change[] } {
  const { TransactItems, ClientRequestToken: token, ReturnConsumedCapacity: mode } = input;
  checkCount(TransactItems.length);
  if (token !== undefined) checkToken(token);
  const writes = TransactItems.map(prepareAction);
  checkDistinct(writes);
  const fingerprint = token === undefined ? "" : fingerprintOf(TransactItems);
  const isDone = token !== undefined && tokens.isDone(token, fingerprint, nowMs);
  if (isDone) return { output: consumedByTable(mode, unitsAgain(writes, store), "ReadCapacityUnits"), changes: [] };
  const outcomes = writes.map((write) => decide(write, store));
  const reasons = outcomes.map(({ reason }) => reason);
  if (reasons.some(({ Code }) => Code !== "None")) throw transactionCanceled(reasons);
  checkSize(outcomes);
  const changes: Change[] = [];
  for (const { tableName, change } of outcomes) {
    if (change === undefined || change.before === change.after) continue;
    store.write(tableName, change);
    changes.push(change);
  }
  if (token !== undefined) tokens.note(token, fingerprint, nowMs);
  return { output: consumedByTable(mode, unitsOf(outcomes), "WriteCapacityUnits"), changes };
}

function checkCount(actions: number): void {
  const violated =
    actions === 0 ? "greater than or equal to 1" : actions > MAX_TRANSACTION_ACTIONS ? "less than or equal to 100" : undefined;
  if (violated !== undefined)
    throw new ValidationException(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${violated}`,
    );
}

function prepareAction(action: TransactAction, index: number): PreparedWrite {
  const [only, ...others] = Object.entries(action).filter(([, input]) => input !== undefined) as [WriteKind, WriteInput][];
  if (only === undefined || others.length > 0)
    throw new ValidationException("TransactItems can only contain one of Check, Put, Update or Delete");
  const [kind, input] = only;
  const missing =
    kind === "Update" && input.UpdateExpression === undefined
      ? "update.updateExpression"
      : kind === "ConditionCheck" && input.ConditionExpression === undefined
        ? "conditionCheck.conditionExpression"
        : undefined;
  if (missing !== undefined)
    throw new ValidationException(
      `1 validation error detected: Value null at 'transactItems.${index + 1}.member.${missing}' failed to satisfy constraint: Member must not be null`,
    );
  return prepareWrite(kind, input);
}

function checkDistinct(writes: readonly PreparedWrite[]): void {
  const seen = new Set<string>();
  for (const write of writes) {
    const key = keyIfSound(write);
    if (key === undefined) continue;
    const place = JSON.stringify([write.tableName, key.pk, key.sk]);
    if (seen.has(place)) throw new ValidationException("Transaction request cannot include multiple operations on one item");
    seen.add(place);
  }
}

function keyIfSound(write: PreparedWrite): Key | undefined {
  try {
    return write.key();
  } catch {
    return undefined;
  }
}

/** What an action would do, or why it can't. @throws ResourceNotFoundException */
function decide(write: PreparedWrite, store: Store): Outcome {
  const { tableName } = write;
  try {
    const key = write.key();
    const before = store.find(tableName, key)?.item;
    if (write.isAllowed(before)) return { tableName, change: { ...key, before, after: write.after(before) }, reason: { Code: "None" } };
    const Item = write.returnsItemOnFailure && before !== undefined ? { Item: { ...before } } : {};
    return { tableName, reason: { Code: "ConditionalCheckFailed", Message: CONDITION_FAILED, ...Item } };
  } catch (error) {
    if (!(error instanceof ValidationException)) throw error;
    return { tableName, reason: { Code: "ValidationError", Message: error.message } };
  }
}

function sizeOf(item: Change["before"]): number {
  return item === undefined ? 0 : itemSizeBytes(item);
}

function checkSize(outcomes: readonly Outcome[]): void {
  const bytes = outcomes.reduce((total, { change }) => total + sizeOf(change?.after ?? change?.before), 0);
  if (bytes > MAX_TRANSACTION_BYTES)
    throw new ValidationException("Transaction request size exceeds the limit: the items of a transaction may hold 4 MB together");
}

function unitsOf(outcomes: readonly Outcome[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { tableName, change } of outcomes)
    count(units, tableName, TRANSACTIONAL * writeUnits(sizeOf(change?.before), sizeOf(change?.after)));
  return units;
}

/** What was done before costs reads. */
function unitsAgain(writes: readonly PreparedWrite[], store: Store): Map<string, number> {
  const units = new Map<string, number>();
  for (const write of writes)
    count(units, write.tableName, TRANSACTIONAL * readUnits(store.find(write.tableName, write.key())?.sizeBytes ?? 0, true));
  return units;
}

import { consumed, writeUnits } from "./capacity.ts";
import { conditionFailed, ValidationException } from "./errors.ts";
import { valueAt } from "./expressions/paths.ts";
import { project } from "./expressions/projection.ts";
import { type PreparedWrite, prepareWrite, type WriteInput, type WriteKind } from "./prepared-write.ts";
import { itemSizeBytes } from "./sizes.ts";
import type { Change, Store } from "./store.ts";
import type { LowLevelItem } from "./values.ts";

/** A write by itself. */
export interface WriteOneInput extends WriteInput {
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: string;
}

const RETURNABLE: Readonly<Record<string, readonly string[]>> = {
  Put: ["NONE", "ALL_OLD"],
  Delete: ["NONE", "ALL_OLD"],
  Update: ["NONE", "ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"],
};

/** PutItem, UpdateItem or DeleteItem. @throws ValidationException, ConditionalCheckFailedException, ResourceNotFoundException */
export function writeOne(
  kind: Exclude<WriteKind, "ConditionCheck">,
  input: WriteOneInput,
  store: Store,
): { readonly output: Record<string, unknown>; readonly changes: readonly Change[] } {
  const { TableName, ReturnValues = "NONE", ReturnConsumedCapacity } = input;
  if (!RETURNABLE[kind]?.includes(ReturnValues)) throw new ValidationException("Return values set to invalid value");
  const write = prepareWrite(kind, input);
  const key = write.key();
  const before = store.find(TableName, key)?.item;
  if (!write.isAllowed(before)) throw conditionFailed(write.returnsItemOnFailure ? before : undefined);
  const after = write.after(before);
  const change = { ...key, before, after };
  const isChange = before !== undefined || after !== undefined;
  if (isChange) store.write(TableName, change);
  const Attributes = returned(ReturnValues, before, after, write);
  const units = writeUnits(before === undefined ? 0 : itemSizeBytes(before), after === undefined ? 0 : itemSizeBytes(after));
  const ConsumedCapacity = consumed(ReturnConsumedCapacity, TableName, units);
  return {
    output: { ...(Attributes && { Attributes }), ...(ConsumedCapacity && { ConsumedCapacity }) },
    changes: isChange ? [change] : [],
  };
}

function returned(
  mode: string,
  before: LowLevelItem | undefined,
  after: LowLevelItem | undefined,
  { paths }: PreparedWrite,
): LowLevelItem | undefined {
  const ofPaths = (item: LowLevelItem | undefined) => {
    const there = item === undefined ? [] : paths.filter((path) => valueAt(path, item) !== undefined);
    return item === undefined || there.length === 0 ? undefined : project(item, there);
  };
  switch (mode) {
    case "ALL_OLD":
      return before;
    case "ALL_NEW":
      return after;
    case "UPDATED_OLD":
      return ofPaths(before);
    case "UPDATED_NEW":
      return ofPaths(after);
    default:
      return undefined;
  }
}

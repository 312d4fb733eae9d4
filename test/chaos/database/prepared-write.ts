import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ValidationException } from "./errors.ts";
import { applyUpdate } from "./expressions/apply-update.ts";
import { Bindings, type Placeholders } from "./expressions/bindings.ts";
import { checkCondition } from "./expressions/check-condition.ts";
import { checkUpdate } from "./expressions/check-update.ts";
import { parseCondition } from "./expressions/condition.ts";
import { holds } from "./expressions/evaluate.ts";
import type { Path } from "./expressions/paths.ts";
import { parseUpdate } from "./expressions/update.ts";
import { type Key, keyFrom, keyItem, keyOfItem } from "./keys.ts";
import { MAX_ITEM_BYTES } from "./limits.ts";
import { itemSizeBytes } from "./sizes.ts";
import { canonicalItem, type LowLevelItem } from "./values.ts";

export type WriteKind = "Put" | "Update" | "Delete" | "ConditionCheck";

/** What a write says, alone or in a transaction. */
export interface WriteInput extends Placeholders {
  readonly TableName: string;
  readonly Item?: LowLevelItem;
  readonly Key?: LowLevelItem;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/** A write whose request is sound in itself; what it does depends on the item that it meets. */
export interface PreparedWrite {
  readonly tableName: string;
  /** @throws ValidationException where the key doesn't fit the table. */
  key(): Key;
  /** Whether its condition holds for the item that is there. */
  isAllowed(before: LowLevelItem | undefined): boolean;
  /** What will be there. @throws ValidationException where it can't be. */
  after(before: LowLevelItem | undefined): LowLevelItem | undefined;
  /** What an update's expression changes. */
  readonly paths: readonly Path[];
  /** Whether a refusal shall carry the item that was there. */
  readonly returnsItemOnFailure: boolean;
}

const NOTHING: LowLevelItem = {};

/** Reads a write's request. @throws ValidationException */
export function prepareWrite(kind: WriteKind, input: WriteInput): PreparedWrite {
  checkPlaceholders(kind, input);
  const bindings = new Bindings(input);
  const steps = bindings.read("UpdateExpression", input.UpdateExpression, parseUpdate, (tree) => checkUpdate(tree, bindings)) ?? [];
  const condition = bindings.read("ConditionExpression", input.ConditionExpression, parseCondition, (tree) =>
    checkCondition(tree, bindings),
  );
  bindings.checkAllUsed();
  const item = kind === "Put" ? canonicalItem(required(input.Item, "item")) : undefined;
  const named = kind === "Put" ? undefined : canonicalItem(required(input.Key, "key"));
  const key = () => (item === undefined ? keyFrom(named ?? NOTHING) : keyOfItem(item));
  return {
    tableName: input.TableName,
    key,
    isAllowed: (before) => condition === undefined || holds(condition, before ?? NOTHING, bindings),
    after: (before) => {
      switch (kind) {
        case "Put":
          return checkedSize(item ?? NOTHING, "Item size has exceeded the maximum allowed size");
        case "Update":
          return checkedSize(
            applyUpdate(steps, before ?? keyItem(key()), bindings),
            "Item size to update has exceeded the maximum allowed size",
          );
        case "Delete":
          return undefined;
        case "ConditionCheck":
          return before;
        default:
          throw new Error(`unknown write ${kind satisfies never}`);
      }
    },
    paths: steps.map(({ path }) => bindings.path(path)),
    returnsItemOnFailure: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
  };
}

function required<Value>(value: Value | undefined, member: string): Value {
  if (value === undefined)
    throw new ValidationException(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}

function checkPlaceholders(kind: WriteKind, input: WriteInput): void {
  if (input.ConditionExpression !== undefined || input.UpdateExpression !== undefined) return;
  if (input.ExpressionAttributeNames !== undefined)
    throw new ValidationException("ExpressionAttributeNames can only be specified when using expressions");
  if (input.ExpressionAttributeValues === undefined) return;
  const expressions = kind === "Update" ? "UpdateExpression and ConditionExpression are" : "ConditionExpression is";
  throw new ValidationException(`ExpressionAttributeValues can only be specified when using expressions: ${expressions} null`);
}

function checkedSize(item: Readonly<Record<string, AttributeValue>>, message: string): LowLevelItem {
  if (itemSizeBytes(item) > MAX_ITEM_BYTES) throw new ValidationException(message);
  return item;
}

import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { addNumbers, negated } from "../decimals.ts";
import { ValidationException } from "../errors.ts";
import { canonicalValue, isEqual, type LowLevelItem, typeOf } from "../values.ts";
import type { Bindings } from "./bindings.ts";
import { Draft } from "./draft.ts";
import { type Path, valueAt } from "./paths.ts";
import type { Assigned, UpdateStep } from "./update.ts";

const WRONG_TYPE = "An operand in the update expression has an incorrect data type";

/** The item after an update; all that is read is the item before it. @throws ValidationException */
export function applyUpdate(steps: readonly UpdateStep[], item: LowLevelItem, bindings: Bindings): LowLevelItem {
  const draft = new Draft(item);
  for (const step of steps) {
    const path = bindings.path(step.path);
    const value = resultOf(step, path, item, bindings);
    if (value === undefined) draft.remove(path);
    else draft.set(path, value);
  }
  return draft.finish();
}

/** What stands at the step's path afterwards; undefined for nothing. */
function resultOf(step: UpdateStep, path: Path, item: LowLevelItem, bindings: Bindings): AttributeValue | undefined {
  switch (step.kind) {
    case "SET":
      return assignedValue(step.to, item, bindings);
    case "REMOVE":
      return undefined;
    case "ADD":
      return added(valueAt(path, item), bindings.value(step.value));
    case "DELETE":
      return without(valueAt(path, item), bindings.value(step.value));
    default:
      throw new Error(`unknown step ${JSON.stringify(step satisfies never)}`);
  }
}

function assignedValue(assigned: Assigned, item: LowLevelItem, bindings: Bindings): AttributeValue {
  switch (assigned.kind) {
    case "value":
      return bindings.value(assigned.name);
    case "path": {
      const value = valueAt(bindings.path(assigned.path), item);
      if (value === undefined)
        throw new ValidationException("The provided expression refers to an attribute that does not exist in the item");
      return value;
    }
    case "if_not_exists":
      return valueAt(bindings.path(assigned.path), item) ?? assignedValue(assigned.otherwise, item, bindings);
    case "sum": {
      const [left, right] = [assignedValue(assigned.left, item, bindings).N, assignedValue(assigned.right, item, bindings).N];
      if (left === undefined || right === undefined) throw new ValidationException(WRONG_TYPE);
      return { N: addNumbers(left, assigned.sign === "+" ? right : negated(right)) };
    }
    case "list_append": {
      const [left, right] = [assignedValue(assigned.left, item, bindings).L, assignedValue(assigned.right, item, bindings).L];
      if (left === undefined || right === undefined) throw new ValidationException(WRONG_TYPE);
      return { L: [...left, ...right] };
    }
    default:
      throw new Error(`unknown operand ${JSON.stringify(assigned satisfies never)}`);
  }
}

function added(present: AttributeValue | undefined, more: AttributeValue): AttributeValue {
  if (present === undefined) return more;
  if (present.N !== undefined && more.N !== undefined) return { N: addNumbers(present.N, more.N) };
  const [elements, others] = elementsOf(present, more);
  return joined(present, [...elements, ...others.filter((other) => !elements.some((element) => isEqual(element, other)))]);
}

function without(present: AttributeValue | undefined, less: AttributeValue): AttributeValue | undefined {
  if (present === undefined) return undefined;
  const [elements, others] = elementsOf(present, less);
  const left = elements.filter((element) => !others.some((other) => isEqual(element, other)));
  return left.length === 0 ? undefined : joined(present, left);
}

/** The elements of two sets of one type, as values. */
function elementsOf(one: AttributeValue, item: AttributeValue): [AttributeValue[], AttributeValue[]] {
  const type = typeOf(one);
  if (type !== typeOf(item)) throw new ValidationException(WRONG_TYPE);
  const elements = (set: AttributeValue): AttributeValue[] | undefined =>
    set.SS?.map((S) => ({ S })) ?? set.NS?.map((N) => ({ N })) ?? set.BS?.map((B) => ({ B }));
  const [left, right] = [elements(one), elements(item)];
  if (left === undefined || right === undefined) throw new ValidationException(WRONG_TYPE);
  return [left, right];
}

/** A set like another, of other elements. */
function joined(like: AttributeValue, elements: readonly AttributeValue[]): AttributeValue {
  if (like.SS !== undefined) return canonicalValue({ SS: elements.map(({ S }) => S as string) });
  if (like.NS !== undefined) return canonicalValue({ NS: elements.map(({ N }) => N as string) });
  return canonicalValue({ BS: elements.map(({ B }) => B as Uint8Array) });
}

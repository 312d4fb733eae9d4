import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { compareValues, isEqual, type LowLevelItem, typeOf } from "../values.ts";
import type { Bindings } from "./bindings.ts";
import type { Comparator, Condition, Operand, Predicate } from "./condition.ts";
import { valueAt } from "./paths.ts";

/** Whether a condition holds for an item; one that is absent has no attributes. */
export function holds(condition: Condition, item: LowLevelItem, bindings: Bindings): boolean {
  const found = (operand: Operand) => operandValue(operand, item, bindings);
  switch (condition.kind) {
    case "and":
      return holds(condition.left, item, bindings) && holds(condition.right, item, bindings);
    case "or":
      return holds(condition.left, item, bindings) || holds(condition.right, item, bindings);
    case "not":
      return !holds(condition.condition, item, bindings);
    case "compare":
      return compares(condition.comparator, found(condition.left), found(condition.right));
    case "between": {
      const value = found(condition.operand);
      return compares(">=", value, found(condition.low)) && compares("<=", value, found(condition.high));
    }
    case "in": {
      const value = found(condition.operand);
      return condition.candidates.some((candidate) => compares("=", value, found(candidate)));
    }
    case "call":
      return calls(condition.predicate, condition.operands.map(found));
    default:
      throw new Error(`unknown condition ${JSON.stringify(condition satisfies never)}`);
  }
}

function operandValue(operand: Operand, item: LowLevelItem, bindings: Bindings): AttributeValue | undefined {
  switch (operand.kind) {
    case "value":
      return bindings.value(operand.name);
    case "path":
      return valueAt(bindings.path(operand.path), item);
    case "size": {
      const size = sizeOf(operandValue(operand.of, item, bindings));
      return size === undefined ? undefined : { N: String(size) };
    }
    default:
      throw new Error(`unknown operand ${JSON.stringify(operand satisfies never)}`);
  }
}

/** What is absent differs from everything, and compares with nothing. */
function compares(comparator: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (left === undefined || right === undefined) return comparator === "<>";
  if (comparator === "=") return isEqual(left, right);
  if (comparator === "<>") return !isEqual(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  switch (comparator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      throw new Error(`unknown comparator ${comparator satisfies never}`);
  }
}

function calls(predicate: Predicate, [subject, argument]: readonly (AttributeValue | undefined)[]): boolean {
  switch (predicate) {
    case "attribute_exists":
      return subject !== undefined;
    case "attribute_not_exists":
      return subject === undefined;
    case "attribute_type":
      return subject !== undefined && typeOf(subject) === argument?.S;
    case "begins_with":
      return subject !== undefined && argument !== undefined && beginsWith(subject, argument);
    case "contains":
      return subject !== undefined && argument !== undefined && contains(subject, argument);
    default:
      throw new Error(`unknown function ${predicate satisfies never}`);
  }
}

/** Whether a text or bytes begin with others; any other type doesn't. */
export function beginsWith(subject: AttributeValue, prefix: AttributeValue): boolean {
  if (subject.S !== undefined && prefix.S !== undefined) return subject.S.startsWith(prefix.S);
  if (subject.B === undefined || prefix.B === undefined) return false;
  return Buffer.compare(subject.B.subarray(0, prefix.B.length), prefix.B) === 0;
}

function contains(subject: AttributeValue, part: AttributeValue): boolean {
  if (subject.S !== undefined) return part.S !== undefined && subject.S.includes(part.S);
  if (subject.B !== undefined) return part.B !== undefined && Buffer.from(subject.B).includes(Buffer.from(part.B));
  if (subject.L !== undefined) return subject.L.some((element) => isEqual(element, part));
  if (subject.SS !== undefined) return part.S !== undefined && subject.SS.includes(part.S);
  if (subject.NS !== undefined) return part.N !== undefined && subject.NS.includes(part.N);
  const bytes = part.B;
  return subject.BS !== undefined && bytes !== undefined && subject.BS.some((element) => Buffer.compare(element, bytes) === 0);
}

/** UTF-16 units of a text, bytes of a binary, elements of a container; nothing else has a size. */
function sizeOf(value: AttributeValue | undefined): number | undefined {
  if (value?.M !== undefined) return Object.keys(value.M).length;
  return (value?.S ?? value?.B ?? value?.L ?? value?.SS ?? value?.NS ?? value?.BS)?.length;
}

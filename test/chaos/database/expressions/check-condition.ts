import { compareValues, type TypeName, typeOf } from "../values.ts";
import type { Bindings } from "./bindings.ts";
import type { Condition, Operand } from "./condition.ts";
import { ExpressionError } from "./expression-error.ts";
import { pathText } from "./paths.ts";

const ORDERED: readonly TypeName[] = ["S", "N", "B"];
const MEASURED: readonly TypeName[] = ["S", "B", "SS", "NS", "BS", "L", "M"];
const TYPE_NAMES = ["B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M"];

/** Refuses what can be seen to be wrong before any item is looked at. @throws ExpressionError */
export function checkCondition(condition: Condition, bindings: Bindings): void {
  switch (condition.kind) {
    case "and":
    case "or":
      checkCondition(condition.left, bindings);
      checkCondition(condition.right, bindings);
      return;
    case "not":
      checkCondition(condition.condition, bindings);
      return;
    case "compare": {
      const { comparator, left, right } = condition;
      checkDistinct(comparator, left, right, bindings);
      if (comparator === "=" || comparator === "<>") checkSizes([left, right], bindings);
      else for (const operand of [left, right]) checkType(comparator, operand, ORDERED, bindings);
      return;
    }
    case "between":
      for (const operand of [condition.operand, condition.low, condition.high]) checkType("BETWEEN", operand, ORDERED, bindings);
      checkBounds(condition.low, condition.high, bindings);
      return;
    case "in":
      checkSizes([condition.operand, ...condition.candidates], bindings);
      return;
    case "call":
      checkCall(condition.predicate, condition.operands, bindings);
      return;
    default:
      throw new Error(`unknown condition ${JSON.stringify(condition satisfies never)}`);
  }
}

function checkCall(predicate: string, operands: readonly Operand[], bindings: Bindings): void {
  checkSizes(operands, bindings);
  const [first, second] = operands;
  if (first !== undefined && second !== undefined) checkDistinct(predicate, first, second, bindings);
  if (predicate === "begins_with") for (const operand of operands) checkType(predicate, operand, ["S", "B"], bindings);
  if (predicate !== "attribute_type" || second === undefined) return;
  if (second.kind !== "value") throw new ExpressionError(incorrectType(predicate, "document path"));
  checkType(predicate, second, ["S"], bindings);
  const name = bindings.value(second.name).S ?? "";
  if (!TYPE_NAMES.includes(name))
    throw new ExpressionError(`Invalid attribute type name found; type: ${name}, valid types: {${TYPE_NAMES.join(",")}}`);
}

function checkSizes(operands: readonly Operand[], bindings: Bindings): void {
  for (const operand of operands) if (operand.kind === "size") checkType("size", operand.of, MEASURED, bindings);
}

/** Only literals have a type before an item is looked at. */
function checkType(operator: string, operand: Operand, allowed: readonly TypeName[], bindings: Bindings): void {
  if (operand.kind === "size") checkType("size", operand.of, MEASURED, bindings);
  if (operand.kind !== "value") return;
  const type = typeOf(bindings.value(operand.name));
  if (!allowed.includes(type)) throw new ExpressionError(incorrectType(operator, type));
}

function incorrectType(operator: string, type: string): string {
  return `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
}

function checkBounds(low: Operand, high: Operand, bindings: Bindings): void {
  if (low.kind !== "value" || high.kind !== "value") return;
  const [from, to] = [bindings.value(low.name), bindings.value(high.name)];
  const order = compareValues(from, to);
  const bounds = `lower bound operand: ${literalText(from)}, upper bound operand: ${literalText(to)}`;
  if (order === undefined) throw new ExpressionError(`The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
  if (order > 0)
    throw new ExpressionError(`The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`);
}

function literalText(value: Parameters<typeof typeOf>[0]): string {
  const type = typeOf(value);
  return `AttributeValue: {${type}:${String(value[type])}}`;
}

function checkDistinct(operator: string, left: Operand, right: Operand, bindings: Bindings): void {
  if (left.kind !== "path" || right.kind !== "path") return;
  const [first, second] = [pathText(bindings.path(left.path)), pathText(bindings.path(right.path))];
  if (first === second)
    throw new ExpressionError(
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${first}`,
    );
}

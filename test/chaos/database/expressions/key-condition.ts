import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ValidationException } from "../errors.ts";
import { compareUtf8 } from "../order.ts";
import type { Bindings } from "./bindings.ts";
import { checkCondition } from "./check-condition.ts";
import { type Condition, type Operand, parseCondition } from "./condition.ts";
import { pathText } from "./paths.ts";

/** The sort keys that a query asks for, in one partition. */
export interface KeyRange {
  readonly pk: string;
  /** The least sort key asked for. */
  readonly from: string;
  /** Where a sort key stands, from `from` on: false ends the range. */
  readonly isWithin: (sk: string) => boolean;
  /** Whether a sort key is left out although it stands in the range: the bound of `sk > :from`. */
  readonly isExcluded: (sk: string) => boolean;
}

const NOT_SUPPORTED = "Query key condition not supported";

/** Reads a key condition: the partition's key, and perhaps one condition for the sort key. @throws ValidationException */
export function readKeyCondition(text: string | undefined, bindings: Bindings): KeyRange {
  const tree = bindings.read("KeyConditionExpression", text, parseCondition, (condition) => checkCondition(condition, bindings));
  if (tree === undefined)
    throw new ValidationException("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  const parts = partsOf(tree).map((part) => ({ part, name: keyOf(part, bindings) }));
  const of = (key: string) => parts.filter(({ name }) => name === key).map(({ part }) => part);
  const [ofPk, ofSk] = [of("pk"), of("sk")];
  if (ofPk.length > 1 || ofSk.length > 1) throw new ValidationException("KeyConditionExpressions must only contain one condition per key");
  const [partition] = ofPk;
  if (partition === undefined) throw new ValidationException("Query condition missed key schema element: pk");
  if (parts.length > ofPk.length + ofSk.length) throw new ValidationException("Query condition missed key schema element: sk");
  if (partition.kind !== "compare" || partition.comparator !== "=") throw new ValidationException(NOT_SUPPORTED);
  return { pk: literal(partition.right, "pk", bindings), ...sortRange(ofSk[0], bindings) };
}

function partsOf(condition: Condition): Condition[] {
  switch (condition.kind) {
    case "and":
      return [...partsOf(condition.left), ...partsOf(condition.right)];
    case "or":
    case "not":
    case "in":
      throw new ValidationException(`Invalid operator used in KeyConditionExpression: ${condition.kind.toUpperCase()}`);
    case "call":
      if (condition.predicate === "begins_with") return [condition];
      throw new ValidationException(`Invalid operator used in KeyConditionExpression: ${condition.predicate}`);
    case "compare":
      if (condition.comparator === "<>") throw new ValidationException("Unsupported operator on KeyCondition: operator: <>");
      return [condition];
    default:
      return [condition];
  }
}

/** The attribute that a part of the condition is about. */
function keyOf(part: Condition, bindings: Bindings): string {
  const subject =
    part.kind === "compare" ? part.left : part.kind === "between" ? part.operand : part.kind === "call" ? part.operands[0] : undefined;
  if (subject?.kind !== "path") throw new ValidationException(`Invalid KeyConditionExpression: ${NOT_SUPPORTED}`);
  const path = bindings.path(subject.path);
  if (path.length > 1)
    throw new ValidationException(
      `Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes; path: ${pathText(path)}`,
    );
  return String(path[0]);
}

type SortRange = Omit<KeyRange, "pk">;

const everything: SortRange = { from: "", isWithin: () => true, isExcluded: () => false };

function sortRange(part: Condition | undefined, bindings: Bindings): SortRange {
  if (part === undefined) return everything;
  if (part.kind === "between") {
    const to = literal(part.high, "sk", bindings);
    return { ...everything, from: literal(part.low, "sk", bindings), isWithin: (sk) => compareUtf8(sk, to) <= 0 };
  }
  if (part.kind === "call") {
    const prefix = literal(part.operands[1], "sk", bindings);
    return { ...everything, from: prefix, isWithin: (sk) => sk.startsWith(prefix) };
  }
  if (part.kind !== "compare") throw new ValidationException(NOT_SUPPORTED);
  const bound = literal(part.right, "sk", bindings);
  switch (part.comparator) {
    case "=":
      return { ...everything, from: bound, isWithin: (sk) => sk === bound };
    case "<":
      return { ...everything, isWithin: (sk) => compareUtf8(sk, bound) < 0 };
    case "<=":
      return { ...everything, isWithin: (sk) => compareUtf8(sk, bound) <= 0 };
    case ">":
      return { ...everything, from: bound, isExcluded: (sk) => sk === bound };
    case ">=":
      return { ...everything, from: bound };
    default:
      throw new ValidationException(NOT_SUPPORTED);
  }
}

function literal(operand: Operand | undefined, key: string, bindings: Bindings): string {
  if (operand?.kind !== "value") throw new ValidationException(`Invalid KeyConditionExpression: ${NOT_SUPPORTED}`);
  const { S: text }: AttributeValue = bindings.value(operand.name);
  if (text === undefined)
    throw new ValidationException("One or more parameter values were invalid: Condition parameter type does not match schema type");
  if (text === "")
    throw new ValidationException(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${key}`,
    );
  return text;
}

import { ValidationException } from "../errors.ts";
import { type TypeName, typeOf } from "../values.ts";
import type { Bindings } from "./bindings.ts";
import { ExpressionError } from "./expression-error.ts";
import { checkApart } from "./projection.ts";
import type { Assigned, UpdateStep } from "./update.ts";

const TYPE_WORDS: Readonly<Record<TypeName, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  BOOL: "BOOLEAN",
  NULL: "NULL",
  L: "LIST",
  M: "MAP",
  SS: "STRING_SET",
  NS: "NUMBER_SET",
  BS: "BINARY_SET",
};
const SETS: readonly TypeName[] = ["SS", "NS", "BS"];
const KEYS = new Set(["pk", "sk"]);

/** Refuses what can be seen to be wrong before any item is looked at. @throws ExpressionError, ValidationException for a key */
export function checkUpdate(steps: readonly UpdateStep[], bindings: Bindings): void {
  const paths = steps.map(({ path }) => bindings.path(path));
  checkApart(paths);
  for (const step of steps) checkStep(step, bindings);
  const key = paths.map(([name]) => String(name)).find((name) => KEYS.has(name));
  if (key !== undefined)
    throw new ValidationException(
      `One or more parameter values were invalid: Cannot update attribute ${key}. This attribute is part of the key`,
    );
}

function checkStep(step: UpdateStep, bindings: Bindings): void {
  if (step.kind === "REMOVE") return;
  if (step.kind === "SET") checkAssigned(step.to, bindings);
  else checkSetOperand(step.kind, step.value, bindings);
}

function checkSetOperand(kind: "ADD" | "DELETE", value: string, bindings: Bindings): void {
  const type = typeOf(bindings.value(value));
  const isAllowed = SETS.includes(type) || (kind === "ADD" && type === "N");
  if (!isAllowed)
    throw new ExpressionError(
      `Incorrect operand type for operator or function; operator: ${kind}, operand type: ${TYPE_WORDS[type]}, ` +
        `typeSet: ALLOWED_FOR_${kind}_OPERAND`,
    );
}

function checkAssigned(assigned: Assigned, bindings: Bindings): void {
  switch (assigned.kind) {
    case "sum":
      for (const operand of [assigned.left, assigned.right]) checkOperand(assigned.sign, operand, "N", bindings);
      return;
    case "list_append":
      for (const operand of [assigned.left, assigned.right]) checkOperand("list_append", operand, "L", bindings);
      return;
    case "if_not_exists":
      checkAssigned(assigned.otherwise, bindings);
      return;
    default:
      return;
  }
}

function checkOperand(operator: string, operand: Assigned, allowed: TypeName, bindings: Bindings): void {
  checkAssigned(operand, bindings);
  if (operand.kind !== "value") return;
  const type = typeOf(bindings.value(operand.name));
  if (type !== allowed)
    throw new ExpressionError(`Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`);
}

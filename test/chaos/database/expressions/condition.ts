import { MAX_IN_OPERANDS } from "../limits.ts";
import type { Cursor, WrittenPath } from "./cursor.ts";
import { ExpressionError } from "./expression-error.ts";
import { remembering } from "./parsed.ts";

/** What a condition compares. */
export type Operand =
  | { readonly kind: "path"; readonly path: WrittenPath }
  | { readonly kind: "value"; readonly name: string }
  | { readonly kind: "size"; readonly of: Operand };

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";
export type Predicate = "attribute_exists" | "attribute_not_exists" | "attribute_type" | "begins_with" | "contains";

/** A condition, filter or key condition as written. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly condition: Condition }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | { readonly kind: "call"; readonly predicate: Predicate; readonly operands: readonly Operand[] };

/** Reads a condition: NOT binds closer than AND, and AND closer than OR. @throws ExpressionError */
export const parseCondition = remembering((cursor) => new ConditionReader(cursor).readOr());

const COMPARATORS = new Set(["=", "<>", "<", "<=", ">", ">="]);
const OPERANDS_OF: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const NEEDS_PATH = new Set(["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains"]);

class ConditionReader {
  readonly #cursor: Cursor;
  /** The last condition that stood in parentheses. */
  #inParentheses: Condition | undefined;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  readOr(): Condition {
    let left = this.#readAnd();
    while (this.#cursor.takeKeyword("OR")) left = { kind: "or", left, right: this.#readAnd() };
    return left;
  }

  #readAnd(): Condition {
    let left = this.#readNot();
    while (this.#cursor.takeKeyword("AND")) left = { kind: "and", left, right: this.#readNot() };
    return left;
  }

  #readNot(): Condition {
    if (this.#cursor.takeKeyword("NOT")) return { kind: "not", condition: this.#readNot() };
    if (!this.#cursor.takeIf("(")) return this.#readSimple();
    const condition = this.readOr();
    this.#cursor.expect(")");
    if (condition === this.#inParentheses) throw new ExpressionError("The expression has redundant parentheses;");
    this.#inParentheses = condition;
    return condition;
  }

  #readSimple(): Condition {
    const { next, second } = this.#cursor;
    const isCall = next.kind === "word" && second.kind === "sign" && second.text === "(";
    if (isCall && next.text !== "size") return this.#readCall();
    const left = this.#readOperand();
    if (this.#cursor.takeKeyword("BETWEEN")) return this.#readBetween(left);
    if (this.#cursor.takeKeyword("IN")) return { kind: "in", operand: left, candidates: this.#readCandidates() };
    if (this.#cursor.next.kind !== "sign" || !COMPARATORS.has(this.#cursor.next.text)) throw this.#cursor.unexpected();
    const comparator = this.#cursor.take().text as Comparator;
    return { kind: "compare", comparator, left, right: this.#readOperand() };
  }

  #readBetween(operand: Operand): Condition {
    const low = this.#readOperand();
    if (!this.#cursor.takeKeyword("AND")) throw this.#cursor.unexpected();
    return { kind: "between", operand, low, high: this.#readOperand() };
  }

  #readCandidates(): Operand[] {
    this.#cursor.expect("(");
    const candidates = this.#readList();
    if (candidates.length > MAX_IN_OPERANDS)
      throw new ExpressionError(
        `Invalid number of operands for operator or function; operator or function: IN, number of operands: ${candidates.length}`,
      );
    return candidates;
  }

  #readCall(): Condition {
    const predicate = this.#cursor.take().text;
    if (!Object.hasOwn(OPERANDS_OF, predicate)) throw new ExpressionError(invalidName(predicate));
    this.#cursor.expect("(");
    const operands = this.#readList();
    checkCount(predicate, operands);
    if (
      NEEDS_PATH.has(predicate) &&
      operands[0]?.kind !== "path" &&
      (predicate === "attribute_exists" || predicate === "attribute_not_exists")
    )
      throw new ExpressionError(`Operator or function requires a document path; operator or function: ${predicate}`);
    return { kind: "call", predicate: predicate as Predicate, operands };
  }

  /** Operands up to the closing parenthesis. */
  #readList(): Operand[] {
    const operands = [this.#readOperand()];
    while (this.#cursor.takeIf(",")) operands.push(this.#readOperand());
    this.#cursor.expect(")");
    return operands;
  }

  #readOperand(): Operand {
    const { next, second } = this.#cursor;
    if (next.kind === "value") return { kind: "value", name: this.#cursor.takeValue() };
    if (next.kind !== "word" || second.kind !== "sign" || second.text !== "(") return { kind: "path", path: this.#cursor.takePath() };
    if (next.text !== "size") {
      const isKnown = Object.hasOwn(OPERANDS_OF, next.text);
      throw new ExpressionError(isKnown ? notAllowedHere(next.text) : invalidName(next.text));
    }
    this.#cursor.take();
    this.#cursor.expect("(");
    const operands = this.#readList();
    checkCount("size", operands);
    return { kind: "size", of: operands[0] as Operand };
  }
}

function checkCount(name: string, operands: readonly Operand[]): void {
  if (operands.length !== OPERANDS_OF[name])
    throw new ExpressionError(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
}

function invalidName(name: string): string {
  return `Invalid function name; function: ${name}`;
}

function notAllowedHere(name: string): string {
  return `The function is not allowed to be used this way in an expression; function: ${name}`;
}

import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ValidationException } from "../errors.ts";
import { canonicalValue, type LowLevelItem, own } from "../values.ts";
import type { WrittenPath } from "./cursor.ts";
import { ExpressionError } from "./expression-error.ts";
import type { Parsed } from "./parsed.ts";
import type { Path } from "./paths.ts";

/** What a request says of its #names and :values. */
export interface Placeholders {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: LowLevelItem | undefined;
}

/** The #names and :values of one request, and which of them its expressions use. */
export class Bindings {
  readonly #names: Readonly<Record<string, string>>;
  readonly #values: Readonly<Record<string, AttributeValue>>;
  readonly #usedNames = new Set<string>();
  readonly #usedValues = new Set<string>();

  /** @throws ValidationException where a key or a value is malformed. */
  constructor({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: Placeholders) {
    this.#names = names ?? {};
    if (names !== undefined) checkKeys("ExpressionAttributeNames", Object.keys(names), /^#[A-Za-z0-9_]+$/);
    if (values !== undefined) checkKeys("ExpressionAttributeValues", Object.keys(values), /^:[A-Za-z0-9_]+$/);
    this.#values = values === undefined ? {} : canonicalValues(values);
  }

  /**
   * Reads one of the request's expressions.
   * @param kind the parameter that it stands in, such as ConditionExpression
   * @throws ValidationException where it is malformed, or uses what is not defined.
   */
  read<Tree>(
    kind: string,
    text: string | undefined,
    parse: (text: string) => Parsed<Tree>,
    check?: (tree: Tree) => void,
  ): Tree | undefined {
    if (text === undefined) return undefined;
    try {
      const parsed = parse(text);
      for (const name of parsed.names) this.#use(name, this.#names, this.#usedNames, "name used in the document path", "name");
      for (const name of parsed.values) this.#use(name, this.#values, this.#usedValues, "value used in expression", "value");
      check?.(parsed.tree);
      return parsed.tree;
    } catch (error) {
      if (error instanceof ExpressionError) throw new ValidationException(`Invalid ${kind}: ${error.message}`);
      throw error;
    }
  }

  #use(placeholder: string, defined: Readonly<Record<string, unknown>>, used: Set<string>, role: string, what: string): void {
    if (!Object.hasOwn(defined, placeholder))
      throw new ExpressionError(`An expression attribute ${role} is not defined; attribute ${what}: ${placeholder}`);
    used.add(placeholder);
  }

  /** @throws ValidationException where something is defined that no expression uses; call it once all were read. */
  checkAllUsed(): void {
    checkUsed("ExpressionAttributeNames", this.#names, this.#usedNames);
    checkUsed("ExpressionAttributeValues", this.#values, this.#usedValues);
  }

  value(name: string): AttributeValue {
    return this.#values[name] as AttributeValue;
  }

  path(written: WrittenPath): Path {
    return written.map((step) => (typeof step === "string" && step.startsWith("#") ? (own(this.#names, step) as string) : step));
  }
}

function checkKeys(parameter: string, keys: readonly string[], shape: RegExp): void {
  if (keys.length === 0) throw new ValidationException(`${parameter} must not be empty`);
  const wrong = keys.find((key) => !shape.test(key));
  if (wrong !== undefined) throw new ValidationException(`${parameter} contains invalid key: Syntax error; key: "${wrong}"`);
}

function canonicalValues(values: LowLevelItem): Record<string, AttributeValue> {
  const copy: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(values)) {
    try {
      copy[name] = canonicalValue(value);
    } catch (error) {
      if (!(error instanceof ValidationException)) throw error;
      throw new ValidationException(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${name}`);
    }
  }
  return copy;
}

function checkUsed(parameter: string, defined: Readonly<Record<string, unknown>>, used: ReadonlySet<string>): void {
  const keys = Object.keys(defined);
  if (keys.length === used.size) return;
  const idle = keys.filter((key) => !used.has(key));
  throw new ValidationException(`Value provided in ${parameter} unused in expressions: keys: {${idle.join(", ")}}`);
}

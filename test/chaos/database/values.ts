import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { canonicalNumber, compareNumbers } from "./decimals.ts";
import { unparsable, ValidationException } from "./errors.ts";
import { MAX_NESTING } from "./limits.ts";
import { compareBytes, compareUtf8 } from "./order.ts";

/** An item as it goes over the wire: {pk: {S: "…"}, n: {N: "1"}, …}. Never changed once stored. */
export type LowLevelItem = Readonly<Record<string, AttributeValue>>;

export type TypeName = "S" | "N" | "B" | "BOOL" | "NULL" | "L" | "M" | "SS" | "NS" | "BS";

/** The type of a value. */
export function typeOf(value: AttributeValue): TypeName {
  for (const name in value) if (value[name as TypeName] !== undefined) return name as TypeName;
  throw new ValidationException("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
}

/** What an item or map holds under a name, and nothing that objects have by themselves. */
export function own<Value>(map: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** A copy of an item in the one form in which it is kept. @throws ValidationException */
export function canonicalItem(item: LowLevelItem): LowLevelItem {
  return canonicalMap(item, 0);
}

function canonicalMap(map: LowLevelItem, depth: number): Record<string, AttributeValue> {
  const copy: Record<string, AttributeValue> = {};
  for (const name in map) {
    const value = map[name];
    if (value !== undefined) copy[readable(name)] = canonicalValue(value, depth);
  }
  return copy;
}

/**
 * A copy of a value in the one form in which it is kept: numbers canonical, sets sorted.
 * @throws ValidationException; SerializationException for half a surrogate pair, which UTF-8 can't carry.
 */
export function canonicalValue(value: AttributeValue, depth = 0): AttributeValue {
  if (depth > MAX_NESTING)
    throw new ValidationException(
      "Nesting Levels have exceeded supported limits: Attributes in item have nested levels beyond supported limit",
    );
  const type = typeOf(value);
  switch (type) {
    case "S":
      return { S: readable(value.S as string) };
    case "N":
      return { N: canonicalNumber(value.N as string) };
    case "B":
      return { B: bytesOf(value.B) };
    case "BOOL":
      return { BOOL: value.BOOL as boolean };
    case "NULL":
      if (value.NULL !== true) throw invalid("Null attribute value types must have the value of true");
      return { NULL: true };
    case "L":
      return { L: (value.L as AttributeValue[]).map((element) => canonicalValue(element, depth + 1)) };
    case "M":
      return { M: canonicalMap(value.M as LowLevelItem, depth + 1) };
    case "SS":
      return {
        SS: canonicalSet((value.SS as string[]).map(readable), compareUtf8, "An string set  may not be empty"),
      };
    case "NS":
      return { NS: canonicalSet((value.NS as string[]).map(canonicalNumber), compareNumbers, "An number set  may not be empty") };
    case "BS":
      return { BS: canonicalSet((value.BS as Uint8Array[]).map(bytesOf), compareBytes, "Binary sets should not be empty") };
    default:
      throw new ValidationException("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
}

function canonicalSet<Element>(elements: Element[], compare: (left: Element, right: Element) => number, ifEmpty: string): Element[] {
  if (elements.length === 0) throw invalid(ifEmpty);
  const sorted = elements.toSorted(compare);
  const isTwice = (element: Element, index: number) => index > 0 && compare(sorted[index - 1] as Element, element) === 0;
  if (sorted.some(isTwice)) throw invalid(`Input collection [${elements.join(", ")}] contains duplicates.`);
  return sorted;
}

function readable(text: string): string {
  if (!text.isWellFormed()) throw unparsable();
  return text;
}

/** The document client hands over any kind of buffer; the caller may use it again. */
function bytesOf(value: unknown): Uint8Array {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
  if (value instanceof ArrayBuffer) return new Uint8Array(value.slice(0));
  throw invalid("a binary value must be bytes");
}

function invalid(message: string): ValidationException {
  return new ValidationException(`One or more parameter values were invalid: ${message}`);
}

/** Whether canonical values are the same, of the same type. */
export function isEqual(one: AttributeValue, item: AttributeValue): boolean {
  const type = typeOf(one);
  if (type !== typeOf(item)) return false;
  switch (type) {
    case "B":
      return compareBytes(one.B as Uint8Array, item.B as Uint8Array) === 0;
    case "L":
      return areEqual(one.L ?? [], item.L ?? [], isEqual);
    case "M": {
      const [left, right] = [one.M ?? {}, item.M ?? {}];
      const names = Object.keys(left);
      return (
        names.length === Object.keys(right).length &&
        names.every((name) => Object.hasOwn(right, name) && isEqual(left[name] as AttributeValue, right[name] as AttributeValue))
      );
    }
    case "SS":
    case "NS":
      return areEqual<string>(one[type] ?? [], item[type] ?? [], Object.is);
    case "BS":
      return areEqual(one.BS ?? [], item.BS ?? [], (left, right) => compareBytes(left, right) === 0);
    default:
      return one[type] === item[type];
  }
}

function areEqual<Element>(
  left: readonly Element[],
  right: readonly Element[],
  isSame: (left: Element, right: Element) => boolean,
): boolean {
  return left.length === right.length && left.every((element, index) => isSame(element, right[index] as Element));
}

/** Compares texts, numbers or bytes; undefined for other types, or two different ones. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if (left.S !== undefined && right.S !== undefined) return compareUtf8(left.S, right.S);
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N);
  if (left.B !== undefined && right.B !== undefined) return compareBytes(left.B, right.B);
  return undefined;
}

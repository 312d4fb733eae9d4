/** An integer as JSON says it exactly: a number, or a text where it passes 2^53. `BigInt` reads either. */
export type Whole = number | string;

/** An integer for JSON. */
export function whole(integer: bigint): Whole {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer.toString();
}

/** What a value becomes in JSON: its integers as `Whole`s. */
export type Wholes<Value> = Value extends bigint
  ? Whole
  : Value extends object
    ? { readonly [Key in keyof Value]: Wholes<Value[Key]> }
    : Value;

/** A value with all its integers made ready for JSON. */
export function wholes<Value>(value: Value): Wholes<Value> {
  return made(value) as Wholes<Value>;
}

function made(value: unknown): unknown {
  if (typeof value === "bigint") return whole(value);
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(made);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, made(member)]));
}

import * as z from "zod";
import { parseExact, stringifyExact } from "./exact-json.ts";

/** An amount in minor units, however large. */
export const minor = z.bigint();

/** An integer that is no amount. In exact JSON every integer is read as `bigint`. */
export const int = z.codec(z.bigint(), z.int(), { decode: Number, encode: BigInt });

/** Any number. One without a fraction is read as `bigint`, however large. */
export const number = z.codec(z.union([z.bigint(), z.number()]), z.number(), { decode: Number, encode: (value) => value });

/** JSON whose shape its own subject checks; integers are numbers. */
export const json = z.codec(z.unknown(), z.unknown(), { decode: withNumbers, encode: (value) => value });

/** Refused where it is read, and left out where it is written, as types allow objects more members than they name. */
const unknownMember = z.codec(z.undefined(), z.unknown(), { decode: (value) => value, encode: () => undefined });

/** A record of these members. A stored one with any other is of a newer version, and refused rather than cut. */
export const record = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.object(shape).catchall(unknownMember) as unknown as z.ZodObject<Shape, z.core.$strict>;

/** Values by ids from outside. Stored as a list, as an id may be called like anything, `__proto__` too. */
export const byKey = <Value extends z.ZodType>(value: Value) =>
  z.codec(z.array(z.tuple([z.string(), value])), z.custom<Readonly<Record<string, z.output<Value>>>>(), {
    decode: (entries) => Object.fromEntries(entries) as Record<string, z.output<Value>>,
    encode: (values) => Object.entries(values),
  });

/** A value as it is stored: never edited in place. */
export type Stored<Schema extends z.ZodType> = Immutable<z.output<Schema>>;
type Immutable<Value> = Value extends object ? { readonly [Name in keyof Value]: Immutable<Value[Name]> } : Value;

/** How a record is stored: as one text. */
export interface Codec<Value> {
  readonly schema: z.ZodType;
  /** The same value gives the same text. @throws Error where it isn't of its type. */
  encode(value: Value): string;
  /** @throws Error where the text is of another form, or isn't whole. */
  decode(text: string): Value;
}

/**
 * The codec of a record: exact JSON that begins with the number of its form.
 * @param name what it is, for the message where it can't be read.
 * @param form raised where texts of before can't be read any more.
 */
export function textCodec<Schema extends z.ZodType>(name: string, schema: Schema, form = 1): Codec<Stored<Schema>> {
  return {
    schema,
    encode: (value) =>
      stringifyExact({ form, ...(checked(`${name} can't be stored`, z.safeEncode(schema, value as z.output<Schema>)) as object) }),
    decode: (text) => {
      const { form: found, ...content } = parseExact(text) as { readonly form?: unknown };
      if (found !== BigInt(form)) throw new Error(`${name} is stored in form ${String(found)}, and only form ${form} is read`);
      return checked(`${name} can't be read`, z.safeDecode(schema, content as z.input<Schema>)) as Stored<Schema>;
    },
  };
}

/** How a list of records is kept in a file: one a line. */
export const linesCodec = <Value>({ encode, decode }: Codec<Value>) => ({
  encode: (values: readonly Value[]): string => values.map((value) => `${encode(value)}\n`).join(""),
  /** @throws Error where a line holds no such record. */
  decode: (text: string): Value[] =>
    text
      .split("\n")
      .filter((line) => line !== "")
      .map(decode),
});

/** Tells where it isn't whole, never what stands there. */
function checked(failure: string, result: z.ZodSafeParseResult<unknown>): unknown {
  if (result.success) return result.data;
  const where = result.error.issues.map(({ path, code }) => `${path.join(".") || "it"}: ${code}`).join(", ");
  throw new Error(
    `${failure} (${where}): it isn't whole, or of a newer version; bring back what was stored, or the version that stored it`,
  );
}

function withNumbers(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withNumbers(member)]));
}

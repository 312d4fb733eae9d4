import type * as z from "zod";
import { type MoneyResource, moneySchema } from "./common-schemas.ts";
import { type Pay, whole } from "./money.ts";

/**
 * What an endpoint's response is encoded from: a record of the domain whose members are called as the schema calls them.
 * Money is a `bigint` of minor units, what the response tells as null may be undefined or absent, and the constant `object`
 * is filled in. Further members are left out, so a record may be spread. A response as it is sent is such a record too.
 */
export type Source<Schema> =
  Schema extends z.ZodNullable<infer Inner>
    ? Source<Inner> | null | undefined
    : Schema extends z.ZodOptional<infer Inner>
      ? Source<Inner> | undefined
      : Schema extends z.ZodArray<infer Item>
        ? readonly Source<Item>[]
        : Schema extends z.ZodDiscriminatedUnion<infer Options>
          ? Source<Options[number]>
          : Schema extends z.ZodUnion
            ? z.output<Schema> | bigint
            : Schema extends z.ZodRecord<infer Key, infer Value>
              ? { readonly [Name in z.output<Key>]: Source<Value> }
              : Schema extends z.ZodObject<infer Shape>
                ? Schema extends typeof moneySchema
                  ? bigint | MoneyResource
                  : ObjectSource<Shape>
                : Schema extends z.ZodType
                  ? z.output<Schema>
                  : never;

type ObjectSource<Shape> = { readonly [Name in Exclude<keyof Shape, OptionalNames<Shape>>]: Source<Shape[Name]> } & {
  readonly [Name in OptionalNames<Shape>]?: Name extends "object" ? string : Source<Shape[Name]> | undefined;
};
type OptionalNames<Shape> = {
  [Name in keyof Shape]: Name extends "object" ? Name : Shape[Name] extends z.ZodNullable | z.ZodOptional ? Name : never;
}[keyof Shape];

/** Encodes a record as its schema says. @param pay writes amounts that are given as minor units alone. */
export const encodeResponse = <Schema extends z.ZodType>(schema: Schema, source: Source<Schema>, pay: Pay): z.output<Schema> =>
  encode(schema, source, pay) as z.output<Schema>;

function encode(schema: z.core.$ZodType, value: unknown, pay: Pay): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "nullable":
      return value === undefined || value === null ? null : encode(def.innerType, value, pay);
    case "optional":
    case "readonly":
    case "default":
      return value === undefined ? undefined : encode(def.innerType, value, pay);
    case "array":
      return (value as readonly unknown[]).map((each) => encode(def.element, each, pay));
    case "record":
      return Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, encode(def.valueType, each, pay)]));
    case "union":
      return "discriminator" in def ? encode(optionOf(def as z.core.$ZodDiscriminatedUnionDef, value), value, pay) : integer(value);
    case "object":
      if (def.shape.amountMinor === moneySchema.shape.amountMinor) return typeof value === "bigint" ? pay(value) : value;
      return encodeObject(def, value as Readonly<Record<string, unknown>>, pay);
    default:
      return integer(value);
  }
}

/** An integer of any size, or what isn't any. */
const integer = (value: unknown): unknown => (typeof value === "bigint" ? whole(value) : value);

function encodeObject({ shape, catchall }: z.core.$ZodObjectDef, record: Readonly<Record<string, unknown>>, pay: Pay): unknown {
  const known = Object.entries(shape).map(([name, schema]) => {
    const { def } = (schema as z.core.$ZodTypes)._zod;
    return [name, name === "object" && def.type === "literal" ? def.values[0] : encode(schema, record[name], pay)] as const;
  });
  const all = Object.fromEntries(known.filter(([, value]) => value !== undefined));
  return catchall === undefined || catchall._zod.def.type === "never" ? all : { ...record, ...all };
}

/** The option of a union that the record's discriminator names. @throws Error where there is none: the compiler asks for one. */
function optionOf({ options, discriminator }: z.core.$ZodDiscriminatedUnionDef, value: unknown): z.core.$ZodType {
  const named = (value as Readonly<Record<string, z.core.util.Primitive>>)[discriminator];
  const found = options.find((option) => option._zod.propValues?.[discriminator]?.has(named));
  if (found === undefined) throw new Error(`no response is described for ${discriminator} ${String(named)}`);
  return found;
}

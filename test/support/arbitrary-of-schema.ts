import fc from "fast-check";
import type * as z from "zod";

/** Values of a schema, as its codec gives them: what a record may hold follows from the codec alone. */
export function arbitraryOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = schema._zod as unknown as { def: Def };
  switch (def.type) {
    case "string":
      return fc.string({ unit: "grapheme" });
    case "bigint":
      return fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
    case "int":
    case "number":
      return def.format === undefined ? anyNumber : fc.maxSafeInteger();
    case "boolean":
      return fc.boolean();
    case "unknown":
      return jsonValue;
    case "custom":
      return fc.constantFrom("missing", "too-long");
    case "literal":
      return fc.constantFrom(...(def.values as unknown[]));
    case "enum":
      return fc.constantFrom(...Object.values(def.entries as object));
    case "array":
      return fc.array(arbitraryOf(def.element), { maxLength: 3 });
    case "union":
      return fc.oneof(...def.options.map(arbitraryOf));
    case "pipe":
      // What is made of another form by hand has the values of that form.
      return isCustom(def.out) ? arbitraryOf(def.in).map((value) => def.transform(value)) : arbitraryOf(def.out);
    case "tuple":
      return fc.tuple(...def.items.map(arbitraryOf));
    case "record":
      return recordOf(def);
    case "object":
      return objectOf(def.shape);
    default:
      throw new Error(`no values are made for a schema of type ${def.type}: add it`);
  }
}

interface Def {
  readonly type: string;
  readonly format?: string;
  readonly values: unknown;
  readonly entries: unknown;
  readonly element: z.core.$ZodType;
  readonly innerType: z.core.$ZodType;
  readonly in: z.core.$ZodType;
  readonly out: z.core.$ZodType;
  readonly transform: (value: unknown) => unknown;
  readonly items: readonly z.core.$ZodType[];
  readonly options: readonly z.core.$ZodType[];
  readonly shape: Readonly<Record<string, z.core.$ZodType>>;
  readonly keyType: z.core.$ZodType;
  readonly valueType: z.core.$ZodType;
}

const isCustom = ({ _zod }: z.core.$ZodType): boolean => (_zod as unknown as { def: Def }).def.type === "custom";

/** JSON knows no -0. */
const anyNumber = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((value) => value + 0);

/** JSON as stores keep it: what JSON can't tell apart, such as -0 and 0, is left out. */
const jsonValue = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

/** Of named keys all or, where it is partial, some; of any others a few. */
function recordOf({ keyType, valueType }: Def): fc.Arbitrary<unknown> {
  const value = arbitraryOf(valueType);
  const { def, values } = keyType._zod as unknown as { def: Def; values?: ReadonlySet<string> };
  if (def.type === "enum") {
    const names = Object.values(def.entries as Record<string, string>);
    return fc.record(Object.fromEntries(names.map((name) => [name, value])), values === undefined ? { requiredKeys: [] } : {});
  }
  return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value, { maxKeys: 3 });
}

function objectOf(shape: Def["shape"]): fc.Arbitrary<unknown> {
  const members = Object.entries(shape).map(([name, schema]) => {
    const { def } = schema._zod as unknown as { def: Def };
    return { name, isOptional: def.type === "optional", value: arbitraryOf(def.type === "optional" ? def.innerType : schema) };
  });
  const requiredKeys = members.flatMap(({ name, isOptional }) => (isOptional ? [] : [name]));
  return fc.record(Object.fromEntries(members.map(({ name, value }) => [name, value])), { requiredKeys, noNullPrototype: true });
}

import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { type Codec, int, json, minor, record, textCodec } from "../../../shared/base/json/codec.ts";
import { parseExact, stringifyExact } from "../../../shared/base/json/exact-json.ts";
import { arbitraryOf } from "../../support/arbitrary-of-schema.ts";

/** All codecs that the sources define. */
async function allCodecs(): Promise<[string, Codec<unknown>][]> {
  const found: [string, Codec<unknown>][] = [];
  for (const path of globSync(["shared/**/*.ts", "functions/_platform/dynamodb/**/*.ts"])) {
    const names = [...readFileSync(path, "utf8").matchAll(/^export const (\w+) = textCodec\(/gm)].map(([, name]) => name as string);
    if (names.length === 0) continue;
    const exported = (await import(/* @vite-ignore */ `../../../${path}`)) as Record<string, Codec<unknown>>;
    found.push(...names.map((name): [string, Codec<unknown>] => [name, exported[name] as Codec<unknown>]));
  }
  return found;
}

describe.each(await allCodecs())("%s", (_, codec) => {
  const values = arbitraryOf(codec.schema);

  test("round-trips whatever it may hold, and gives the same text again", () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = codec.encode(value);
        expect(codec.decode(text)).toEqual(value);
        expect(codec.encode(codec.decode(text))).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  test("refuses another form, and members of a newer version", () => {
    const [value] = fc.sample(values, { numRuns: 1, seed: 7 });
    const stored = parseExact(codec.encode(value)) as object;
    expect(() => codec.decode(stringifyExact({ ...stored, form: 2 }))).toThrow("form 2");
    expect(() => codec.decode(stringifyExact({ ...stored, form: undefined }))).toThrow("form undefined");
    expect(() => codec.decode(stringifyExact({ ...stored, memberOfANewerVersion: 1 }))).toThrow("newer version");
  });
});

test("codecs: the list holds the codecs of every subject that stores records", async () => {
  const names = new Set((await allCodecs()).map(([name]) => name));
  for (const name of ["paymentCodec", "payoutCodec", "outcomeCodec", "restatementCodec", "derivationCodec", "heldCodec"])
    expect(names).toContain(name);
});

describe("a codec", () => {
  const thing = textCodec(
    "a thing",
    record({ count: int, amount: minor.optional(), content: json, of: z.array(record({ name: z.string() })) }),
  );
  const value = { count: 3, amount: 10n ** 20n, content: { n: 1, rate: 0.5 }, of: [{ name: "a" }] };

  test("writes amounts as integers however large, members in its own order, and leaves out what it doesn't name", () => {
    expect(thing.encode({ ...value, more: 1, of: [{ name: "a", more: 2 }] } as never)).toBe(
      '{"form":1,"count":3,"amount":100000000000000000000,"content":{"n":1,"rate":0.5},"of":[{"name":"a"}]}',
    );
    expect(thing.encode({ of: [], content: null, amount: undefined, count: 0 })).toBe('{"form":1,"count":0,"content":null,"of":[]}');
  });

  test("tells where a record isn't whole, and nothing of what stands there", () => {
    expect(() => thing.encode({ ...value, count: 0.5 })).toThrow(/^a thing can't be stored \(count: invalid_type\): /);
    const text = thing.encode(value);
    for (const [from, to, where] of [
      ['"count":3', '"count":"6222020"', "count: "],
      ['"count":3', '"count":99999999999999999999', "count: "],
      ['"name":"a"', '"name":"a","account":"6222020"', "of.0.account: "],
    ] as const) {
      expect(() => thing.decode(text.replace(from, to))).toThrow(where);
      expect(() => thing.decode(text.replace(from, to))).not.toThrow("6222020");
    }
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact, stringifyExact } from "../../../shared/base/json/exact-json.ts";
import { contentHash, sha256Hex } from "../../../shared/base/json/hash.ts";

/** Any key without a backslash: after an object with the key "\\", V8 13.6 may read the key "\"" of the next as that one. */
const key = fc.string({ maxLength: 5 }).filter((text) => !text.includes("\\"));

/** Any JSON value whose integers are `bigint`s of any size. */
const { value } = fc.letrec<{ value: unknown; list: unknown[]; record: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    fc.double({ noDefaultInfinity: true, noNaN: true }).filter((number) => !Number.isInteger(number)),
    fc.string({ unit: "binary" }),
    fc.constantFrom(null, true, false),
    tie("list"),
    tie("record"),
  ),
  list: fc.array(tie("value"), { maxLength: 5 }),
  record: fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: true }),
}));

/** The same value with the keys of all its objects in the opposite order. */
function withKeysReversed(each: unknown): unknown {
  if (Array.isArray(each)) return each.map(withKeysReversed);
  if (each === null || typeof each !== "object") return each;
  return Object.fromEntries(
    Object.entries(each)
      .reverse()
      .map(([key, member]) => [key, withKeysReversed(member)]),
  );
}

describe("exact JSON", () => {
  test("written and read again is the same, integers beyond 2^53 too", () => {
    fc.assert(
      fc.property(value, (each) => {
        expect(parseExact(stringifyExact(each))).toEqual(each);
      }),
    );
    expect(parseExact("[9007199254740993,-9007199254740993]")).toEqual([9007199254740993n, -9007199254740993n]);
  });

  test("leaves what is no integer as it is", () => {
    expect(parseExact('[1.5,1e3,"7",1.0]')).toEqual([1.5, 1000, "7", 1]);
  });
});

describe("the canonical text of a value", () => {
  test("can be read back to it, so that different values have different texts", () => {
    fc.assert(
      fc.property(value, (each) => {
        expect(parseExact(canonicalJson(each))).toEqual(each);
      }),
    );
  });

  test("does not depend on the order of keys, nor does the hash", () => {
    fc.assert(
      fc.property(value, (each) => {
        const other = withKeysReversed(each);
        expect(canonicalJson(other)).toBe(canonicalJson(each));
        expect(contentHash(other)).toBe(contentHash(each));
      }),
    );
  });

  test("is the same for an amount held as a number and as a bigint, and leaves out what is undefined", () => {
    expect(canonicalJson({ b: [1, undefined], a: 2n, c: undefined })).toBe('{"a":2,"b":[1,null]}');
    expect(canonicalJson({ a: 2, b: [1n, null] })).toBe('{"a":2,"b":[1,null]}');
  });
});

test("json: a text's hash is SHA-256 of its UTF-8", () => {
  expect(sha256Hex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256Hex("分润")).not.toBe(sha256Hex("分"));
});

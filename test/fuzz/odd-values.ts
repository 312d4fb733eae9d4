import fc from "fast-check";

/** Values that others have stumbled over, as they may stand in JSON. */

/** Stands in content for a list nested too deep to be written by `JSON.stringify`; `bodyOf` writes it out. */
export const DEEP = "nested deep";

/** Texts that mean something to a program, or nothing to a reader. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      ...["", " ", "an ", " an", "an\n", "an\u0000", "\u0007", "a#n", "A#an", "#", "O#o1", "c#e#2026-01#", "v.", "\u007f", "\u0085"],
      ...["\ud800", "an\udc00", "\u200b", "an\u200d", "e\u0301", "\u202ean", "\ufeffan", "\uffff", "\u{10ffff}", "\u{1f600}", "李", "䶮"],
      ...[
        "__proto__",
        "constructor",
        "prototype",
        "toString",
        "hasOwnProperty",
        "valueOf",
        "then",
        "length",
        "toJSON",
        "null",
        "undefined",
      ],
      ...[
        "NaN",
        "Infinity",
        "-0",
        "0",
        "1",
        "-1",
        "0x10",
        "1e3",
        "1,5",
        "１",
        "0.1234567891",
        "999999999999999.999999999",
        "1.",
        ".5",
        "+1",
      ],
      ...["2026-02-30", "2026-02-28", "0000-01-01", "0001-12-31", "9999-12-31", "10000-01-01", "2026-1-1", "2026-13", "0000-01", "9999-12"],
      ...["2026-01-01T00:00:00Z", "2026-01-01T23:59:60Z", "2026-01-01T24:00:00Z", "0002-01-01T00:00:00+14:00", "0050-06-01T00:00:00Z"],
      ...[
        "9998-12-31T23:59:59.999999999-23:59",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00",
        "2026-01-01t00:00:00z",
        "+012026-01-01T00:00:00Z",
      ],
      ...[
        "seller",
        "manager",
        "manager-3",
        "house",
        "an",
        "bo",
        "chen",
        "ding",
        "xu",
        "junior",
        "partner",
        "o1",
        "m1",
        "s1",
        "channel",
        "role",
      ],
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("李".repeat(128), "\u{1f600}".repeat(64), "x".repeat(129), "长".repeat(30_000), "x".repeat(150_000)),
  },
);

/** Ids as they may be, yet hardly are. */
export const oddId: fc.Arbitrary<string> = fc.constantFrom(
  ...["constructor", "toString", "hasOwnProperty", "#", "a#1", "A#an", "c#e#2026-01#", "/../..", "%2F", "'\"\\", "{}", "null", "e\u0301"],
  ...["李".repeat(128), "x".repeat(128), "\u{1f600}".repeat(64), "an an", "AN", "0", "ÿ", "\u{20000}"],
);

const oddNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 2, 7, 20, 21, 99, 100, 101, 0.1, 0.5, -0.5, 1e-9, 1e21, 1e300, -1e300, 5e-324),
  fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 2 ** 53 + 2, 1 - 2 ** 53, -(2 ** 53), 10 ** 15, 10 ** 16),
  fc.integer(),
);

/** Any value, small or large, right or wrong. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: oddText },
  { weight: 6, arbitrary: oddNumber },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], [{}], { length: 3 }, { toString: 1 }) },
  { weight: 2, arbitrary: fc.dictionary(oddText, fc.oneof(oddText, oddNumber), { maxKeys: 3 }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(DEEP, manyMembers(3_000), manyItems(2_000)) },
);

function manyMembers(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`name${index}`, index]));
}

function manyItems(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `item ${index}`);
}

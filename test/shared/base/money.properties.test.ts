import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apportion, splitByShares } from "../../../shared/base/money/largest-remainder.ts";
import {
  absolute,
  formatDecimal,
  formatRatio,
  max,
  min,
  ONE,
  parseDecimal,
  ratioOf,
  roundHalfAway,
  sum,
  times,
} from "../../../shared/base/money/money.ts";

const anyAmount = fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
/** A fraction; its denominator is small often enough for halves and wholes to come up. */
const fraction = fc.tuple(anyAmount, fc.oneof(fc.bigInt({ min: 1n, max: 10n }), positive));
const magnitude = (value: bigint) => (value < 0n ? -value : value);

describe("rounding", () => {
  test("gives the nearest integer, and of two equally near ones that which lies farther from zero", () => {
    fc.assert(
      fc.property(fraction, ([numerator, denominator]) => {
        const rounded = roundHalfAway(numerator, denominator);
        const twiceOff = 2n * magnitude(numerator - rounded * denominator);
        expect(twiceOff).toBeLessThanOrEqual(denominator);
        if (twiceOff === denominator) expect(magnitude(rounded * denominator)).toBeGreaterThan(magnitude(numerator));
      }),
    );
  });

  test("of a reversal cancels that of its sale", () => {
    fc.assert(
      fc.property(fraction, ([numerator, denominator]) => {
        expect(roundHalfAway(-numerator, denominator)).toBe(-roundHalfAway(numerator, denominator));
      }),
    );
  });

  test("is exact where binary floating point is not: 25.00 at 1.14% is 28.5, so 29", () => {
    expect(roundHalfAway(2500n * parseDecimal("0.0114"), ONE)).toBe(29n);
    expect(roundHalfAway(-5n, 2n)).toBe(-3n);
  });

  test("refuses a denominator that is not positive", () => {
    expect(() => roundHalfAway(1n, 0n)).toThrow("must be positive");
    expect(() => roundHalfAway(1n, -2n)).toThrow("must be positive");
  });
});

test("money: the smaller and the larger of two integers are those two, in order", () => {
  fc.assert(
    fc.property(anyAmount, anyAmount, (left, right) => {
      const [less, more] = [min(left, right), max(left, right)];
      expect(less).toBeLessThanOrEqual(more);
      expect([less, more].sort()).toEqual([left, right].sort());
    }),
  );
});

describe("decimals", () => {
  test("written and read again are the same", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 23n), max: 10n ** 23n }), (value) => {
        expect(parseDecimal(formatDecimal(value))).toBe(value);
      }),
    );
  });

  test("read and written again are the shortest text of the same number", () => {
    const text = fc.tuple(fc.nat(10 ** 9), fc.stringMatching(/^\d{1,9}$/)).map(([whole, decimals]) => `${whole}.${decimals}`);
    fc.assert(
      fc.property(text, fc.constantFrom("", "-"), (magnitude, sign) => {
        const shortest = magnitude.replace(/\.?0+$/, "");
        expect(formatDecimal(parseDecimal(sign + magnitude))).toBe(shortest === "0" ? "0" : sign + shortest);
      }),
    );
  });

  test.each([
    [0n, "0"],
    [1n, "0.000000001"],
    [-500_000_000n, "-0.5"],
    [60_000_000n, "0.06"],
    [12n * ONE, "12"],
  ])("write %s billionths as %s", (value, text) => {
    expect(formatDecimal(value)).toBe(text);
  });

  test.each(["", "-", ".5", "5.", "1e3", "+1", " 1", "0x1", "1,5", "0.1234567890", "1234567890123456", "٣", "NaN"])(
    "do not include %j",
    (text) => {
      expect(() => parseDecimal(text)).toThrow(RangeError);
    },
  );
});

describe("a split by shares", () => {
  /** Shares that sum to at most 1, equal ones among them. */
  const shares = fc
    .array(fc.oneof(fc.bigInt({ min: 1n, max: ONE }), fc.constantFrom(ONE / 2n, ONE / 3n, ONE / 4n)), { minLength: 1, maxLength: 8 })
    .map((wanted) =>
      sum(wanted) <= ONE
        ? wanted
        : wanted.map((share) => share / BigInt(wanted.length) + 1n).filter((share, index, all) => sum(all.slice(0, index)) + share <= ONE),
    )
    .filter((all) => all.length > 0);
  const amount = fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 10n ** 18n }));

  /** The parts with the house's, which comes last. */
  const withHouse = (amountMinor: bigint, held: readonly bigint[]) => {
    const parts = splitByShares(amountMinor, held);
    return [...held, ONE - sum(held)].map((share, index) => ({ index, share, part: parts[index] ?? amountMinor - sum(parts) }));
  };

  test("conserves the amount: no part, the house's included, is off its exact part by a whole fen", () => {
    fc.assert(
      fc.property(amount, shares, (amountMinor, held) => {
        const all = withHouse(amountMinor, held);
        expect(splitByShares(amountMinor, held)).toHaveLength(held.length);
        expect(sum(all.map(({ part }) => part))).toBe(amountMinor);
        for (const { share, part } of all) expect(magnitude(part * ONE - amountMinor * share)).toBeLessThan(ONE);
      }),
    );
  });

  test("gives the fen left over to the largest remainders, of equal ones to the earlier, to the house last", () => {
    fc.assert(
      fc.property(amount, shares, (amountMinor, held) => {
        const all = withHouse(amountMinor, held).map((each) => ({ ...each, remainder: (amountMinor * each.share) % ONE }));
        const isRoundedUp = ({ share, part }: { share: bigint; part: bigint }) => part * ONE > amountMinor * share;
        const goesBefore = (left: (typeof all)[number], right: (typeof all)[number]) =>
          left.remainder > right.remainder || (left.remainder === right.remainder && left.index < right.index);
        const passedOver = all.filter((each) => !isRoundedUp(each));
        for (const taker of all.filter(isRoundedUp)) expect(passedOver.every((other) => goesBefore(taker, other))).toBe(true);
      }),
    );
  });

  test("refuses shares above 1 together, and negative amounts", () => {
    expect(() => splitByShares(100n, [ONE, 1n])).toThrow(RangeError);
    expect(() => splitByShares(-100n, [ONE / 2n])).toThrow(RangeError);
  });
});

describe("a total handed out to the exact parts that it was rounded from", () => {
  const exactParts = fc.tuple(
    fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), { maxLength: 12 }),
    fc.bigInt({ min: 1n, max: 10n ** 9n }),
  );
  const handOut = (numerators: readonly bigint[], denominator: bigint) =>
    apportion(numerators, denominator, roundHalfAway(sum(numerators), denominator));

  test("sums to it, each part off its exact one by less than a fen, whatever the signs", () => {
    fc.assert(
      fc.property(exactParts, ([numerators, denominator]) => {
        const parts = handOut(numerators, denominator);
        expect(sum(parts)).toBe(roundHalfAway(sum(numerators), denominator));
        for (const [index, numerator] of numerators.entries()) {
          expect(magnitude((parts[index] ?? 0n) * denominator - numerator)).toBeLessThan(denominator);
        }
      }),
    );
  });

  test("is handed back by the reversal of each part", () => {
    fc.assert(
      fc.property(exactParts, ([numerators, denominator]) => {
        const reversed = handOut(
          numerators.map((numerator) => -numerator),
          denominator,
        );
        expect(reversed).toEqual(handOut(numerators, denominator).map((part) => -part));
      }),
    );
  });

  test("goes to the largest cut-off part of the sign that is missing, of equal ones to the earlier", () => {
    expect(apportion([16n, 17n, 17n], 10n, 5n)).toEqual([1n, 2n, 2n]);
    expect(apportion([15n, 15n], 10n, 3n)).toEqual([2n, 1n]);
    expect(apportion([19n, -14n, 5n], 10n, 1n)).toEqual([2n, -1n, 0n]);
  });

  test("is refused where it is no rounding of their sum", () => {
    expect(() => apportion([10n, 20n], 10n, 4n)).toThrow(RangeError);
  });
});

describe("a ratio", () => {
  test("is written in lowest terms", () => {
    fc.assert(
      fc.property(fraction, positive, ([numerator, denominator], factor) => {
        const text = formatRatio({ numerator, denominator });
        expect(formatRatio({ numerator: numerator * factor, denominator: denominator * factor })).toBe(text);
        const [above = "", below = "1"] = text.split("/");
        expect(BigInt(above) * denominator).toBe(BigInt(below) * numerator);
      }),
    );
  });

  test.each([
    [6n, 4n, "3/2"],
    [-1n, 2n, "-1/2"],
    [10n, 5n, "2"],
    [-10n, 5n, "-2"],
    [0n, 7n, "0"],
  ])("of %s to %s is written %s", (numerator, denominator, text) => {
    expect(formatRatio({ numerator, denominator })).toBe(text);
  });
});

test("money: a ratio of a decimal is exact, and so is a ratio times a decimal; an amount without its sign is never below 0", () => {
  expect(ratioOf(5n)).toEqual({ numerator: 5n, denominator: ONE });
  expect(times({ numerator: 3n, denominator: 2n }, 5n)).toEqual({ numerator: 15n, denominator: 2n * ONE });
  expect([-3n, 0n, 3n].map(absolute)).toEqual([3n, 0n, 3n]);
});

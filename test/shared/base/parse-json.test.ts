import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../../shared/base/json/parse-json.ts";
import { briefs } from "../../support/issues.ts";

/** A number's exact value as a fraction of integers. */
function exactly(source: string): { readonly over: bigint; readonly under: bigint } {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/.exec(source) ?? [];
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return power >= 0 ? { over: digits * 10n ** BigInt(power), under: 1n } : { over: digits, under: 10n ** BigInt(-power) };
}

test("parse json: an integer is taken exactly where it is one by its digits, and refused where only its double is one", () => {
  const digits = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String);
  const fraction = fc.stringMatching(/^[0-9]{0,18}$/);
  const exponent = fc.option(fc.integer({ min: -20, max: 20 }), { nil: undefined });
  fc.assert(
    fc.property(digits, fraction, exponent, (whole, part, power) => {
      const source = `${whole}${part === "" ? "" : `.${part}`}${power === undefined ? "" : `e${power}`}`;
      const reading = parseJson(source);
      const { over, under } = exactly(source);
      if (over % under === 0n && over / under <= 2n ** 53n - 1n && over / under >= -(2n ** 53n) + 1n)
        expect(reading, source).toEqual({ ok: true, value: Number(over / under) });
      else if (reading.ok) expect(Number.isInteger(reading.value), source).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test("parse json: what would be changed in silence is refused, and told where", () => {
  const refused = {
    '{"lines":[{"price":1},{"price":9007199254740990.6}]}': "lines[1].price: number-inexact",
    "9007199254740993": "number-inexact",
    "[1e400]": "[0]: number-inexact",
    "[1.00000000000000000001]": "[0]: number-inexact",
    "[1e-400]": "[0]: number-inexact",
    '{"a":1,"b":{"a":1},"a":2}': "a: key-twice",
    '{"a":1,"\\u0061":1}': "a: key-twice",
    '[{"x":[],"y":{"k":"a\\"}{","k":1}}]': "[0].y.k: key-twice",
    '{"a":[{"__proto__":1}]}': "a[0].__proto__: reserved-name",
    '{"\\u005f_proto__":{}}': "__proto__: reserved-name",
    "{oops": "not-json",
  };
  for (const [text, reason] of Object.entries(refused)) {
    const result = parseJson(text);
    expect(result.ok ? [] : briefs([result.issue]), text).toEqual([reason]);
  }
  expect(JSON.stringify(parseJson('{"account":6222020200112233446}'))).not.toContain("622202");
});

test("parse json: 1e2 and 1.0 are what they say, and a fraction stays one", () => {
  const reading = parseJson('{"a":[1e2,1.0,0.5,-1.50e1],"b":"a\\"b","c":{"a":{},"b":[]}}');
  expect(reading).toEqual({ ok: true, value: { a: [100, 1, 0.5, -15], b: 'a"b', c: { a: {}, b: [] } } });
});

test("parse json: any value that JSON can carry comes back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      const reading = parseJson(text);
      if (reading.ok) expect(reading.value).toEqual(JSON.parse(text));
      else expect(text).toMatch(/\d{16}|e[+-]?\d|"__proto__":/);
    }),
  );
});

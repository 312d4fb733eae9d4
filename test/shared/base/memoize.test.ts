import { expect, test } from "vitest";
import { memoize } from "../../../shared/base/memoize.ts";

/** A function that counts how often it computes, and remembers so many results. */
function counted(limit: number) {
  const computed: number[] = [];
  const double = memoize((value: number) => {
    computed.push(value);
    return value * 2;
  }, limit);
  return { double, computed };
}

test("memoize: a result is computed once for each argument, whatever it is", () => {
  const { double, computed } = counted(10);
  expect([double(2), double(0), double(2), double(0), double(3)]).toEqual([4, 0, 4, 0, 6]);
  expect(computed).toEqual([2, 0, 3]);
});

test("memoize: as many results are remembered as the limit says; with one more all earlier ones are computed again", () => {
  const { double, computed } = counted(2);
  for (const value of [1, 2, 1, 2]) double(value);
  expect(computed).toEqual([1, 2]);
  for (const value of [3, 3, 1, 3, 2]) double(value);
  expect(computed).toEqual([1, 2, 3, 1, 2]);
  expect(double(3)).toBe(6);
  expect(computed).toEqual([1, 2, 3, 1, 2, 3]);
});

test("memoize: what throws is not remembered", () => {
  let isReady = false;
  const read = memoize((name: string) => {
    if (!isReady) throw new Error(name);
    return name.length;
  }, 10);
  expect(() => read("abc")).toThrow("abc");
  isReady = true;
  expect(read("abc")).toBe(3);
});

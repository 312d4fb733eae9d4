import fc from "fast-check";
import { expect, test } from "vitest";
import { compare } from "../../../shared/base/text/compare.ts";

test("texts: compared as keys and files sort, by code units and not by a language", () => {
  expect([compare("a", "b"), compare("b", "a"), compare("a", "a"), compare("Z", "a"), compare("a", "aa")]).toEqual([-1, 1, 0, -1, -1]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
      expect([...texts].sort(compare)).toEqual([...texts].sort());
    }),
  );
});

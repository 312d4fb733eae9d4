import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  addIssue,
  code,
  describeIssue,
  type Issue,
  issue,
  kindOfIssue,
  RefusedError,
  refusal,
  under,
} from "../../../shared/base/issues/issue.ts";
import { parse } from "../../../shared/base/issues/parse.ts";
import { decodeIssues, encodeIssues } from "../../../shared/base/issues/stored-issues.ts";

const schema = z.strictObject({
  id: z.string().min(1).max(3),
  count: z.int().min(0).max(9).optional(),
  kind: z.enum(["a", "b"]).optional(),
  flag: z.boolean().optional(),
  names: z.array(z.string()).min(1).max(2).optional(),
  part: z.discriminatedUnion("kind", [z.object({ kind: z.literal("x") }), z.object({ kind: z.literal("y") })]).optional(),
  day: z.iso.date(code("day-expected")).optional(),
  even: z
    .number()
    .superRefine((value, context) => {
      if (value % 2 !== 0) addIssue(context, [], "too-large", { maximum: 2 });
    })
    .optional(),
});

describe("an issue of a schema", () => {
  test.each<[object, Issue]>([
    [{}, issue("id", "missing")],
    [{ id: 5 }, issue("id", "text-expected")],
    [{ id: "" }, issue("id", "too-short", { minimum: 1 })],
    [{ id: "long" }, issue("id", "too-long", { maximum: 3 })],
    [{ id: "a", count: 1.5 }, issue("count", "integer-expected")],
    [{ id: "a", count: "1" }, issue("count", "number-expected")],
    [{ id: "a", count: -1 }, issue("count", "too-small", { minimum: 0 })],
    [{ id: "a", count: 10 }, issue("count", "too-large", { maximum: 9 })],
    [{ id: "a", kind: "c" }, issue("kind", "not-a-choice", { values: "a, b" })],
    [{ id: "a", flag: "yes" }, issue("flag", "boolean-expected")],
    [{ id: "a", names: "x" }, issue("names", "list-expected")],
    [{ id: "a", names: [] }, issue("names", "too-few", { minimum: 1 })],
    [{ id: "a", names: ["", "", ""] }, issue("names", "too-many", { maximum: 2 })],
    [{ id: "a", names: [1] }, issue("names[0]", "text-expected")],
    [{ id: "a", part: { kind: "z" } }, issue("part.kind", "not-a-choice", { values: "x, y" })],
    [
      { id: "a", day: "soon" },
      { ...issue("day", "day-expected"), params: expect.anything() },
    ],
    [{ id: "a", even: 3 }, issue("even", "too-large", { maximum: 2 })],
    [{ id: "a", "a b": 1 }, issue('"a b"', "unknown-field")],
  ])("%j has the schema's code, else that of its kind, with the limits as params", (content, found) => {
    expect(parse(schema, content)).toEqual({ ok: false, issues: [found] });
  });
});

test("issues: what an issue quotes is cut and never half a character; at most 20 are told", () => {
  const long = parse(schema, { id: "a", [`x${"\u{1f600}".repeat(5_000)}`]: 1 });
  const [found] = long.ok ? [] : long.issues;
  expect(found?.path.length).toBeLessThanOrEqual(200);
  expect(found?.path.isWellFormed()).toBe(true);
  const many = parse(schema, { id: "a", ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`f${at}`, 1])) });
  expect(many.ok ? [] : many.issues).toHaveLength(20);
});

test("issues: issues come back from a store as they were; those of another form are refused", () => {
  const params = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.string({ unit: "grapheme" }), fc.integer()));
  const anyIssue = fc.record({ path: fc.string({ unit: "grapheme" }), code: fc.constantFrom("missing", "too-long"), params });
  fc.assert(
    fc.property(fc.array(anyIssue), (issues) => {
      expect(decodeIssues(encodeIssues(issues as Issue[]))).toEqual(issues);
    }),
  );
  expect(() => decodeIssues('{"form":2,"issues":[]}')).toThrow("form 2");
});

test("issues: an issue of a part is told of the whole; a group leaves out what differs; a refusal is logged by its code", () => {
  const price = issue("price", "too-large", { maximum: 9 });
  expect([under("lines[0]", price), under("", price), under("price", issue("", "missing"))].map(({ path }) => path)).toEqual([
    "lines[0].price",
    "price",
    "price",
  ]);
  expect(under("a", issue("[1]", "missing")).path).toBe("a[1]");
  expect(kindOfIssue(price)).toEqual({ code: "too-large", params: { maximum: "…" } });
  expect(describeIssue({ ...price, line: 7 })).toBe("line 7: price: too-large (maximum 9)");
  expect(new RefusedError(refusal("no-month-closed"), price).message).toBe("no-month-closed; price: too-large (maximum 9)");
});

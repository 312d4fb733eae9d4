import type { LowLevelItem } from "../database.ts";

/** What every condition below looks at; its key is the test's. */
export const SUBJECT: LowLevelItem = {
  n: { N: "5" },
  big: { N: "9007199254740993" },
  tiny: { N: "0.00000000000000000000000000000000000001" },
  t: { S: "h\u00e9llo" },
  blank: { S: "" },
  yes: { BOOL: true },
  nothing: { NULL: true },
  bytes: { B: new Uint8Array([1, 2, 3]) },
  many: { L: [{ N: "1" }, { S: "two" }, { M: { deep: { S: "x" } } }] },
  inside: { M: { a: { N: "1" }, "b.c": { S: "dotted" }, nested: { L: [{ N: "7" }] } } },
  texts: { SS: ["a", "b"] },
  numbers: { NS: ["1", "2.50"] },
  "d.coupon": { N: "3" },
};

interface ConditionCase {
  readonly condition: string;
  readonly values?: LowLevelItem;
  readonly names?: Readonly<Record<string, string>>;
  readonly holds: boolean;
}

const N = (N: string) => ({ N });
const S = (S: string) => ({ S });
const holds = (condition: string, values?: LowLevelItem, names?: Readonly<Record<string, string>>): ConditionCase => ({
  condition,
  holds: true,
  ...(values && { values }),
  ...(names && { names }),
});
const fails = (...args: Parameters<typeof holds>): ConditionCase => ({ ...holds(...args), holds: false });

/** Conditions on SUBJECT, and whether they hold. */
export const CONDITIONS: readonly ConditionCase[] = [
  holds("attribute_exists(pk)"),
  fails("attribute_not_exists(pk)"),
  holds("attribute_not_exists(absent)"),
  fails("attribute_exists(inside.absent)"),
  holds("attribute_exists(inside.nested[0])"),
  fails("attribute_exists(inside.nested[1])"),
  holds("attribute_exists(nothing)"),
  holds("n = :v", { ":v": N("5") }),
  holds("n = :v", { ":v": N("5.0") }),
  fails("n = :v", { ":v": S("5") }),
  holds("n < :v", { ":v": N("10") }),
  fails("n < :v", { ":v": N("5") }),
  holds("n <= :v", { ":v": N("5") }),
  holds("n > :v", { ":v": N("-7") }),
  holds("n >= :v AND n <> :w", { ":v": N("4.999"), ":w": N("6") }),
  fails("n < :v", { ":v": S("z") }),
  holds("big > :v", { ":v": N("9007199254740992") }),
  fails("big = :v", { ":v": N("9007199254740992") }),
  holds("tiny > :v", { ":v": N("0") }),
  holds("absent <> :v", { ":v": N("1") }),
  fails("absent = :v", { ":v": N("1") }),
  fails("absent < :v", { ":v": N("1") }),
  holds("NOT absent = :v", { ":v": N("1") }),
  fails("absent = nobody"),
  holds("n BETWEEN :a AND :b", { ":a": N("5"), ":b": N("5") }),
  fails("n BETWEEN :a AND :b", { ":a": N("6"), ":b": N("9") }),
  holds(":v BETWEEN n AND big", { ":v": N("1000") }),
  holds("n IN (:a, :b)", { ":a": N("1"), ":b": N("5") }),
  fails("n IN (:a)", { ":a": S("5") }),
  holds("t BETWEEN :a AND :b AND n = :n", { ":a": S("a"), ":b": S("z"), ":n": N("5") }),
  holds("n = :a OR n = :b AND yes = :f", { ":a": N("5"), ":b": N("6"), ":f": { BOOL: false } }),
  fails("(n = :a OR n = :b) AND yes = :f", { ":a": N("5"), ":b": N("6"), ":f": { BOOL: false } }),
  holds("NOT n = :a AND yes = :t", { ":a": N("6"), ":t": { BOOL: true } }),
  fails("NOT (n = :a OR yes = :t)", { ":a": N("6"), ":t": { BOOL: true } }),
  holds("not n = :a and yes = :t", { ":a": N("6"), ":t": { BOOL: true } }),
  holds("begins_with(t, :p)", { ":p": S("h\u00e9") }),
  fails("begins_with(t, :p)", { ":p": S("H") }),
  holds("begins_with(bytes, :p)", { ":p": { B: new Uint8Array([1, 2]) } }),
  fails("begins_with(n, :p)", { ":p": S("5") }),
  holds("contains(t, :p)", { ":p": S("ll") }),
  holds("contains(texts, :p)", { ":p": S("b") }),
  fails("contains(texts, :p)", { ":p": N("1") }),
  holds("contains(numbers, :p)", { ":p": N("2.5") }),
  holds("contains(many, :p)", { ":p": S("two") }),
  fails("contains(many, :p)", { ":p": S("x") }),
  holds("attribute_type(many, :p)", { ":p": S("L") }),
  fails("attribute_type(n, :p)", { ":p": S("S") }),
  holds("size(many) = :v", { ":v": N("3") }),
  holds("size(inside) = :v", { ":v": N("3") }),
  holds("size(texts) = :v", { ":v": N("2") }),
  holds("size(bytes) = :v", { ":v": N("3") }),
  holds("size(t) > :v", { ":v": N("4") }),
  holds("size(blank) = :v", { ":v": N("0") }),
  fails("size(absent) < :v", { ":v": N("100") }),
  fails("size(n) < :v", { ":v": N("100") }),
  holds("inside.nested[0] = :v", { ":v": N("7") }),
  holds("many[2].deep = :v", { ":v": S("x") }),
  holds("inside.#bc = :v", { ":v": S("dotted") }, { "#bc": "b.c" }),
  fails("inside.b.c = :v", { ":v": S("dotted") }),
  holds("#d = :v", { ":v": N("3") }, { "#d": "d.coupon" }),
  holds("n > inside.a"),
  holds("yes = :v", { ":v": { BOOL: true } }),
  holds("nothing = :v", { ":v": { NULL: true } }),
  holds("texts = :v", { ":v": { SS: ["b", "a"] } }),
  holds("inside.nested = :v", { ":v": { L: [N("7.0")] } }),
  holds("bytes = :v", { ":v": { B: new Uint8Array([1, 2, 3]) } }),
  fails("toString = :v", { ":v": S("x") }),
];

import type { LowLevelItem } from "../database.ts";

interface UpdateCase {
  readonly update: string;
  readonly values?: LowLevelItem;
  readonly names?: Readonly<Record<string, string>>;
  readonly before?: LowLevelItem;
  /** The item afterwards, without its key; or the message of the refusal. */
  readonly after: LowLevelItem | RegExp;
  /** Why the embedded database does otherwise than AWS's documentation has it. */
  readonly embedded?: string;
}

const N = (N: string) => ({ N });
const S = (S: string) => ({ S });
const NO_PATH = /The document path provided in the update expression is invalid for update/;
const WRONG_TYPE = /An operand in the update expression has an incorrect data type/;
const DIGITS_38 = "99999999999999999999999999999999999999";

/** Updates of an item, and what it is afterwards. */
export const UPDATES: readonly UpdateCase[] = [
  { update: "SET a = :v", values: { ":v": S("x") }, after: { a: S("x") } },
  { update: "SET a = :v, b = a", values: { ":v": N("2") }, before: { a: N("1") }, after: { a: N("2"), b: N("1") } },
  { update: "SET a = a + :v", values: { ":v": N("1") }, before: { a: N("9007199254740993") }, after: { a: N("9007199254740994") } },
  { update: "SET a = :v - a", values: { ":v": N("1") }, before: { a: N("0.1") }, after: { a: N("0.9") } },
  { update: "SET a = if_not_exists(a, :v)", values: { ":v": N("1") }, after: { a: N("1") } },
  { update: "SET a = if_not_exists(a, :v)", values: { ":v": N("1") }, before: { a: N("2") }, after: { a: N("2") } },
  { update: "SET a = if_not_exists(a, :z) + :v", values: { ":z": N("0"), ":v": N("1") }, before: { a: N("2") }, after: { a: N("3") } },
  {
    update: "SET a = list_append(a, :v)",
    values: { ":v": { L: [N("2")] } },
    before: { a: { L: [N("1")] } },
    after: { a: { L: [N("1"), N("2")] } },
  },
  {
    update: "SET a = list_append(if_not_exists(a, :e), :v)",
    values: { ":e": { L: [] }, ":v": { L: [N("2")] } },
    after: { a: { L: [N("2")] } },
  },
  { update: "SET a[1] = :v", values: { ":v": N("9") }, before: { a: { L: [N("1"), N("2")] } }, after: { a: { L: [N("1"), N("9")] } } },
  {
    update: "SET a[7] = :v",
    values: { ":v": N("9") },
    before: { a: { L: [N("1")] } },
    after: { a: { L: [N("1"), N("9")] } },
    embedded: "fills the list up with nulls",
  },
  {
    update: "REMOVE a[0], a[2]",
    before: { a: { L: [N("1"), N("2"), N("3")] } },
    after: { a: { L: [N("2")] } },
    embedded: "counts the second index after the first removal",
  },
  {
    update: "SET m.x = :v REMOVE m.y",
    values: { ":v": N("1") },
    before: { m: { M: { y: N("2"), z: N("3") } } },
    after: { m: { M: { x: N("1"), z: N("3") } } },
  },
  { update: "REMOVE a, b", before: { a: N("1") }, after: {} },
  { update: "REMOVE a", after: {} },
  { update: "ADD a :v", values: { ":v": N("5") }, after: { a: N("5") } },
  { update: "ADD a :v", values: { ":v": N("-7") }, before: { a: N("5") }, after: { a: N("-2") } },
  {
    update: "ADD a :v",
    values: { ":v": N("9007199254740993") },
    before: { a: N("9007199254740993") },
    after: { a: N("18014398509481986") },
  },
  { update: "ADD a :v", values: { ":v": N(`-${DIGITS_38}`) }, before: { a: N(DIGITS_38) }, after: { a: N("0") } },
  { update: "ADD a :v", values: { ":v": N("0.5") }, before: { a: N(DIGITS_38) }, after: /more than 38 significant digits/ },
  { update: "ADD a :v", values: { ":v": { SS: ["b", "c"] } }, before: { a: { SS: ["a", "b"] } }, after: { a: { SS: ["a", "b", "c"] } } },
  {
    update: "ADD a :v",
    values: { ":v": { NS: ["2.0", "3"] } },
    before: { a: { NS: ["1", "2"] } },
    after: { a: { NS: ["1", "2", "3"] } },
    embedded: "takes 2.0 and 2 for two numbers",
  },
  {
    update: "ADD #d :v, #k :v",
    values: { ":v": N("1") },
    names: { "#d": "d.coupon", "#k": "k" },
    after: { "d.coupon": N("1"), k: N("1") },
  },
  { update: "ADD a :v", values: { ":v": N("1") }, before: { a: S("x") }, after: WRONG_TYPE },
  { update: "ADD a :v", values: { ":v": { SS: ["a"] } }, before: { a: { NS: ["1"] } }, after: WRONG_TYPE },
  { update: "DELETE a :v", values: { ":v": { SS: ["b", "c"] } }, before: { a: { SS: ["a", "b"] } }, after: { a: { SS: ["a"] } } },
  { update: "DELETE a :v", values: { ":v": { SS: ["a"] } }, before: { a: { SS: ["a"] }, b: N("1") }, after: { b: N("1") } },
  { update: "DELETE a :v", values: { ":v": { SS: ["a"] } }, after: {} },
  { update: "SET a = b", after: /refers to an attribute that does not exist in the item/ },
  { update: "SET a = a + :v", values: { ":v": N("1") }, after: /refers to an attribute that does not exist in the item/ },
  { update: "SET a = a + :v", values: { ":v": N("1") }, before: { a: S("x") }, after: WRONG_TYPE, embedded: "refuses in other words" },
  { update: "SET m.x = :v", values: { ":v": N("1") }, after: NO_PATH },
  { update: "SET m.x = :v", values: { ":v": N("1") }, before: { m: N("1") }, after: NO_PATH },
  { update: "SET a[0] = :v", values: { ":v": N("1") }, before: { a: { M: {} } }, after: NO_PATH },
  {
    update: "SET a = :v REMOVE b ADD c :n DELETE d :s",
    values: { ":v": S("x"), ":n": N("1"), ":s": { SS: ["x"] } },
    before: { b: N("1"), d: { SS: ["x", "y"] } },
    after: { a: S("x"), c: N("1"), d: { SS: ["y"] } },
  },
];

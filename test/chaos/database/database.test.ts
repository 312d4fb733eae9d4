import { expect, test } from "vitest";
import { type Change, Database, type DatabaseOptions, type LowLevelItem } from "./database.ts";

/** What only the simulated database has: its clock, stale reads, notices and snapshots. */

const at = (sk: string) => ({ pk: { S: "pk" }, sk: { S: sk } });
const item = (sk: string, count: string): LowLevelItem => ({ ...at(sk), n: { N: count } });

function opened(options: Partial<DatabaseOptions> = {}) {
  const database = new Database({ now: () => 0, ...options });
  database.createTable("table");
  const call = (command: string, input: object) => database.execute(command, { TableName: "table", ...input });
  const put = (sk: string, count: string) => call("PutItem", { Item: item(sk, count) });
  const addOne = (sk: string) => ({ Key: at(sk), UpdateExpression: "ADD n :v", ExpressionAttributeValues: { ":v": { N: "1" } } });
  const transact = (sks: readonly string[], ClientRequestToken?: string) =>
    database.execute("TransactWriteItems", {
      TransactItems: sks.map((sk) => ({ Update: { TableName: "table", ...addOne(sk) } })),
      ...(ClientRequestToken && { ClientRequestToken }),
    });
  return { database, call, put, transact };
}

test("database: a token stands for ten minutes of the given clock", () => {
  let nowMs = 0;
  const { database, transact } = opened({ now: () => nowMs });
  const counts: unknown[] = [];
  for (nowMs of [1_000, 1_000 + 600_000 - 1, 1_000 + 600_000, 2_000 + 600_000]) {
    transact(["a"], "token");
    counts.push(...[...database.items("table")].map(({ n }) => n?.N));
  }
  expect(counts).toEqual(["1", "1", "2", "2"]);
});

test("database: a read that needn't be consistent may give what stood before the last write, a deletion or a first put too", () => {
  let isStale = true;
  const { call, put } = opened({ isStale: () => isStale });
  put("changed", "1");
  put("changed", "2");
  put("deleted", "3");
  call("DeleteItem", { Key: at("deleted") });
  put("new", "4");
  const read = (ConsistentRead: boolean) => {
    const query = { KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "pk" } }, ConsistentRead };
    const Keys = ["changed", "deleted", "new"].map(at);
    return {
      query: call("Query", query).Items,
      get: Keys.flatMap((Key) => call("GetItem", { Key, ConsistentRead }).Item ?? []),
      batch: (
        call("BatchGetItem", { TableName: undefined, RequestItems: { table: { Keys, ConsistentRead } } }).Responses as { table: unknown }
      ).table,
    };
  };
  const all = (...items: LowLevelItem[]) => ({ query: items, get: items, batch: items });
  const now = all(item("changed", "2"), item("new", "4"));
  expect(read(false)).toEqual(all(item("changed", "1"), item("deleted", "3")));
  expect(read(true)).toEqual(now);
  isStale = false;
  expect(read(false)).toEqual(now);
});

test("database: each commit is told once, with what it changed", () => {
  const told: (readonly Change[])[] = [];
  const { call, put, transact } = opened({ onCommit: (changes) => told.push(changes) });
  put("a", "1");
  transact(["a", "b"]);
  expect(() => call("PutItem", { Item: item("a", "9"), ConditionExpression: "attribute_not_exists(pk)" })).toThrow();
  call("DeleteItem", { Key: at("absent") });
  call("DeleteItem", { Key: at("b") });
  const change = (sk: string, before: LowLevelItem | undefined, after: LowLevelItem | undefined) => ({ pk: "pk", sk, before, after });
  expect(told).toEqual([
    [change("a", undefined, item("a", "1"))],
    [change("a", item("a", "1"), item("a", "2")), change("b", undefined, item("b", "1"))],
    [change("b", item("b", "1"), undefined)],
  ]);
});

test("database: a snapshot can be gone back to again and again, tokens included", () => {
  const { database, put, transact } = opened();
  put("a", "1");
  transact(["a"], "before");
  const snapshot = database.snapshot();
  const before = [...database.items()];
  for (const sk of ["b", "c"]) {
    put(sk, "7");
    transact(["a"], "after");
    transact(["a"], "before");
    expect([...database.items()]).toEqual([item("a", "3"), item(sk, "7")]);
    database.restore(snapshot);
    expect([...database.items()]).toEqual(before);
  }
});

test("database: what is stored can't be changed from outside", () => {
  const { database, call } = opened();
  const given = { ...at("a"), list: { L: [{ N: "1" }] }, bytes: { B: new Uint8Array([1]) } };
  call("PutItem", { Item: given });
  given.list.L.push({ N: "2" });
  given.bytes.B[0] = 9;
  expect([...database.items()]).toEqual([{ ...at("a"), list: { L: [{ N: "1" }] }, bytes: { B: new Uint8Array([1]) } }]);
});

test("database: half a character is refused, as it can't be stored", () => {
  const { put, call } = opened();
  expect(() => put("a\ud800", "1")).toThrow(expect.objectContaining({ name: "SerializationException" }));
  expect(() => call("GetItem", { Key: at("\udc00") })).toThrow(expect.objectContaining({ name: "SerializationException" }));
});

test("database: a command or parameter that it doesn't know is an error, and no quiet success", () => {
  const { call } = opened();
  expect(() => call("Scan", {})).toThrow("does not know the command Scan");
  expect(() => call("PutItem", { Item: at("a"), Expected: {} })).toThrow("does not know the parameter Expected of PutItem");
  expect(() =>
    call("TransactWriteItems", { TableName: undefined, TransactItems: [{ Put: { TableName: "table", Item: at("a"), Expected: {} } }] }),
  ).toThrow("does not know the parameter Expected of TransactWriteItems");
});

import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CONDITIONS, SUBJECT } from "./database/contract/conditions.ts";
import {
  AWS_TABLE_VARIABLE,
  type CommandName,
  type ContractDatabase,
  openAws,
  openEmbedded,
  openSimulated,
  outcomeOf,
} from "./database/contract/databases.ts";
import { checkRandomHistories } from "./database/contract/histories.ts";
import { REFUSALS } from "./database/contract/refusals.ts";
import { UPDATES } from "./database/contract/updates.ts";
import type { LowLevelItem } from "./database/database.ts";

const awsTable = process.env[AWS_TABLE_VARIABLE];
const DATABASES: readonly (readonly [string, () => Promise<ContractDatabase>])[] = [
  ["the simulated database", openSimulated],
  ["the embedded database", openEmbedded],
  ...(awsTable ? [["DynamoDB in AWS", () => openAws(awsTable)] as const] : []),
];

test.skipIf(!awsTable)(`DynamoDB in AWS is asked too where ${AWS_TABLE_VARIABLE} names a table of the caller's account`, () => {
  expect(DATABASES.map(([name]) => name)).toContain("DynamoDB in AWS");
});

describe.each(DATABASES)("%s", (name, open) => {
  const isEmbedded = name === "the embedded database";
  let database: ContractDatabase;
  let document: DynamoDBDocumentClient;
  beforeAll(async () => {
    database = await open();
    document = DynamoDBDocumentClient.from(database.client, {
      marshallOptions: { removeUndefinedValues: true },
      unmarshallOptions: { wrapNumbers: (digits: string) => BigInt(digits) },
    });
  });
  afterAll(() => database.stop());

  let count = 0;
  /** A partition key that no other test has. */
  const newPk = () => {
    count += 1;
    return `${database.prefix}${count}`;
  };
  const key = (pk: string, sk = "sk") => ({ pk: { S: pk }, sk: { S: sk } });
  const call = (command: CommandName, input: object) => outcomeOf(database.client, command, { TableName: database.table, ...input });
  const put = async (item: LowLevelItem) => expect(await call("PutItem", { Item: item })).toMatchObject({ output: {} });
  const itemAt = async (at: LowLevelItem) =>
    (await call("GetItem", { Key: at, ConsistentRead: true })).output?.Item as LowLevelItem | undefined;
  const transact = (actions: readonly Readonly<Record<string, object>>[], more: object = {}) => {
    const inTable = (action: Readonly<Record<string, object>>) =>
      Object.fromEntries(Object.entries(action).map(([kind, input]) => [kind, { TableName: database.table, ...input }]));
    return outcomeOf(database.client, "TransactWriteItems", { TransactItems: actions.map(inTable), ...more });
  };
  const addOne = (at: LowLevelItem) => ({ Key: at, UpdateExpression: "ADD n :v", ExpressionAttributeValues: { ":v": { N: "1" } } });
  const IF_ABSENT = { ConditionExpression: "attribute_not_exists(pk)" };

  describe("conditions", () => {
    let subject: LowLevelItem;
    beforeAll(async () => {
      subject = { ...key(newPk()), ...SUBJECT };
      await put(subject);
    });
    test.each(CONDITIONS)("$condition with $values: $holds", async ({ condition, values, names, holds }) => {
      const outcome = await call("PutItem", {
        Item: subject,
        ConditionExpression: condition,
        ...(values && { ExpressionAttributeValues: values }),
        ...(names && { ExpressionAttributeNames: names }),
      });
      const refused = { error: "ConditionalCheckFailedException", message: "The conditional request failed" };
      expect(outcome).toMatchObject(holds ? { output: {} } : refused);
    });
  });

  test.each(UPDATES)("$update with $values on $before gives $after", async ({ update, values, names, before, after, embedded }) => {
    const at = key(newPk());
    if (before !== undefined) await put({ ...at, ...before });
    const outcome = await call("UpdateItem", {
      Key: at,
      UpdateExpression: update,
      ...(values && { ExpressionAttributeValues: values }),
      ...(names && { ExpressionAttributeNames: names }),
    });
    const found = { ...outcome, item: inOrder(await itemAt(at)) };
    const expected =
      after instanceof RegExp
        ? { error: "ValidationException", message: expect.stringMatching(after), item: before && { ...at, ...before } }
        : { output: {}, item: { ...at, ...after } };
    if (isEmbedded && embedded !== undefined) expect(found).not.toEqual(expected);
    else expect(found).toEqual(expected);
  });

  test.each(REFUSALS)("$command $input is refused: $message", async ({ command, input, message, embedded }) => {
    const outcome = await call(command, input);
    const expected = { error: "ValidationException", message: expect.stringMatching(message) };
    if (isEmbedded && embedded !== undefined) expect(outcome).not.toMatchObject(expected);
    else expect(outcome).toMatchObject(expected);
  });

  describe("numbers", () => {
    test("are kept exactly, in one form", async () => {
      const forms = {
        "1e20": "100000000000000000000",
        "1.50": "1.5",
        "-0": "0",
        "+7": "7",
        ".5": "0.5",
        "1E-10": "0.0000000001",
        "000123": "123",
      };
      for (const [written, kept] of Object.entries(forms)) {
        const at = key(newPk());
        await put({ ...at, n: { N: written } });
        expect((await itemAt(at))?.n).toEqual({ N: kept });
      }
    });

    test("beyond 2^53 are added exactly, inside a transaction, and come back as bigint", async () => {
      const Key = { pk: newPk(), sk: "sum" };
      const amounts = [9_007_199_254_740_993n, 2n ** 80n + 1n, -(10n ** 30n), 7n];
      for (const amount of amounts) {
        const Update = { TableName: database.table, Key, UpdateExpression: "ADD #n :n", ExpressionAttributeNames: { "#n": "n" } };
        await document.send(
          new TransactWriteCommand({ TransactItems: [{ Update: { ...Update, ExpressionAttributeValues: { ":n": amount } } }] }),
        );
      }
      const { Item } = await document.send(new GetCommand({ TableName: database.table, Key, ConsistentRead: true }));
      expect(Item).toEqual({ ...Key, n: amounts.reduce((sum, amount) => sum + amount, 0n) });
    });
  });

  describe("a document", () => {
    test("comes back as it was put", async () => {
      const Item = {
        ...{ pk: newPk(), sk: "document", n: 2n ** 60n, none: null, yes: true, text: "分润 \u{1f600}" },
        ...{ bytes: new Uint8Array([0, 255]), list: [1n, ["x"], { a: 2n }], texts: new Set(["a"]), numbers: new Set([1n]) },
      };
      await document.send(new PutCommand({ TableName: database.table, Item: { ...Item, gone: undefined } }));
      const found = await document.send(new GetCommand({ TableName: database.table, Key: { pk: Item.pk, sk: Item.sk } }));
      expect(found.Item).toEqual(Item);
    });

    test("that is absent comes back as nothing", async () => {
      const { Item } = await document.send(new GetCommand({ TableName: database.table, Key: { pk: newPk(), sk: "absent" } }));
      expect(Item).toBeUndefined();
    });
  });

  describe("a write's answer", () => {
    test("holds what was asked for", async () => {
      const Key = { pk: newPk(), sk: "returned" };
      const before = { ...Key, a: { x: 1n, y: 1n } };
      const input = { TableName: database.table, Key, UpdateExpression: "SET a.x = :v, b = :v", ExpressionAttributeValues: { ":v": 2n } };
      const answers: Record<string, unknown> = {};
      for (const ReturnValues of ["NONE", "UPDATED_OLD", "ALL_OLD", "UPDATED_NEW", "ALL_NEW"] as const) {
        await document.send(new PutCommand({ TableName: database.table, Item: before }));
        answers[ReturnValues] = (await document.send(new UpdateCommand({ ...input, ReturnValues }))).Attributes;
      }
      expect(answers).toEqual({
        NONE: undefined,
        UPDATED_OLD: { a: { x: 1n } },
        ALL_OLD: before,
        UPDATED_NEW: { a: { x: 2n }, b: 2n },
        ALL_NEW: { ...Key, a: { x: 2n, y: 1n }, b: 2n },
      });
    });

    test("of an update that makes an item holds nothing old", async () => {
      const at = key(newPk());
      const { output } = await call("UpdateItem", { ...addOne(at), ReturnValues: "ALL_OLD" });
      // The embedded database takes the new item's key for an old item.
      expect(output).toEqual(isEmbedded ? { Attributes: at } : {});
    });

    test("of a put or deletion holds the old item", async () => {
      const item = { ...key(newPk()), n: { N: "1" } };
      const { n: _, ...at } = item;
      expect(await call("PutItem", { Item: item, ReturnValues: "ALL_OLD" })).toEqual({ output: {} });
      expect(await call("PutItem", { Item: at, ReturnValues: "ALL_OLD" })).toEqual({ output: { Attributes: item } });
      expect(await call("DeleteItem", { Key: at, ReturnValues: "ALL_OLD" })).toEqual({ output: { Attributes: at } });
      expect(await call("DeleteItem", { Key: at, ReturnValues: "ALL_OLD" })).toEqual({ output: {} });
      expect(await itemAt(at)).toBeUndefined();
    });

    test("of a refusal holds the item that stood in the way, where asked for", async () => {
      const item = { ...key(newPk()), n: { N: "1" } };
      await put(item);
      const again = { Item: item, ...IF_ABSENT };
      const thrown = async (input: object) =>
        document.send(new PutCommand({ TableName: database.table, ...input } as never)).catch((error: unknown) => error);
      const Item = { pk: item.pk.S, sk: "sk", n: 1n };
      expect(await call("PutItem", again)).toMatchObject({ error: "ConditionalCheckFailedException" });
      expect(await thrown({ Item, ...IF_ABSENT, ReturnValuesOnConditionCheckFailure: "ALL_OLD" })).toMatchObject({ Item: item });
      expect(await thrown({ Item, ...IF_ABSENT })).not.toHaveProperty("Item", expect.anything());
    });
  });

  describe("a transaction", () => {
    test("writes all of its actions", async () => {
      const pk = newPk();
      await put(key(pk, "to delete"));
      await put(key(pk, "to check"));
      const outcome = await transact([
        { Put: { Item: key(pk, "put") } },
        { Update: addOne(key(pk, "update")) },
        { Delete: { Key: key(pk, "to delete") } },
        { ConditionCheck: { Key: key(pk, "to check"), ConditionExpression: "attribute_exists(pk)" } },
      ]);
      expect(outcome).toEqual({ output: {} });
      const { Items } = await document.send(queryOf(pk));
      expect(Items?.map(({ sk }) => sk)).toEqual(["put", "to check", "update"]);
    });

    test("writes nothing where one action can't be done, and gives each action's reason in order", async () => {
      const pk = newPk();
      const there = { ...key(pk, "there"), n: { N: "1" } };
      await put(there);
      const outcome = await transact([
        { Put: { Item: key(pk, "put") } },
        { Put: { Item: there, ...IF_ABSENT, ReturnValuesOnConditionCheckFailure: "ALL_OLD" } },
        { Update: { Key: key(pk, "update"), UpdateExpression: "SET a = b" } },
        { Delete: { Key: key(pk, "delete"), ConditionExpression: "attribute_exists(pk)" } },
        { ConditionCheck: { Key: key(pk, "check"), ...IF_ABSENT } },
      ]);
      expect(outcome).toMatchObject({
        error: "TransactionCanceledException",
        message:
          "Transaction cancelled, please refer cancellation reasons for specific reasons " +
          "[None, ConditionalCheckFailed, ValidationError, ConditionalCheckFailed, None]",
        codes: ["None", "ConditionalCheckFailed", "ValidationError", "ConditionalCheckFailed", "None"],
      });
      expect(outcome.reasons?.[1]).toEqual({ Code: "ConditionalCheckFailed", Message: "The conditional request failed", Item: there });
      expect(outcome.reasons?.[3]).not.toHaveProperty("Item", expect.anything());
      expect((await document.send(queryOf(pk))).Items).toEqual([{ pk, sk: "there", n: 1n }]);
    });

    test("looks at the state before it: a write of its own doesn't fulfil another's condition", async () => {
      const pk = newPk();
      const { codes } = await transact([
        { Put: { Item: key(pk, "first") } },
        { ConditionCheck: { Key: key(pk, "second"), ConditionExpression: "attribute_exists(pk)" } },
      ]);
      expect(codes).toEqual(["None", "ConditionalCheckFailed"]);
    });

    test("has 1 to 100 actions", async () => {
      const pk = newPk();
      const puts = (length: number) => Array.from({ length }, (_, index) => ({ Put: { Item: key(pk, `${index}`) } }));
      expect(await transact(puts(100))).toEqual({ output: {} });
      const message = (length: string) => expect.stringMatching(`Member must have length ${length}`);
      expect(await transact(puts(101))).toMatchObject({ error: "ValidationException", message: message("less than or equal to 100") });
      expect(await transact([])).toMatchObject({ error: "ValidationException", message: message("greater than or equal to 1") });
      expect((await document.send(queryOf(pk))).Count).toBe(100);
    });

    test("has one action an item", async () => {
      const at = key(newPk());
      const message = "Transaction request cannot include multiple operations on one item";
      expect(await transact([{ Put: { Item: at } }, { Delete: { Key: at } }])).toMatchObject({ error: "ValidationException", message });
      expect(await itemAt(at)).toBeUndefined();
    });

    test("holds 4 MB at most", async () => {
      const pk = newPk();
      const puts = (length: number) =>
        Array.from({ length }, (_, index) => ({ Put: { Item: { ...key(pk, `${index}`), text: { S: "x".repeat(400_000) } } } }));
      expect(await transact(puts(11))).toMatchObject({ error: "ValidationException" });
      expect(await itemAt(key(pk, "0"))).toBeUndefined();
      expect(await transact(puts(10))).toEqual({ output: {} });
    });

    test("with a key that doesn't fit the table is cancelled for that action", async () => {
      const at = key(newPk());
      expect(await transact([{ Put: { Item: at } }, { Delete: { Key: { pk: at.pk } } }])).toMatchObject({
        error: "TransactionCanceledException",
        codes: ["None", "ValidationError"],
        reasons: [{}, { Message: "The provided key element does not match the schema" }],
      });
      expect(await itemAt(at)).toBeUndefined();
    });

    test("that is malformed is refused as a whole", async () => {
      const at = key(newPk());
      const update = { Key: key(newPk()), UpdateExpression: "SET a = :v" };
      const message = expect.stringMatching(/attribute value used in expression is not defined; attribute value: :v/);
      // The embedded database reads expressions only when it comes to them, and cancels.
      const expected = isEmbedded
        ? { codes: ["None", "ValidationError"], reasons: [{}, { Message: message }] }
        : { error: "ValidationException", message };
      expect(await transact([{ Put: { Item: at } }, { Update: update }])).toMatchObject(expected);
      expect(await itemAt(at)).toBeUndefined();
    });

    test("in a table that isn't there is refused", async () => {
      const [Key, TableName] = [key(newPk()), `no-such-table-${count}`];
      const error = "ResourceNotFoundException";
      expect(await outcomeOf(database.client, "TransactWriteItems", { TransactItems: [{ Delete: { TableName, Key } }] })).toMatchObject({
        error,
      });
      expect(await outcomeOf(database.client, "GetItem", { TableName, Key })).toMatchObject({ error });
    });
  });

  describe("a client token", () => {
    test("makes the same transaction, sent twice, be done once", async () => {
      const at = key(newPk());
      const send = () =>
        transact([{ Update: addOne(at) }], { ClientRequestToken: `once-${at.pk.S}`.slice(-36), ReturnConsumedCapacity: "TOTAL" });
      const units = (kind: string) => ({ output: { ConsumedCapacity: [{ TableName: database.table, CapacityUnits: 2, [kind]: 2 }] } });
      expect(await send()).toEqual(units("WriteCapacityUnits"));
      expect(await send()).toEqual(units("ReadCapacityUnits"));
      expect((await itemAt(at))?.n).toEqual({ N: "1" });
    });

    test("refuses another transaction", async () => {
      const at = key(newPk());
      const more = { ClientRequestToken: `other-${at.pk.S}`.slice(-36) };
      expect(await transact([{ Update: addOne(at) }], more)).toEqual({ output: {} });
      expect(await transact([{ Delete: { Key: at } }], more)).toMatchObject({ error: "IdempotentParameterMismatchException" });
      expect((await itemAt(at))?.n).toEqual({ N: "1" });
    });

    test("of a cancelled transaction may be used again", async () => {
      const [at, other] = [key(newPk()), key(newPk())];
      const check = { Key: other, ConditionExpression: "attribute_exists(pk)" };
      const send = () =>
        transact([{ Update: addOne(at) }, { ConditionCheck: check }], { ClientRequestToken: `again-${at.pk.S}`.slice(-36) });
      expect(await send()).toMatchObject({ codes: ["None", "ConditionalCheckFailed"] });
      await put(other);
      expect(await send()).toEqual({ output: {} });
      expect(await send()).toEqual({ output: {} });
      expect((await itemAt(at))?.n).toEqual({ N: "1" });
    });

    test("has 36 characters at most", async () => {
      const outcome = await transact([{ Delete: { Key: key(newPk()) } }], { ClientRequestToken: "x".repeat(37) });
      expect(outcome).toMatchObject({ error: "ValidationException", message: expect.stringMatching("clientRequestToken") });
    });
  });

  describe("an item", () => {
    /** An item of so many bytes. */
    const itemOf = (bytes: number) => {
      const at = key(newPk());
      return { ...at, text: { S: "x".repeat(bytes - "pk".length - at.pk.S.length - "sksk".length - "text".length) } };
    };

    test("holds 400 KB, with its names, and not a byte more", async () => {
      const message = "Item size has exceeded the maximum allowed size";
      expect(await call("PutItem", { Item: itemOf(409_601) })).toMatchObject({ error: "ValidationException", message });
      const largest = itemOf(409_600);
      await put(largest);
      const { text: _, ...Key } = largest;
      const tooMuch = { Key, UpdateExpression: "SET more = :v", ExpressionAttributeValues: { ":v": { S: "x" } } };
      const updated = { message: "Item size to update has exceeded the maximum allowed size" };
      expect(await call("UpdateItem", tooMuch)).toMatchObject({ error: "ValidationException", ...updated });
      expect(await transact([{ Put: { Item: itemOf(100) } }, { Update: tooMuch }])).toMatchObject({
        codes: ["None", "ValidationError"],
        reasons: [{}, { Message: updated.message }],
      });
      expect(await itemAt(Key)).toEqual(largest);
    });

    test("that is too large is a cancellation where a transaction puts it", async () => {
      const outcome = await transact([{ Put: { Item: itemOf(409_601) } }]);
      // The embedded database takes it for a malformed request; DynamoDB's documentation counts it among the cancellations.
      const expected = isEmbedded
        ? { error: "ValidationException" }
        : { error: "TransactionCanceledException", codes: ["ValidationError"] };
      expect(outcome).toMatchObject(expected);
    });

    test("costs by its size", async () => {
      const units = async (command: CommandName, input: object) => {
        const { output } = await call(command, { ...input, ReturnConsumedCapacity: "TOTAL" });
        return (output?.ConsumedCapacity as { CapacityUnits: number } | undefined)?.CapacityUnits;
      };
      const item = itemOf(4097);
      const { text: _, ...Key } = item;
      expect(await units("PutItem", { Item: item })).toBe(5);
      expect(await units("PutItem", { Item: itemOf(1024) })).toBe(1);
      expect(await units("GetItem", { Key, ConsistentRead: true })).toBe(2);
      expect(await units("GetItem", { Key })).toBe(1);
      expect(await units("GetItem", { Key: key(newPk()), ConsistentRead: true })).toBe(1);
      expect(await units("UpdateItem", addOne(Key))).toBe(5);
      const range = { KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": item.pk } };
      expect(await units("Query", { ...range, ConsistentRead: true })).toBe(2);
      expect(await units("Query", range)).toBe(1);
      const { output } = await transact([{ Update: addOne(Key) }, { Put: { Item: itemOf(100) } }], { ReturnConsumedCapacity: "TOTAL" });
      expect(output?.ConsumedCapacity).toEqual([{ TableName: database.table, CapacityUnits: 12, WriteCapacityUnits: 12 }]);
      expect(await units("DeleteItem", { Key })).toBe(5);
    });
  });

  /** Of one partition, all or a range. */
  function queryOf(pk: string, more: Partial<ConstructorParameters<typeof QueryCommand>[0]> = {}): QueryCommand {
    return new QueryCommand({
      ...{ TableName: database.table, ConsistentRead: true, KeyConditionExpression: "pk = :pk", ...more },
      ExpressionAttributeValues: { ":pk": pk, ...more.ExpressionAttributeValues },
    });
  }

  describe("a query", () => {
    /** By UTF-8: capitals, small letters, accents, then the private and half-width planes, and astral characters last. */
    const SORTED = ["Z", "a", "a#1", "a#10", "a#2", "z", "é", "中", "\ue000", "\uffee", "\u{1f600}", "\u{10ffff}"];
    let pk: string;
    beforeAll(async () => {
      pk = newPk();
      for (const [n, sk] of SORTED.toReversed().entries()) await put({ ...key(pk, sk), n: { N: `${n}` } });
    });
    const found = async (more: Parameters<typeof queryOf>[1] = {}) => {
      const { Items, LastEvaluatedKey } = await document.send(queryOf(pk, more));
      return { sks: Items?.map(({ sk }) => sk as string), last: LastEvaluatedKey?.sk as string | undefined };
    };

    test("gives items in the order of their sort keys' UTF-8 bytes, or the other way round", async () => {
      expect(await found()).toEqual({ sks: SORTED });
      expect(await found({ ScanIndexForward: false })).toEqual({ sks: SORTED.toReversed() });
    });

    test.each([
      ["sk = :a", ["a"], SORTED.slice(1, 2)],
      ["sk < :a", ["a#1"], SORTED.slice(0, 2)],
      ["sk <= :a", ["a#1"], SORTED.slice(0, 3)],
      ["sk > :a", ["\uffee"], SORTED.slice(10)],
      ["sk >= :a", ["\uffee"], SORTED.slice(9)],
      ["begins_with(sk, :a)", ["a#"], ["a#1", "a#10", "a#2"]],
      ["sk BETWEEN :a AND :b", ["a#", "a#\u{10ffff}"], ["a#1", "a#10", "a#2"]],
      ["sk BETWEEN :a AND :b", ["é", "\u{1f600}"], SORTED.slice(6, 11)],
      ["sk > :a", ["\u{10ffff}"], []],
    ])("where %s with %j gives %j", async (condition, [a, b], expected) => {
      const range = { KeyConditionExpression: `pk = :pk AND ${condition}`, ExpressionAttributeValues: { ":a": a, ...(b && { ":b": b }) } };
      expect((await found(range)).sks).toEqual(expected);
    });

    test.each([true, false])("is paged by a limit, forwards %s", async (ScanIndexForward) => {
      const pages: (readonly string[])[] = [];
      let ExclusiveStartKey: { pk: string; sk: string } | undefined;
      do {
        const { sks = [], last } = await found({ ScanIndexForward, Limit: 4, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
        pages.push(sks);
        ExclusiveStartKey = last === undefined ? undefined : { pk, sk: last };
      } while (ExclusiveStartKey !== undefined);
      const all = ScanIndexForward ? SORTED : SORTED.toReversed();
      // The third page is full, so that it can't tell that nothing follows.
      expect(pages).toEqual([all.slice(0, 4), all.slice(4, 8), all.slice(8), []]);
    });

    test("goes on after a key that isn't there any more", async () => {
      expect((await found({ ExclusiveStartKey: { pk, sk: "m" } })).sks).toEqual(SORTED.slice(5));
    });

    test("counts its limit before the filter", async () => {
      const filter = { FilterExpression: "n < :n", ExpressionAttributeValues: { ":n": SORTED.length - 2 } };
      expect(await found({ ...filter, Limit: 3 })).toEqual({ sks: SORTED.slice(2, 3), last: SORTED[2] });
      const { Items, Count, ScannedCount } = await document.send(queryOf(pk, { ...filter, Select: "COUNT" }));
      expect({ Items, Count, ScannedCount }).toEqual({ Items: undefined, Count: SORTED.length - 2, ScannedCount: SORTED.length });
    });

    test("gives only the attributes asked for", async () => {
      const { Items } = await document.send(queryOf(pk, { ProjectionExpression: "n", Limit: 1 }));
      expect(Items).toEqual([{ n: BigInt(SORTED.length - 1) }]);
    });

    test("is cut before 1 MB", async () => {
      const of = newPk();
      for (let index = 0; index < 5; index += 1) await put({ ...key(of, `${index}`), text: { S: "x".repeat(300_000) } });
      const first = await document.send(queryOf(of, { ProjectionExpression: "sk" }));
      expect({ Items: first.Items, LastEvaluatedKey: first.LastEvaluatedKey }).toEqual({
        Items: ["0", "1", "2"].map((sk) => ({ sk })),
        LastEvaluatedKey: { pk: of, sk: "2" },
      });
      const rest = await document.send(queryOf(of, { ProjectionExpression: "sk", ExclusiveStartKey: first.LastEvaluatedKey }));
      expect({ Items: rest.Items, LastEvaluatedKey: rest.LastEvaluatedKey }).toEqual({ Items: ["3", "4"].map((sk) => ({ sk })) });
    });

    test("of a partition without items gives none", async () => {
      const { Items, Count, LastEvaluatedKey } = await document.send(queryOf(newPk()));
      expect({ Items, Count, LastEvaluatedKey }).toEqual({ Items: [], Count: 0 });
    });
  });

  describe("a batch of keys", () => {
    const batch = (keys: readonly LowLevelItem[]) =>
      outcomeOf(database.client, "BatchGetItem", {
        RequestItems: { [database.table]: { Keys: [...keys], ConsistentRead: true } },
        ReturnConsumedCapacity: "TOTAL",
      });

    test("gives the items that are there", async () => {
      const pk = newPk();
      await put(key(pk, "there"));
      const Keys = ["there", "absent"].map((sk) => ({ pk, sk }));
      const { Responses, UnprocessedKeys } = await document.send(new BatchGetCommand({ RequestItems: { [database.table]: { Keys } } }));
      expect({ Responses, UnprocessedKeys }).toEqual({ Responses: { [database.table]: [{ pk, sk: "there" }] }, UnprocessedKeys: {} });
      const { output } = await batch([key(pk, "there"), key(pk, "absent")]);
      expect(output?.ConsumedCapacity).toEqual([{ TableName: database.table, CapacityUnits: 2 }]);
    });

    test("has 100 at most, each once", async () => {
      const pk = newPk();
      const keys = Array.from({ length: 101 }, (_, index) => key(pk, `${index}`));
      expect(await batch(keys.slice(1))).toMatchObject({ output: { UnprocessedKeys: {} } });
      expect(await batch(keys)).toMatchObject({ error: "ValidationException" });
      expect(await batch([])).toMatchObject({ error: "ValidationException" });
      const message = "Provided list of item keys contains duplicates";
      expect(await batch([key(pk), key(pk)])).toMatchObject({ error: "ValidationException", message });
    });

    test("leaves over what passes 16 MB", async () => {
      const pk = newPk();
      const keys = Array.from({ length: 43 }, (_, index) => key(pk, `${index}`));
      for (const at of keys) await put({ ...at, text: { S: "x".repeat(400_000) } });
      const { output } = await batch(keys);
      const { Responses, UnprocessedKeys } = output as {
        Responses: Record<string, LowLevelItem[]>;
        UnprocessedKeys: Record<string, { Keys: LowLevelItem[] }>;
      };
      const [given, left] = [Responses[database.table] ?? [], UnprocessedKeys[database.table]?.Keys ?? []];
      expect(given).toHaveLength(41);
      expect([...given.map(({ sk }) => sk), ...left.map(({ sk }) => sk)].sort(bySk)).toEqual(keys.map(({ sk }) => sk).sort(bySk));
    });
  });
});

test("database: random histories leave the simulated and the embedded database in one state, with the same outcome at each step", async () => {
  const [simulated, embedded] = [await openSimulated(), await openEmbedded()];
  try {
    await checkRandomHistories(simulated, embedded);
  } finally {
    await embedded.stop();
  }
});

function bySk(left: LowLevelItem[string] | undefined, right: LowLevelItem[string] | undefined): number {
  return Number(left?.S) - Number(right?.S);
}

/** Sets have no order. */
function inOrder(item: LowLevelItem | undefined): LowLevelItem | undefined {
  const sorted = (value: LowLevelItem[string]): LowLevelItem[string] =>
    value.SS ? { SS: value.SS.toSorted() } : value.NS ? { NS: value.NS.toSorted() } : value;
  return item && Object.fromEntries(Object.entries(item).map(([name, value]) => [name, sorted(value)]));
}

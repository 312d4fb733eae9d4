import fc from "fast-check";
import { expect } from "vitest";
import type { LowLevelItem } from "../database.ts";
import { type CommandName, type ContractDatabase, outcomeOf } from "./databases.ts";

/** Random histories of a few items, taken by two databases side by side. */

const RUNS = 50;
const SORT_KEYS = ["a", "b", "c", "\u{1f600}", "\uffee"];

interface Step {
  readonly command: CommandName;
  /** Keys are sort keys, tables missing: `inTable` completes them. */
  readonly input: Readonly<Record<string, unknown>>;
}

const sk = fc.constantFrom(...SORT_KEYS);
const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map(String),
  fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }).map(String),
  fc.constantFrom("0.1", "-2.5", "1e3", "7.000"),
);
const value: fc.Arbitrary<LowLevelItem[string]> = fc.oneof<fc.Arbitrary<LowLevelItem[string]>[]>(
  number.map((N) => ({ N })),
  fc.constantFrom<LowLevelItem[string]>({ S: "x" }, { BOOL: true }, { L: [{ N: "1" }] }, { M: { x: { N: "1" } } }, { SS: ["x", "y"] }),
);

interface Expression {
  readonly text: string;
  readonly values?: Readonly<Record<string, LowLevelItem[string]>>;
}

const condition: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom<Expression>(
    { text: "attribute_not_exists(pk)" },
    { text: "attribute_exists(pk)" },
    { text: "attribute_exists(n) AND NOT attribute_exists(v.x)" },
    { text: "n = :c", values: { ":c": { N: "1" } } },
    { text: "contains(v, :c)", values: { ":c": { S: "x" } } },
  ),
  fc.record({ comparator: fc.constantFrom("=", "<>", "<", "<=", ">", ">="), number }).map(({ comparator, number: N }) => ({
    text: `attribute_not_exists(pk) OR n ${comparator} :c`,
    values: { ":c": { N } },
  })),
);
const update: fc.Arbitrary<Expression> = fc.oneof(
  number.map((N) => ({ text: "ADD n :u", values: { ":u": { N } } })),
  number.map((N) => ({ text: "SET n = if_not_exists(n, :u) + :u", values: { ":u": { N } } })),
  value.map((any) => ({ text: "SET v = :u, w = if_not_exists(v, :u)", values: { ":u": any } })),
  fc.constantFrom<Expression>(
    { text: "REMOVE n, v" },
    { text: "SET v.x = :u", values: { ":u": { N: "2" } } },
    { text: "DELETE v :u", values: { ":u": { SS: ["x"] } } },
    { text: "ADD v :u", values: { ":u": { SS: ["z"] } } },
    { text: "SET v = list_append(v, :u)", values: { ":u": { L: [{ N: "2" }] } } },
  ),
);

type Action = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function expressions(change: Expression | undefined, guard: Expression | undefined): Record<string, unknown> {
  const values = { ...change?.values, ...guard?.values };
  return {
    ...(change && { UpdateExpression: change.text }),
    ...(guard && { ConditionExpression: guard.text }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

const guard = fc.option(condition, { nil: undefined });
const action = (at: string): fc.Arbitrary<Action> =>
  fc.oneof(
    fc
      .record({ n: number, v: value, guard })
      .map(({ n, v, guard: by }) => ({ Put: { Item: { sk: at, n: { N: n }, v }, ...expressions(undefined, by) } })),
    fc.record({ update, guard }).map(({ update: change, guard: by }) => ({ Update: { Key: { sk: at }, ...expressions(change, by) } })),
    guard.map((by) => ({ Delete: { Key: { sk: at }, ...expressions(undefined, by) } })),
    condition.map((by) => ({ ConditionCheck: { Key: { sk: at }, ...expressions(undefined, by) } })),
  );

const single: fc.Arbitrary<Step> = sk.chain(action).map((only) => {
  const [[kind, input]] = Object.entries(only) as [[string, Record<string, unknown>]];
  // A check by itself is only a read.
  return kind === "ConditionCheck"
    ? { command: "GetItem", input: { Key: input.Key } }
    : { command: `${kind}Item` as CommandName, input: { ...input, ReturnValues: kind === "Update" ? "ALL_NEW" : "ALL_OLD" } };
});
const transaction: fc.Arbitrary<Step> = fc
  .tuple(fc.uniqueArray(sk, { minLength: 1 }), fc.option(fc.constantFrom("token-1", "token-2"), { nil: undefined }))
  .chain(([sks, token]) =>
    fc.tuple(...sks.map(action)).map((TransactItems) => ({
      command: "TransactWriteItems" as const,
      input: { TransactItems, ReturnConsumedCapacity: "TOTAL", ...(token && { token }) },
    })),
  );

let histories = 0;

/** Every step of every history goes alike, and leaves the same items. */
export async function checkRandomHistories(first: ContractDatabase, second: ContractDatabase): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(single, transaction), { minLength: 1, maxLength: 12 }), async (steps) => {
      histories += 1;
      const pk = `${first.prefix}${second.prefix}history-${histories}`;
      for (const step of steps) {
        const [one, other] = await Promise.all([first, second].map((database) => outcome(database, pk, step)));
        expect(other).toEqual(one);
      }
      const [one, other] = await Promise.all([first, second].map((database) => itemsOf(database, pk)));
      expect(other).toEqual(one);
    }),
    { numRuns: RUNS },
  );
}

/** How a step went, without the wording of an error. */
async function outcome(database: ContractDatabase, pk: string, { command, input }: Step): Promise<unknown> {
  const { output, error, codes } = await outcomeOf(database.client, command, inTable(input, database, pk));
  return { output, error, codes };
}

/** The input with the table's name, whole keys, and a token of this history. */
function inTable(input: Readonly<Record<string, unknown>>, database: ContractDatabase, pk: string): Record<string, unknown> {
  const { TransactItems, token, ...rest } = input;
  const whole = (at: unknown) => ({ ...(at as object), pk: { S: pk }, sk: { S: (at as { sk: string }).sk } });
  if (TransactItems === undefined)
    return {
      ...{ ...rest, TableName: database.table },
      ...(rest.Key !== undefined && { Key: whole(rest.Key) }),
      ...(rest.Item !== undefined && { Item: whole(rest.Item) }),
    };
  const actions = (TransactItems as readonly Action[]).map((each) =>
    Object.fromEntries(Object.entries(each).map(([kind, one]) => [kind, inTable(one, database, pk)])),
  );
  return { ...rest, TransactItems: actions, ...(token !== undefined && { ClientRequestToken: `${pk}-${token}`.slice(-36) }) };
}

async function itemsOf({ client, table }: ContractDatabase, pk: string): Promise<unknown> {
  const { output } = await outcomeOf(client, "Query", {
    ...{ TableName: table, ConsistentRead: true },
    ...{ KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: pk } } },
  });
  return output?.Items;
}

import type { CommandName } from "./databases.ts";

interface Refusal {
  readonly command: CommandName;
  /** Without the table's name. `KEY` stands for the key of the test's item. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly message: RegExp;
  /** Why the embedded database does otherwise than DynamoDB. */
  readonly embedded?: string;
}

export const KEY = { pk: { S: "contract-refusals" }, sk: { S: "sk" } } as const;
const ONE = { ":v": { N: "1" } } as const;
const put = (item: object, message: RegExp): Refusal => ({ command: "PutItem", input: { Item: { ...KEY, ...item } }, message });
const condition = (ConditionExpression: string, message: RegExp, more: object = { ExpressionAttributeValues: ONE }): Refusal => ({
  command: "PutItem",
  input: { Item: KEY, ConditionExpression, ...more },
  message,
});
const update = (UpdateExpression: string, message: RegExp, more: object = { ExpressionAttributeValues: ONE }): Refusal => ({
  command: "UpdateItem",
  input: { Key: KEY, UpdateExpression, ...more },
  message,
});
const query = (KeyConditionExpression: string, message: RegExp, more: object = {}): Refusal => ({
  command: "Query",
  input: { KeyConditionExpression, ExpressionAttributeValues: { ":p": KEY.pk, ":a": { S: "a" } }, ...more },
  message,
});
/** Notes that the embedded database does otherwise. */
const notEmbedded = (embedded: string, refusal: Refusal): Refusal => ({ ...refusal, embedded });
const OTHER_WORDS = "refuses in other words";
const EMPTY_KEY = /The AttributeValue for a key attribute cannot contain an empty string value. Key: sk/;

/** Requests that are refused, whatever the table holds. */
export const REFUSALS: readonly Refusal[] = [
  put({ n: { N: "abc" } }, /cannot be converted to a numeric value/),
  put({ n: { N: "1".repeat(39) } }, /more than 38 significant digits/),
  put({ n: { N: "1e126" } }, /Number overflow/),
  put({ n: { N: "1e-131" } }, /Number underflow/),
  put({ s: { SS: [] } }, /set\s+may not be empty/),
  put({ s: { SS: ["a", "a"] } }, /contains duplicates/),
  put({ s: { NS: ["1", "1.0"] } }, /contains duplicates/),
  put({ n: { NULL: false } }, /Null attribute value types must have the value of true/),
  put({ sk: { S: "" } }, EMPTY_KEY),
  put({ sk: { N: "1" } }, /Type mismatch for key sk expected: S actual: N/),
  put({ pk: { S: "x".repeat(2049) } }, /exceeded the maximum size limit of\s*2048 bytes/),
  put({ sk: { S: "x".repeat(1025) } }, /exceeded the (maximum )?size limit of\s*1024 bytes/),
  { command: "PutItem", input: { Item: { pk: { S: "contract-refusals" } } }, message: /Missing the key sk in the item/ },
  { command: "GetItem", input: { Key: { pk: { S: "contract-refusals" } } }, message: /The provided key element does not match the schema/ },
  { command: "GetItem", input: { Key: { ...KEY, more: { S: "x" } } }, message: /The provided key element does not match the schema/ },
  { command: "GetItem", input: { Key: { pk: { S: "contract-refusals" }, sk: { S: "" } } }, message: EMPTY_KEY },
  notEmbedded(OTHER_WORDS, condition("n = :v AND", /Invalid ConditionExpression: Syntax error; token: "<EOF>"/)),
  condition("n ! :v", /Invalid ConditionExpression: Syntax error; token: "!"/),
  condition("", /Invalid ConditionExpression: The expression can not be empty;/, {}),
  condition("status = :v", /Attribute name is a reserved keyword; reserved keyword: status/),
  condition("#n = :v", /attribute name used in the document path is not defined; attribute name: #n/),
  condition("n = :w", /attribute value used in expression is not defined; attribute value: :w/, {}),
  notEmbedded(
    "lets unused names pass where the condition fails",
    condition("n = :v", /Value provided in ExpressionAttributeNames unused in expressions: keys: \{#n\}/, {
      ExpressionAttributeValues: ONE,
      ExpressionAttributeNames: { "#n": "n" },
    }),
  ),
  notEmbedded(
    "lets unused values pass where the condition fails",
    condition("attribute_exists(pk)", /Value provided in ExpressionAttributeValues unused in expressions: keys: \{:v\}/),
  ),
  condition("((n = :v))", /The expression has redundant parentheses/),
  condition("exists(n) AND m = :v", /Invalid function name; function: exists/),
  notEmbedded(OTHER_WORDS, condition("attribute_exists(n, m) AND m = :v", /Incorrect number of operands for operator or function/)),
  notEmbedded(OTHER_WORDS, condition("attribute_exists(:v)", /Operator or function requires a document path/)),
  notEmbedded(
    "compares an attribute with itself",
    condition("n = n AND m = :v", /The first operand must be distinct from the remaining operands/),
  ),
  condition("begins_with(n, :v)", /Incorrect operand type for operator or function; operator or function: begins_with, operand type: N/),
  notEmbedded(
    "takes any text for the name of a type",
    condition("attribute_type(n, :t)", /Invalid attribute type name found/, { ExpressionAttributeValues: { ":t": { S: "X" } } }),
  ),
  condition("n BETWEEN :b AND :a", /The BETWEEN operator requires upper bound to be greater than or equal to lower bound/, {
    ExpressionAttributeValues: { ":a": { N: "1" }, ":b": { N: "2" } },
  }),
  condition(`n = :v ${"OR n = :v ".repeat(410)}`, /Expression size has exceeded the maximum allowed size/),
  { command: "PutItem", input: { Item: KEY, ExpressionAttributeValues: ONE }, message: /can only be specified when using expressions/ },
  { command: "PutItem", input: { Item: KEY, ReturnValues: "ALL_NEW" }, message: /./ },
  update("SET pk = :v", /Cannot update attribute pk. This attribute is part of the key/),
  update("SET a = :v, a = :v", /Two document paths overlap with each other/),
  update("SET a.b = :v REMOVE a", /Two document paths overlap with each other/),
  notEmbedded(OTHER_WORDS, update("SET a.b = :v REMOVE a[0]", /Two document paths conflict with each other/)),
  update("SET a = :v SET b = :v", /The "SET" section can only be used once in an update expression/),
  update("ADD a :v", /Incorrect operand type for operator or function/, { ExpressionAttributeValues: { ":v": { S: "x" } } }),
  update("DELETE a :v", /Incorrect operand type for operator or function/),
  update("SET a = :v + :w", /Incorrect operand type for operator or function/, { ExpressionAttributeValues: { ...ONE, ":w": { S: "x" } } }),
  notEmbedded(OTHER_WORDS, query("sk = :a AND pk <> :p", /Unsupported operator|not supported/)),
  query("sk = :a", /Query condition missed key schema element: pk/, { ExpressionAttributeValues: { ":a": { S: "a" } } }),
  notEmbedded(OTHER_WORDS, query("pk = :p OR sk = :a", /Invalid operator used in KeyConditionExpression: OR/)),
  notEmbedded(OTHER_WORDS, query("pk = :p AND sk > :a AND sk < :a", /must only contain one condition per key/)),
  query("pk = :p AND sk = :a", /Filter Expression can only contain non-primary key attributes: Primary key attribute: sk/, {
    FilterExpression: "sk = :a",
  }),
  notEmbedded(OTHER_WORDS, query("pk = :p AND sk > :a", /Value '0' at 'limit'/i, { Limit: 0 })),
  notEmbedded(
    "starts anywhere",
    query("pk = :p AND sk > :a", /The provided starting key/, { ExclusiveStartKey: { pk: { S: "other" }, sk: { S: "b" } } }),
  ),
];

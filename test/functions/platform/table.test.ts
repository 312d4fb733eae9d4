import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, expect, test } from "vitest";
import { Table } from "../../../functions/_platform/dynamodb/table.ts";
import { shortPause } from "../../support/ledger.ts";

/** How DynamoDB's answers are told apart: the embedded database raises no conflict of transactions and never throttles. */

const mock = mockClient(DynamoDBDocumentClient);
afterEach(() => mock.reset());

test.each([
  [["None", "TransactionConflict"], { kind: "busy" }],
  [["ThrottlingError", "None"], { kind: "busy" }],
  [["None", "ConditionalCheckFailed"], { kind: "refused", failed: [1] }],
  [["ConditionalCheckFailed", "TransactionConflict"], { kind: "refused", failed: [0] }],
  [["ValidationError", "None"], { kind: "invalid", message: "cancelled" }],
])("table: a transaction cancelled for %j is told as %j", async (codes, expected) => {
  const CancellationReasons = codes.map((Code) => ({ Code }));
  mock.on(TransactWriteCommand).rejects(new TransactionCanceledException({ message: "cancelled", $metadata: {}, CancellationReasons }));
  expect(await new Table(new DynamoDBClient({}), "table", shortPause).transact([])).toEqual(expected);
});

test("table: what no retry fixes is thrown, what may pass is busy", async () => {
  const table = new Table(new DynamoDBClient({}), "table", shortPause);
  mock.on(TransactWriteCommand).rejects(new TransactionConflictException({ message: "rival", $metadata: {} }));
  expect(await table.transact([])).toEqual({ kind: "busy" });
  mock.on(TransactWriteCommand).rejects(Object.assign(new Error("no access"), { name: "AccessDeniedException" }));
  await expect(table.transact([])).rejects.toThrow("no access");
});

import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../../infra/local/embedded-database.ts";
import { LOCAL_CREDENTIALS } from "../../infra/local/intrinsics.ts";
import type { LocalTable } from "../../infra/local/resources.ts";
import { ensureTable } from "../../infra/local/table.ts";
import { TABLE_KEY } from "../support/table-key.ts";

const table: LocalTable = { name: "rows", ...TABLE_KEY };

afterEach(() => {
  vi.unstubAllEnvs();
});

// Where a database is given, that one is used, and none of ours starts.
describe.skipIf(process.env.AWS_ENDPOINT_URL_DYNAMODB)("the embedded database", () => {
  test("starts, holds the template's table, and ends", async () => {
    const database = await openDatabase();
    try {
      expect(database.ours).toBe(true);
      await ensureTable(table, database.endpoint);
      // A second time nothing happens.
      await ensureTable(table, database.endpoint);
      const client = new DynamoDBClient({ endpoint: database.endpoint, region: "us-east-1", credentials: LOCAL_CREDENTIALS });
      const { Table } = await client.send(new DescribeTableCommand({ TableName: "rows" }));
      expect(Table).toMatchObject({ TableStatus: "ACTIVE", KeySchema: table.keySchema });
    } finally {
      await database.stop();
    }
    await expect(fetch(database.endpoint)).rejects.toThrow();
    // Ending what has ended is no error.
    await database.stop();
  });

  test("several run at the same time", async () => {
    const databases = await Promise.all([openDatabase(), openDatabase(), openDatabase()]);
    expect(new Set(databases.map(({ endpoint }) => endpoint)).size).toBe(3);
    await Promise.all(databases.map((database) => database.stop()));
  });

  test("is not started where another is named", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000");
    const database = await openDatabase();
    expect(database).toMatchObject({ endpoint: "http://127.0.0.1:8000", ours: false });
    await database.stop();
  });

  test("says what to do where there is none for the platform", async () => {
    const platform = Object.getOwnPropertyDescriptor(process, "platform") as PropertyDescriptor;
    Object.defineProperty(process, "platform", { ...platform, value: "plan9" });
    try {
      await expect(openDatabase()).rejects.toThrow(/@dynoxide\/plan9-.*npm install.*AWS_ENDPOINT_URL_DYNAMODB/);
    } finally {
      Object.defineProperty(process, "platform", platform);
    }
  });

  test("says why it did not start", async () => {
    await expect(openDatabase({ dbPath: "/nowhere/at/all.db" })).rejects.toMatchObject({
      cause: { message: expect.stringContaining("dynoxide ended") },
    });
  });
});

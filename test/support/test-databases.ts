import { BatchWriteItemCommand, DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { openDatabase } from "../../infra/local/embedded-database.ts";
import { LOCAL_CREDENTIALS, LOCAL_REGION } from "../../infra/local/intrinsics.ts";
import type { LocalTable } from "../../infra/local/resources.ts";
import { ensureTable } from "../../infra/local/table.ts";
import { answeredClient } from "../chaos/database/client.ts";
import { Database, type LowLevelItem } from "../chaos/database/database.ts";

/** A database for the tables of one file. */
export interface TestDatabase {
  createTable(name: string): Promise<void>;
  client(): DynamoDBClient;
  /** All items of a table, as stored. */
  items(table: string): Promise<LowLevelItem[]>;
  /** Puts all items of one table into another. */
  copyItems(from: string, to: string): Promise<void>;
  stop(): Promise<void>;
}

/** As many items as one call of DynamoDB writes. */
const ITEMS_A_WRITE = 25;

/** The embedded database, in a process of its own. */
export async function embedded(shape: LocalTable): Promise<TestDatabase> {
  const { endpoint, stop } = await openDatabase();
  const client = () => new DynamoDBClient({ endpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS });
  const items: TestDatabase["items"] = async (TableName) =>
    (await Array.fromAsync(paginateScan({ client: client() }, { TableName }))).flatMap(({ Items = [] }) => Items);
  return {
    createTable: (name) => ensureTable({ ...shape, name }, endpoint),
    client,
    items,
    copyItems: async (from, to) => {
      const [copying, all] = [client(), await items(from)];
      for (let start = 0; start < all.length; start += ITEMS_A_WRITE) {
        const puts = all.slice(start, start + ITEMS_A_WRITE).map((Item) => ({ PutRequest: { Item } }));
        const { UnprocessedItems = {} } = await copying.send(new BatchWriteItemCommand({ RequestItems: { [to]: puts } }));
        if (Object.keys(UnprocessedItems).length > 0) throw new Error("the database took only a part of what was copied");
      }
    },
    stop,
  };
}

/** The chaos test's database, in memory: its semantics are held to the embedded one's by the contract tests. */
export async function simulated(): Promise<TestDatabase> {
  const database = new Database({ now: Date.now });
  return {
    createTable: async (name) => database.createTable(name),
    client: () => answeredClient(async (command, input) => database.execute(command, input)),
    items: async (table) => [...database.items(table)],
    copyItems: async (from, to) => {
      for (const Item of [...database.items(from)]) database.execute("PutItem", { TableName: to, Item });
    },
    stop: async () => {},
  };
}

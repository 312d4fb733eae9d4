import { randomUUID } from "node:crypto";
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { openDatabase } from "../../../../infra/local/embedded-database.ts";
import { LOCAL_CREDENTIALS, LOCAL_REGION } from "../../../../infra/local/intrinsics.ts";
import { ensureTable } from "../../../../infra/local/table.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import { TABLE_KEY } from "../../../support/table-key.ts";
import { answeredClient } from "../client.ts";
import { Database, type LowLevelItem } from "../database.ts";

/** A database that the contract is held against. */
export interface ContractDatabase {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Begins every partition key: a table may be shared. */
  readonly prefix: string;
  stop(): Promise<void>;
}

/** Names a table, with the key pk and sk, in the caller's own account. */
export const AWS_TABLE_VARIABLE = "FENRUN_CONTRACT_TABLE";
const TABLE = "contract";

export async function openSimulated(): Promise<ContractDatabase> {
  const database = new Database({ now: () => 0 });
  database.createTable(TABLE);
  const client = answeredClient(async (command, input) => database.execute(command, input));
  return { client, table: TABLE, prefix: "", stop: async () => {} };
}

export async function openEmbedded(): Promise<ContractDatabase> {
  const database = await openDatabase();
  await ensureTable({ ...TABLE_KEY, name: TABLE }, database.endpoint);
  const client = new DynamoDBClient({ endpoint: database.endpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS });
  // One that others may be using is shared: whatever is in it stays apart.
  const prefix = database.ours ? "" : `${randomUUID()}#`;
  return { client, table: TABLE, prefix, stop: () => database.stop() };
}

/** The caller's table in AWS; what the contract writes there is deleted again when it stops. */
export async function openAws(table: string): Promise<ContractDatabase> {
  const client = new DynamoDBClient({});
  const prefix = `contract-${randomUUID()}#`;
  const keys = new Map<string, LowLevelItem>();
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      for (const key of keysIn(args.input as Writes)) keys.set(JSON.stringify(key), key);
      return result;
    },
    { step: "build", name: "notesKeys" },
  );
  const stop = async () => {
    await inParallel([...keys.values()], 8, (Key) => client.send(new DeleteItemCommand({ TableName: table, Key })));
    client.destroy();
  };
  return { client, table, prefix, stop };
}

interface Write {
  readonly Item?: LowLevelItem;
  readonly Key?: LowLevelItem;
}

interface Writes extends Write {
  readonly TransactItems?: readonly Readonly<Record<string, Write | undefined>>[];
}

/** The keys that a request writes. */
function keysIn(input: Writes): LowLevelItem[] {
  const writes = [input, ...(input.TransactItems ?? []).flatMap((action) => Object.values(action))];
  return writes.flatMap((write) => {
    const { pk, sk } = write?.Item ?? write?.Key ?? {};
    return pk?.S && sk?.S ? [{ pk: { S: pk.S }, sk: { S: sk.S } }] : [];
  });
}

const COMMANDS = {
  GetItem: GetItemCommand,
  BatchGetItem: BatchGetItemCommand,
  Query: QueryCommand,
  PutItem: PutItemCommand,
  UpdateItem: UpdateItemCommand,
  DeleteItem: DeleteItemCommand,
  TransactWriteItems: TransactWriteItemsCommand,
  TransactGetItems: TransactGetItemsCommand,
} as const;

export type CommandName = keyof typeof COMMANDS;

/** How a call went, as far as any two databases must agree. */
export interface Outcome {
  readonly error?: string;
  readonly message?: string;
  /** The codes of a cancelled transaction, in the order of its actions. */
  readonly codes?: readonly (string | undefined)[];
  readonly reasons?: readonly { readonly Code?: string; readonly Message?: string; readonly Item?: LowLevelItem }[];
  /** The output, without what only the transport knows. */
  readonly output?: Readonly<Record<string, unknown>>;
}

/** Sends a low-level command, and tells how it went. */
export async function outcomeOf(client: DynamoDBClient, command: CommandName, input: object): Promise<Outcome> {
  try {
    const { $metadata: _, ...output } = (await client.send(
      new (COMMANDS[command] as typeof GetItemCommand)(input as never),
    )) as unknown as Record<string, unknown>;
    return { output };
  } catch (error) {
    const { name, message, CancellationReasons: reasons } = error as Error & { CancellationReasons?: Outcome["reasons"] };
    return { error: name, message, ...(reasons && { reasons, codes: reasons.map(({ Code }) => Code) }) };
  }
}

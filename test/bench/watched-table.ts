import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Action, MAX_ACTIONS, Table, type TransactionResult } from "../../functions/_platform/dynamodb/table.ts";
import { inParallel } from "../../shared/base/runtime/parallel.ts";

const TRANSACTIONS_CONCURRENCY = 4;

/** Remembers what is written, and what it cost. */
export class WatchedTable extends Table {
  readonly written: Action[] = [];
  writeUnits = 0;

  constructor(name: string) {
    super(
      new DynamoDBClient({}),
      name,
      async (waitMs) => void (await pause(waitMs)),
      ({ write }) => {
        this.writeUnits += write;
      },
    );
  }

  override async transact(actions: readonly Action[]): Promise<TransactionResult> {
    const result = await super.transact(actions);
    if (result.kind === "committed") this.written.push(...actions);
    return result;
  }

  forget(): void {
    this.written.length = 0;
    this.writeUnits = 0;
  }

  /** Writes the same items again, unconditionally, under keys of their own: 100 in a transaction, four at a time. @returns seconds. */
  async writeAgain(): Promise<number> {
    const groups: Action[][] = [];
    let keys = new Set<string>();
    for (const action of this.written.filter(({ ConditionCheck }) => ConditionCheck === undefined).map(underOtherKey)) {
      const key = keyOf(action);
      const open = groups.at(-1);
      if (open === undefined || open.length === MAX_ACTIONS || keys.has(key)) {
        groups.push([action]);
        keys = new Set([key]);
      } else {
        open.push(action);
        keys.add(key);
      }
    }
    const began = performance.now();
    await inParallel(groups, TRANSACTIONS_CONCURRENCY, async (group) => {
      const { kind } = await super.transact(group);
      if (kind !== "committed") throw new Error(`the floor could not be written: ${kind}`);
    });
    return (performance.now() - began) / 1000;
  }
}

function underOtherKey({ Put, Update }: Action): Action {
  if (Put?.Item !== undefined) return { Put: { Item: { ...Put.Item, pk: `floor ${Put.Item.pk}` } } };
  if (Update?.Key === undefined) throw new Error("only puts and updates are recorded");
  return { Update: { ...Update, Key: { ...Update.Key, pk: `floor ${Update.Key.pk}` } } };
}

function keyOf({ Put, Update }: Action): string {
  const key = Put?.Item ?? Update?.Key;
  return `${key?.pk} ${key?.sk}`;
}

import type { Key, KeyRange } from "../../functions/_platform/dynamodb/keys.ts";
import type { Action, Item, Table, TransactionResult } from "../../functions/_platform/dynamodb/table.ts";

type Stored = Readonly<Record<string, unknown>>;

/**
 * A table in memory for tests that need more items than the embedded database takes in good time. It reads as the real
 * one does and knows puts, with the one condition that nothing is there; conditions and transactions are not its matter.
 */
export class MemoryTable {
  readonly #partitions = new Map<string, { items: Map<string, Item>; order: string[] | undefined }>();

  /** As the adapters take it. */
  asTable(): Table {
    return this as unknown as Table;
  }

  async get({ pk, sk }: Key): Promise<Item | undefined> {
    return this.#partitions.get(pk)?.items.get(sk);
  }

  async getAll(keys: readonly Key[]): Promise<Item[]> {
    return keys.flatMap(({ pk, sk }) => this.#partitions.get(pk)?.items.get(sk) ?? []);
  }

  async query({ pk, from, to }: KeyRange): Promise<Item[]> {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) return [];
    partition.order ??= [...partition.items.keys()].sort();
    return partition.order.filter((sk) => sk >= from && sk <= to).flatMap((sk) => partition.items.get(sk) ?? []);
  }

  async *pages(range: KeyRange): AsyncGenerator<Item[]> {
    yield await this.query(range);
  }

  async put({ Item, ConditionExpression }: { Item?: Stored; ConditionExpression?: string }): Promise<boolean> {
    const item = Item as Item;
    if (ConditionExpression === "attribute_not_exists(pk)" && (await this.get(item)) !== undefined) return false;
    this.set(item);
    return true;
  }

  async transact(actions: readonly Action[]): Promise<TransactionResult> {
    for (const { Put } of actions) if (Put?.Item !== undefined) this.set(Put.Item as Item);
    return { kind: "committed" };
  }

  /** Puts an item; numbers come back as `bigint`, as the real table gives them. */
  set(item: Item): void {
    const partition = this.#partitions.get(item.pk) ?? { items: new Map<string, Item>(), order: undefined };
    this.#partitions.set(item.pk, partition);
    const fields = Object.entries(item).filter(([, value]) => value !== undefined);
    const stored = fields.map(([name, value]) => [name, typeof value === "number" ? BigInt(value) : value]);
    if (!partition.items.has(item.sk)) partition.order = undefined;
    partition.items.set(item.sk, Object.fromEntries(stored) as Item);
  }
}

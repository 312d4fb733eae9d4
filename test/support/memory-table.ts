import type { Key, KeyRange } from "../../functions/_platform/dynamodb/keys.ts";
import type { Action, Item, Table, TransactionResult } from "../../functions/_platform/dynamodb/table.ts";

type Stored = Readonly<Record<string, unknown>>;

/**
 * A table in memory for tests that need more items than the embedded database takes in good time. It reads as the real
 * one does, counts the items that it gives, and knows puts with the one condition that nothing is there; other conditions
 * and transactions are not its matter.
 */
export class MemoryTable {
  readonly #partitions = new Map<string, { items: Map<string, Item>; order: string[] | undefined }>();

  /** How many items were read. */
  itemsRead = 0;

  /** As the adapters take it. */
  asTable(): Table {
    return this as unknown as Table;
  }

  async get({ pk, sk }: Key): Promise<Item | undefined> {
    return this.#given([this.#partitions.get(pk)?.items.get(sk) ?? []].flat())[0];
  }

  async getAll(keys: readonly Key[]): Promise<Item[]> {
    return this.#given(keys.flatMap(({ pk, sk }) => this.#partitions.get(pk)?.items.get(sk) ?? []));
  }

  async query(range: KeyRange): Promise<Item[]> {
    return this.#given(this.#range(range));
  }

  async some(range: KeyRange, limit: number, from: "first" | "last" = "first"): Promise<Item[]> {
    const items = this.#range(range);
    return this.#given(from === "first" ? items.slice(0, limit) : items.slice(-limit).reverse());
  }

  #range({ pk, from, to }: KeyRange): Item[] {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) return [];
    partition.order ??= [...partition.items.keys()].sort();
    return partition.order.filter((sk) => sk >= from && sk <= to).flatMap((sk) => partition.items.get(sk) ?? []);
  }

  #given(items: Item[]): Item[] {
    this.itemsRead += items.length;
    return items;
  }

  async *pages(range: KeyRange, order: { readonly Limit?: number; readonly ScanIndexForward?: boolean } = {}): AsyncGenerator<Item[]> {
    const items = order.ScanIndexForward === false ? this.#range(range).reverse() : this.#range(range);
    const size = order.Limit ?? Math.max(items.length, 1);
    for (let start = 0; start < items.length; start += size) yield this.#given(items.slice(start, start + size));
  }

  async put({ Item, ConditionExpression }: { Item?: Stored; ConditionExpression?: string }): Promise<boolean> {
    const item = Item as Item;
    if (ConditionExpression === "attribute_not_exists(pk)" && (await this.get(item)) !== undefined) return false;
    this.set(item);
    return true;
  }

  async add(item: Item): Promise<boolean> {
    return this.put({ Item: item, ConditionExpression: "attribute_not_exists(pk)" });
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

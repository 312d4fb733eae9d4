import { tableNotFound } from "./errors.ts";
import type { Key } from "./keys.ts";
import { compareUtf8 } from "./order.ts";
import { itemSizeBytes } from "./sizes.ts";
import type { LowLevelItem } from "./values.ts";

/** What stands, or stood, under a key. */
export interface Stored extends Key {
  /** Undefined once it is deleted. */
  readonly item: LowLevelItem | undefined;
  readonly sizeBytes: number;
  /** What stood there before the last write: what a stale read may still give. */
  readonly before: LowLevelItem | undefined;
}

/** One write's change of one item. */
export interface Change extends Key {
  readonly before: LowLevelItem | undefined;
  readonly after: LowLevelItem | undefined;
}

/** All tables as they stood at a time. */
export interface StoreSnapshot {
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, Partition>>;
}

/** The records of one partition key, sorted by their sort keys' bytes. */
class Partition {
  readonly records: Stored[];
  /** In which of the store's generations it was made: one of an earlier one may belong to a snapshot. */
  readonly generation: number;

  constructor(records: Stored[], generation: number) {
    this.records = records;
    this.generation = generation;
  }

  /** The place of the first record at or after a sort key. */
  placeOf(sk: string): number {
    let [from, to] = [0, this.records.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (compareUtf8((this.records[middle] as Stored).sk, sk) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  write(record: Stored): void {
    const place = this.placeOf(record.sk);
    this.records.splice(place, this.records[place]?.sk === record.sk ? 1 : 0, record);
  }
}

/** Tables of items in memory. Partitions are copied at the first write after a snapshot: taking one copies no item. */
export class Store {
  #tables = new Map<string, Map<string, Partition>>();
  #generation = 0;

  /** Makes an empty table; one that exists stays as it is. */
  createTable(name: string): void {
    if (!this.#tables.has(name)) this.#tables.set(name, new Map());
  }

  /** @throws ResourceNotFoundException */
  #table(name: string): Map<string, Partition> {
    const table = this.#tables.get(name);
    if (table === undefined) throw tableNotFound();
    return table;
  }

  /** @throws ResourceNotFoundException where there is no such table. */
  find(tableName: string, { pk, sk }: Key): Stored | undefined {
    const partition = this.#table(tableName).get(pk);
    const record = partition?.records[partition.placeOf(sk)];
    return record?.sk === sk ? record : undefined;
  }

  /** The records of a partition, and the place among them of the first at or after a sort key. */
  range(tableName: string, pk: string, from: string): { readonly records: readonly Stored[]; readonly place: number } {
    const partition = this.#table(tableName).get(pk);
    return partition === undefined ? { records: [], place: 0 } : { records: partition.records, place: partition.placeOf(from) };
  }

  write(tableName: string, { pk, sk, before, after }: Change): void {
    const sizeBytes = after === undefined ? 0 : itemSizeBytes(after);
    this.#partitionToWrite(this.#table(tableName), pk).write({ pk, sk, item: after, sizeBytes, before });
  }

  #partitionToWrite(table: Map<string, Partition>, pk: string): Partition {
    const present = table.get(pk);
    if (present?.generation === this.#generation) return present;
    const partition = new Partition([...(present?.records ?? [])], this.#generation);
    table.set(pk, partition);
    return partition;
  }

  /** The items of one table, or of all. */
  *items(tableName?: string): Generator<LowLevelItem> {
    const tables = tableName === undefined ? [...this.#tables.values()] : [this.#table(tableName)];
    for (const table of tables)
      for (const { records } of table.values()) for (const { item } of records) if (item !== undefined) yield item;
  }

  snapshot(): StoreSnapshot {
    this.#generation += 1;
    return { tables: copied(this.#tables) };
  }

  restore({ tables }: StoreSnapshot): void {
    this.#tables = copied(tables);
  }
}

function copied(tables: ReadonlyMap<string, ReadonlyMap<string, Partition>>): Map<string, Map<string, Partition>> {
  return new Map([...tables].map(([name, partitions]) => [name, new Map(partitions)]));
}

import type { Codec } from "../../../shared/base/json/codec.ts";
import type { Key, KeyRange } from "./keys.ts";
import type { Item, Table } from "./table.ts";

/** Records of one kind: an attribute of each item holds one, as its codec's text. */
export interface Stored<Value> {
  /** An item that holds a record, with what it is conditioned on beside it. */
  item(key: Key, value: Value, beside?: Readonly<Record<string, unknown>>): Item;
  /** The record that an item holds. @throws Error where it can't be read. */
  from(item: Item): Value;
  get(key: Key, table: Table): Promise<Value | undefined>;
  /** Those of a range, in the order of their keys. */
  query(range: KeyRange, table: Table): Promise<Value[]>;
}

export function storedAs<Value>(attribute: string, codec: Codec<Value>): Stored<Value> {
  const from = (item: Item): Value => codec.decode(item[attribute] as string);
  return {
    item: (key, value, beside = {}) => ({ ...key, ...beside, [attribute]: codec.encode(value) }),
    from,
    get: async (key, table) => {
      const item = await table.get(key);
      return item && from(item);
    },
    query: async (range, table) => (await table.query(range)).map(from),
  };
}

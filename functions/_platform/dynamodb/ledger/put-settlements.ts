import { RetryableError } from "../../../../shared/base/runtime/retry.ts";
import type { SettlementToFix } from "../../../../shared/ledger/store/close-store.ts";
import { type Action, type Item, MAX_ACTIONS, type Table } from "../table.ts";
import { inflated, itemsOf } from "./close-codec.ts";

const ATTEMPTS = 8;

/** Of the 4 MB that a transaction may hold. */
const MAX_GROUP_LENGTH = 3_000_000;

/** Stores settlements, each whole and once. @throws where one is there already and differs; RetryableError where the table stays too busy. */
export async function fixSettlements(settlements: readonly SettlementToFix[], table: Table): Promise<void> {
  let [group, length] = [[] as Item[][], 0];
  for (const items of settlements.map(itemsOf)) {
    const more = items.reduce((total, item) => total + lengthOf(item), 0);
    if (group.flat().length + items.length > MAX_ACTIONS || length + more > MAX_GROUP_LENGTH) {
      await fixGroup(group, table);
      [group, length] = [[], 0];
    }
    group.push(items);
    length += more;
  }
  if (group.length > 0) await fixGroup(group, table);
}

/** Puts the items of several settlements together, each settlement whole; those that are there already must be the same. */
async function fixGroup(group: readonly Item[][], table: Table): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 1) await table.pause(20 * 2 ** attempt);
    const there = new Map((await existing(group, attempt, table)).map((item) => [`${item.pk}\u0000${item.sk}`, item]));
    const missing = group.flatMap((items) => items.filter((item) => !isThere(item, there)));
    if (missing.length === 0) return;
    const result = await table.transact(
      missing.map((Item): Action => ({ Put: { Item, ConditionExpression: "attribute_not_exists(pk)" } })),
    );
    if (result.kind === "committed") return;
    if (result.kind === "invalid") throw new Error(`settlements can't be stored: ${result.message}`);
  }
  throw new RetryableError("settlements could not be stored: the table is too busy; run the close again");
}

/** About how large an item is: its texts and binaries are nearly all of it. */
function lengthOf(item: Item): number {
  return Object.values(item).reduce<number>(
    (total, value) => total + (typeof value === "string" ? value.length * 3 : value instanceof Uint8Array ? value.length : 20),
    0,
  );
}

/** Looked up only once something stood in the way: most closes run once. */
async function existing(group: readonly Item[][], attempt: number, table: Table): Promise<Item[]> {
  return attempt === 0 ? [] : table.getAll(group.flat().map(({ pk, sk }) => ({ pk, sk })));
}

function isThere(item: Item, there: ReadonlyMap<string, Item>): boolean {
  const known = there.get(`${item.pk}\u0000${item.sk}`);
  if (known === undefined) return false;
  const same = Object.entries(item).every(([name, value]) => isSame(value, known[name]));
  if (!same) throw new Error(`${item.pk} ${item.sk} is settled already, and differs; a settlement is never edited`);
  return true;
}

/** What was to be stored against what is: numbers come back as `bigint`, and a text may be deflated otherwise by another version. */
function isSame(value: unknown, stored: unknown): boolean {
  if (value === undefined) return true;
  if (value instanceof Uint8Array) return stored instanceof Uint8Array && inflated(value) === inflated(stored);
  return stored === (typeof value === "number" ? BigInt(value) : value);
}

import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import { added } from "./activity/activity-store.ts";
import { type Item, MAX_ACTIONS, type Table } from "./table.ts";

const ATTEMPTS = 8;

/**
 * Puts items of texts, each if absent, in as few transactions as it takes.
 * @throws where one is there already and differs; RetryableError where the table stays too busy.
 */
export async function putOnce(items: readonly Item[], what: string, table: Table): Promise<void> {
  for (let start = 0; start < items.length; start += MAX_ACTIONS) await putGroup(items.slice(start, start + MAX_ACTIONS), what, table);
}

/** What is there is looked up only once something stood in the way: most are put by one, once. */
async function putGroup(group: readonly Item[], what: string, table: Table): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 1) await table.pause(20 * 2 ** attempt);
    const there = attempt === 0 ? [] : await table.getAll(group.map(({ pk, sk }) => ({ pk, sk })));
    const stored = new Map(there.map((item) => [placeOf(item), item]));
    const missing = group.filter((item) => !isThere(item, stored));
    if (missing.length === 0) return;
    const result = await table.transact(missing.map(added));
    if (result.kind === "committed") return;
    if (result.kind === "invalid") throw new Error(`${what} can't be stored: ${result.message}`);
  }
  throw new RetryableError(`${what} could not be stored: the table is too busy; try again`);
}

const placeOf = ({ pk, sk }: Item): string => `${pk}\u0000${sk}`;

function isThere(item: Item, stored: ReadonlyMap<string, Item>): boolean {
  const known = stored.get(placeOf(item));
  if (known === undefined) return false;
  if (Object.entries(item).some(([name, value]) => known[name] !== value))
    throw new Error(`${item.pk} ${item.sk} is there already, and differs; what is put once is never edited`);
  return true;
}

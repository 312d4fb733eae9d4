import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import { type CommitResult, RetryableError } from "../../../shared/base/runtime/retry.ts";
import { added } from "./activity/activity-store.ts";
import { type Item, MAX_ACTIONS, type Table } from "./table.ts";

const ATTEMPTS = 8;

/** Of the 4 MB that a transaction may hold. */
const MAX_LENGTH = 3_000_000;

/** Whether what is stored is what was to be put. Numbers come back as `bigint`. */
type IsSame = (value: unknown, stored: unknown) => boolean;
export const isSameValue: IsSame = (value, stored) => value === undefined || stored === (typeof value === "number" ? BigInt(value) : value);

/**
 * Puts items, each if absent, in as few transactions as it takes.
 * @param groups items that are put in one transaction.
 * @throws where one is there already and differs; RetryableError where the table stays too busy.
 */
export async function putOnce(
  groups: readonly (readonly Item[])[],
  what: string,
  table: Table,
  isSame: IsSame = isSameValue,
): Promise<void> {
  let [together, length]: [Item[], number] = [[], 0];
  for (const group of groups) {
    const more = group.reduce((total, item) => total + lengthOf(item), 0);
    if (together.length + group.length > MAX_ACTIONS || length + more > MAX_LENGTH) {
      await putTogether(together, what, table, isSame);
      [together, length] = [[], 0];
    }
    together.push(...group);
    length += more;
  }
  if (together.length > 0) await putTogether(together, what, table, isSame);
}

/** Puts items that may be there as they are, and may stay where what follows isn't stored. Busy where the table stays so. */
export async function putAgain(items: readonly Item[], table: Table): Promise<CommitResult> {
  try {
    await inParallel(items, 8, (item) => table.put({ Item: item }));
    return "committed";
  } catch (error) {
    if (error instanceof RetryableError) return "busy";
    throw error;
  }
}

/** What is there is looked up only once something stood in the way: most are put by one, once. */
async function putTogether(items: readonly Item[], what: string, table: Table, isSame: IsSame): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 1) await table.pause(20 * 2 ** attempt);
    const there = attempt === 0 ? [] : await table.getAll(items.map(({ pk, sk }) => ({ pk, sk })));
    const stored = new Map(there.map((item) => [placeOf(item), item]));
    const missing = items.filter((item) => !isThere(item, stored.get(placeOf(item)), isSame));
    if (missing.length === 0) return;
    const result = await table.transact(missing.map(added));
    if (result.kind === "committed") return;
    if (result.kind === "invalid") throw new Error(`${what} can't be stored: ${result.message}`);
  }
  throw new RetryableError(`${what} could not be stored: the table is too busy; try again`);
}

const placeOf = ({ pk, sk }: Item): string => `${pk}\u0000${sk}`;

function isThere(item: Item, stored: Item | undefined, isSame: IsSame): boolean {
  if (stored === undefined) return false;
  if (Object.entries(item).some(([name, value]) => !isSame(value, stored[name])))
    throw new Error(`${item.pk} ${item.sk} is there already, and differs; what is put once is never edited`);
  return true;
}

/** About how large an item is: its texts and binaries are nearly all of it. */
function lengthOf(item: Item): number {
  return Object.values(item).reduce<number>(
    (total, value) => total + (typeof value === "string" ? value.length * 3 : value instanceof Uint8Array ? value.length : 20),
    0,
  );
}

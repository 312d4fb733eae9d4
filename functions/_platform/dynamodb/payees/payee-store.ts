import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { CommitResult } from "../../../../shared/base/runtime/retry.ts";
import { type Payee, payeeCodec } from "../../../../shared/payees/model/payee.ts";
import type { PayoutStore } from "../../../../shared/payouts/store.ts";
import { added } from "../activity/activity-store.ts";
import { accountAdvisorKey, accountAdvisors, payeeKey, payeeRange } from "../keys.ts";
import { RAISE_GATE } from "../payouts/conditions.ts";
import { storedAs } from "../stored.ts";
import type { Action, Item, Table } from "../table.ts";

const READS_CONCURRENCY = 16;
/** Payee versions in one transaction, each with its account's row, beside the gate. */
const PAYEES_A_WRITE = 45;
/** How often versions are looked at again where a rival stood in the way. */
const PAYEE_ATTEMPTS = 4;

export const payees = storedAs("payee", payeeCodec);

/** Versions of payees in the table: each is put once, and never edited. */
export function payeeStore(table: Table): Pick<PayoutStore, "putPayees" | "payees" | "payeeVersions" | "advisorsByAccount"> {
  return {
    putPayees: async (versions) => {
      for (let start = 0; start < versions.length; start += PAYEES_A_WRITE) {
        const result = await putPayees(versions.slice(start, start + PAYEES_A_WRITE), table);
        if (result !== "committed") return result;
      }
      return "committed";
    },
    payees: async (advisorIds) => {
      const ids = [...new Set(advisorIds)];
      const found = await inParallel(ids, READS_CONCURRENCY, (advisorId) => payees.query(payeeRange(advisorId), table));
      return new Map(ids.map((advisorId, place) => [advisorId, found[place] ?? []]));
    },
    advisorsByAccount: async (accountTags) => {
      const tags = [...new Set(accountTags)];
      const found = await inParallel(tags, READS_CONCURRENCY, async (tag) => (await table.query(accountAdvisors(tag))).map(({ sk }) => sk));
      return new Map(tags.map((tag, index) => [tag, found[index] ?? []]));
    },
    payeeVersions: async (wanted) => {
      const items = await table.getAll(wanted.map(({ advisorId, version }) => payeeKey(advisorId, version)));
      return new Map(items.map(payees.from).map((payee) => [payee.advisorId, payee]));
    },
  };
}

/** Those that are there already must be the same; the others are put together with the rows of their accounts, and raise the gate. */
async function putPayees(versions: readonly Payee[], table: Table): Promise<CommitResult> {
  const items = versions.map((payee) => payees.item(payeeKey(payee.advisorId, payee.version), payee));
  for (let attempt = 0; attempt < PAYEE_ATTEMPTS; attempt += 1) {
    const stored = new Map(
      (await table.getAll(items.map(({ pk, sk }) => ({ pk, sk })))).map((item) => [`${item.pk}\u0000${item.sk}`, item]),
    );
    const there = (item: Item) => stored.get(`${item.pk}\u0000${item.sk}`);
    if (items.some((item) => there(item) !== undefined && there(item)?.payee !== item.payee)) return "stale";
    const missing = versions.filter((_, index) => there(items[index] as Item) === undefined);
    if (missing.length === 0) return "committed";
    const puts = items.filter((item) => there(item) === undefined).map(added);
    const result = await table.commit([...puts, ...accountRows(missing), RAISE_GATE], "payee versions");
    if (result !== "stale") return result;
  }
  return "busy";
}

/** Each account's row for an advisor, once: a transaction may name an item once alone. Put again, a row is the same. */
function accountRows(versions: readonly Payee[]): Action[] {
  const keys = versions.map(({ advisorId, accountTag }) => accountAdvisorKey(accountTag, advisorId));
  return [...new Map(keys.map((key) => [`${key.pk}\u0000${key.sk}`, key])).values()].map((key) => ({ Put: { Item: { ...key } } }));
}

import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { Payee } from "../../../../shared/payees/model/payee.ts";
import type { PayoutStore, StepResult } from "../../../../shared/payouts/store.ts";
import { added } from "../activity/activity-store.ts";
import { payeeKey, payeeRange } from "../keys.ts";
import { RAISE_GATE, stepResult } from "../payouts/conditions.ts";
import { payeeFrom, textOf } from "../payouts/payout-codec.ts";
import type { Item, Table } from "../table.ts";

const READS_AT_A_TIME = 16;
/** Payee versions in one transaction, beside the gate. */
const PAYEES_A_WRITE = 90;
/** How often versions are looked at again where a rival stood in the way. */
const PAYEE_ATTEMPTS = 4;

/** Versions of payees in the table: each is put once, and never edited. */
export function payeeStore(table: Table): Pick<PayoutStore, "putPayees" | "payees" | "payeeVersions"> {
  return {
    putPayees: async (payees) => {
      for (let start = 0; start < payees.length; start += PAYEES_A_WRITE) {
        const result = await putPayees(payees.slice(start, start + PAYEES_A_WRITE), table);
        if (result !== "committed") return result;
      }
      return "committed";
    },
    payees: async (advisorIds) => {
      const ids = [...new Set(advisorIds)];
      const found = await inParallel(ids, READS_AT_A_TIME, async (advisorId) => (await table.query(payeeRange(advisorId))).map(payeeFrom));
      return new Map(ids.map((advisorId, place) => [advisorId, found[place] ?? []]));
    },
    payeeVersions: async (wanted) => {
      const items = await table.getAll(wanted.map(({ advisorId, version }) => payeeKey(advisorId, version)));
      return new Map(items.map(payeeFrom).map((payee) => [payee.advisorId, payee]));
    },
  };
}

/** Those that are there already must be the same; the others are put together, and raise the gate. */
async function putPayees(payees: readonly Payee[], table: Table): Promise<StepResult> {
  const items = payees.map((payee) => ({ ...payeeKey(payee.advisorId, payee.version), payee: textOf(payee) }));
  for (let attempt = 0; attempt < PAYEE_ATTEMPTS; attempt += 1) {
    const stored = new Map(
      (await table.getAll(items.map(({ pk, sk }) => ({ pk, sk })))).map((item) => [`${item.pk}\u0000${item.sk}`, item]),
    );
    const there = (item: Item) => stored.get(`${item.pk}\u0000${item.sk}`);
    if (items.some((item) => there(item) !== undefined && there(item)?.payee !== item.payee)) return "stale";
    const missing = items.filter((item) => there(item) === undefined);
    if (missing.length === 0) return "committed";
    const result = stepResult(await table.transact([...missing.map(added), RAISE_GATE]), "payee versions");
    if (result !== "stale") return result;
  }
  return "busy";
}

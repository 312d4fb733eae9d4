import { refusal } from "../../base/issues/refusal.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import type { FactReader } from "../../ledger/store/order-store.ts";
import type { RejectedEntry } from "../../proposals/model/entries.ts";
import type { PayeeEntry, PayeesContent } from "../model/content.ts";
import { latestPayee } from "../model/effective-payee.ts";
import type { Payee } from "../model/payee.ts";
import type { PayeeStore } from "../vault.ts";

/** Dependencies of looking at payees. */
export interface PayeeCheckDeps {
  readonly ledger: Pick<FactReader, "advisors">;
  readonly payouts: Pick<PayeeStore, "payees">;
}

/** Why entries can't become payee versions as things stand: unknown advisor, or the next version came from somebody else. */
export async function rejectedPayees(
  { entries }: Pick<PayeesContent, "entries">,
  { ledger, payouts }: PayeeCheckDeps,
): Promise<readonly RejectedEntry[]> {
  const advisorIds = [...new Set(entries.map(({ advisorId }) => advisorId))];
  const [advisors, payees] = await Promise.all([ledger.advisors(advisorIds), payouts.payees(advisorIds)]);
  return entries.flatMap((entry, place): RejectedEntry[] => {
    const { advisorId, version } = entry;
    if (!advisors.has(advisorId)) return [{ place, refusal: refusal("advisor-unknown", { advisorId }) }];
    const versions = payees.get(advisorId) ?? [];
    const isNext = version === (latestPayee(versions)?.version ?? 0) + 1;
    return isNext || versions.some((payee) => isSame(payee, entry))
      ? []
      : [{ place, refusal: refusal("payee-taken", { advisorId, version }) }];
  });
}

/** Whether a version is what an entry became. */
export function isSame({ version, sealed }: Payee, entry: PayeeEntry): boolean {
  return version === entry.version && canonicalJson(sealed) === canonicalJson(entry.sealed);
}

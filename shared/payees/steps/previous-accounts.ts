import type { PayeeEntry } from "../model/content.ts";
import type { PayeeStore } from "../store.ts";

/** Reads the last four digits of the accounts that entries take the place of: each of the version before its own. */
export async function previousAccounts(
  entries: readonly Pick<PayeeEntry, "advisorId" | "version">[],
  { payouts }: { readonly payouts: Pick<PayeeStore, "payees"> },
): Promise<(advisorId: string) => string | undefined> {
  const payees = await payouts.payees([...new Set(entries.map(({ advisorId }) => advisorId))]);
  const versions = new Map(entries.map(({ advisorId, version }) => [advisorId, version]));
  return (advisorId) => payees.get(advisorId)?.findLast(({ version }) => version < (versions.get(advisorId) ?? 0))?.accountLast4;
}

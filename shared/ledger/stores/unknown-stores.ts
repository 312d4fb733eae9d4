import { type Issue, issue } from "../../base/issues/issue.ts";
import type { CloseLedger } from "../store/close-store.ts";
import type { FactReader } from "../store/fact-store.ts";
import type { AccountLedger } from "../store/ledger-reader.ts";

/** What tells which stores are known. */
export interface StoreReader {
  readonly ledger: Pick<FactReader, "advisors"> & Pick<CloseLedger, "storeAttributes">;
  readonly accounts: Pick<AccountLedger, "advisorIds">;
}

/**
 * Those of some stores that nothing names yet: no registered advisor, at their highest revision, is or was in them, and
 * they have no attributes. Reads every advisor, but only where attributes don't tell.
 * @param acknowledged what somebody has said to be new on purpose: it is left out.
 */
export async function unknownStores(storeIds: readonly string[], acknowledged: readonly string[], deps: StoreReader): Promise<string[]> {
  const asked = [...new Set(storeIds)].filter((storeId) => !acknowledged.includes(storeId));
  if (asked.length === 0) return [];
  const attributes = await deps.ledger.storeAttributes(asked);
  const left = asked.filter((storeId) => (attributes.get(storeId) ?? []).length === 0);
  if (left.length === 0) return [];
  const advisors = await deps.ledger.advisors(await deps.accounts.advisorIds());
  const named = new Set([...advisors.values()].flatMap(({ stores = [] }) => stores.map(({ storeId }) => storeId)));
  return left.filter((storeId) => !named.has(storeId));
}

/** What is told of a store that nothing names yet. */
export const unknownStoreIssue = (path: string, storeId: string): Issue => issue(path, "store-unknown", { storeId });

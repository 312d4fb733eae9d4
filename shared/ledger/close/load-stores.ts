import type { Attributes } from "../../engine/facts/attributes.ts";
import type { AdvisorRecord, CloseLedger, Recorded } from "../store/close-store.ts";

/** The attributes of every store that the advisors of these records were ever in. */
export async function storesOf(
  records: readonly AdvisorRecord[],
  ledger: Pick<CloseLedger, "storeAttributes">,
): Promise<ReadonlyMap<string, readonly Recorded<Attributes>[]>> {
  const storeIds = records.flatMap(({ advisors }) => advisors.flatMap(({ fact }) => (fact.stores ?? []).map(({ storeId }) => storeId)));
  return storeIds.length === 0 ? new Map() : ledger.storeAttributes([...new Set(storeIds)]);
}

import type { Terms } from "../../engine/earnings/inputs.ts";
import type { AdvisorRecord, CloseLedger } from "../store/close-store.ts";
import { termsAt } from "./as-of-period.ts";

/** Loads what these advisors' earnings depend on beside their own records, and gives it as known at the end of any period. */
export async function loadTerms(
  records: readonly AdvisorRecord[],
  ledger: Pick<CloseLedger, "recordedPlans" | "storeAttributes">,
  ratedFacets: readonly string[],
): Promise<(period: number) => Terms> {
  const storeIds = new Set(
    records.flatMap(({ advisors }) => advisors.flatMap(({ fact }) => (fact.stores ?? []).map(({ storeId }) => storeId))),
  );
  const [plans, stores] = await Promise.all([ledger.recordedPlans(), ledger.storeAttributes([...storeIds])]);
  return (period) => termsAt(period, plans, stores, ratedFacets);
}

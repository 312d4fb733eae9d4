import type { FactLedger } from "../store/fact-store.ts";
import { factKey, type OtherFact } from "./record-reference-data.ts";

/** The hash of the fact that is stored under the same kind, id and revision; none where there is none. */
export async function storedHash(
  fact: OtherFact,
  { ledger }: { readonly ledger: Pick<FactLedger, "factHashes"> },
): Promise<string | undefined> {
  const key = factKey(fact);
  return (await ledger.factHashes([key])).get(key);
}

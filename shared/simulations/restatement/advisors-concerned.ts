import { compare } from "../../base/text/compare.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import type { FactReader } from "../../ledger/store/fact-store.ts";
import type { AccountLedger } from "../../ledger/store/ledger-reader.ts";

/** Whose scores are looked at: those of an advisor, or of a store. */
type ScoreSubject = Pick<Attributes, "advisorId" | "storeId">;

interface SubjectDeps {
  readonly ledger: Pick<FactReader, "advisors">;
  readonly accounts: Pick<AccountLedger, "advisorIds">;
}

/** Registered advisors whose scores these are, or who are or were in one of the stores; by id. */
export async function advisorsConcerned(entries: readonly ScoreSubject[], { ledger, accounts }: SubjectDeps): Promise<string[]> {
  const named = new Set(entries.flatMap(({ advisorId }) => advisorId ?? []));
  const stores = new Set(entries.flatMap(({ storeId }) => storeId ?? []));
  const asked = stores.size === 0 ? [...named] : await accounts.advisorIds();
  const found = await ledger.advisors(asked);
  return [...found.values()]
    .filter(({ advisorId, stores: theirs }) => named.has(advisorId) || (theirs ?? []).some(({ storeId }) => stores.has(storeId)))
    .map(({ advisorId }) => advisorId)
    .sort(compare);
}

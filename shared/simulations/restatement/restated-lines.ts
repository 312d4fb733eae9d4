import type { Month } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { EarningsInputs } from "../../engine/earnings/inputs.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import { inputsAsOf, settledSoFar, termsAt } from "../../ledger/close/as-of-period.ts";
import { type SellersLedger, wholeRecord } from "../../ledger/sellers/whole-record.ts";
import type { AdvisorRecord, Close, CloseLedger, Recorded } from "../../ledger/store/close-store.ts";
import type { LedgerState } from "../../ledger/store/order-store.ts";
import { type ClosedMonths, type RestatedLine, restatedMonths } from "./restatement.ts";

/** The closed months on which a change is looked at. */
export interface Ground {
  readonly open: LedgerState & ClosedMonths;
  /** The open period: all that is recorded so far. */
  readonly period: number;
  /** The close that is not through yet, if there is one. */
  readonly underWay: Close | undefined;
}

/** A change as it shows in one advisor's record; each gives what it is given where it changes nothing. */
export interface RecordChange {
  /** Of the advisor's record. */
  record(advisorId: string, record: AdvisorRecord): AdvisorRecord;
  /** Of the advisor's books, once they are made from the changed record. */
  books(advisorId: string, books: EarningsInputs): EarningsInputs;
  /** Of a store's attributes. */
  store(storeId: string, recorded: readonly Recorded<Attributes>[]): readonly Recorded<Attributes>[];
}

/** What restating needs from the ledger for given advisors. */
export interface RestatedLineDeps {
  readonly ledger: SellersLedger & Pick<CloseLedger, "storeAttributes" | "recordedPlans">;
  readonly rating: { readonly ratedFacets: readonly string[] };
}

/** How many advisors are read at the same time, and held in memory together. */
const READS_CONCURRENCY = 8;
const HELD_CONCURRENCY = 200;

/** What a change makes of the closed months of these advisors, from a month on: a line for each. */
export async function restatedLines(
  advisorIds: readonly string[],
  change: RecordChange,
  { open, period, underWay }: Ground,
  from: Month | undefined,
  { ledger, rating }: RestatedLineDeps,
): Promise<RestatedLine[]> {
  const plans = await ledger.recordedPlans();
  const [stores, storesAfter] = [new Map<string, readonly Recorded<Attributes>[]>(), new Map<string, readonly Recorded<Attributes>[]>()];
  // Stores are added as they are met: nobody asks for one before.
  const termsOf = (of: number, known: typeof stores) => termsAt(of, plans, known, rating.ratedFacets);
  const [terms, termsSettled, termsAfter] = [termsOf(period, stores), termsOf(period - 1, stores), termsOf(period, storesAfter)];
  const lines: RestatedLine[] = [];
  for (let start = 0; start < advisorIds.length; start += HELD_CONCURRENCY) {
    const records = await inParallel(advisorIds.slice(start, start + HELD_CONCURRENCY), READS_CONCURRENCY, async (advisorId) => {
      const record = await wholeRecord(advisorId, underWay?.period ?? period, ledger);
      return { advisorId, record, changed: change.record(advisorId, record) };
    });
    await loadStores(records.map(({ changed }) => changed));
    for (const { advisorId, record, changed } of records) {
      const before = inputsAsOf(period, record, terms);
      const made = inputsAsOf(period, changed, termsAfter);
      const after = made && change.books(advisorId, made);
      const settled = settledSoFar(period, record, underWay && inputsAsOf(period - 1, record, termsSettled), underWay);
      const name = (after ?? before)?.advisor.name ?? advisorId;
      lines.push({ advisorId, name, months: restatedMonths({ before, after, from }, settled, open) });
    }
  }
  return lines;

  /** Loads the stores that aren't loaded yet; a changed record names the advisor's stores before the change too. */
  async function loadStores(changed: readonly AdvisorRecord[]): Promise<void> {
    const storeIds = changed.flatMap(({ advisors }) => advisors.flatMap(({ fact }) => (fact.stores ?? []).map(({ storeId }) => storeId)));
    const missing = [...new Set(storeIds)].filter((storeId) => !stores.has(storeId));
    if (missing.length === 0) return;
    const found = await ledger.storeAttributes(missing);
    for (const storeId of missing) {
      const recorded = found.get(storeId) ?? [];
      stores.set(storeId, recorded);
      storesAfter.set(storeId, change.store(storeId, recorded));
    }
  }
}

import * as z from "zod";
import { addMonths, type Month } from "../../base/calendar/month.ts";
import { minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { contentHash } from "../../base/json/hash.ts";
import { sum } from "../../base/money/money.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { compare } from "../../base/text/compare.ts";
import { evaluate } from "../../engine/earnings/evaluate.ts";
import type { EarningsInputs } from "../../engine/earnings/inputs.ts";
import type { Attributes } from "../../engine/facts/attributes.ts";
import { earlierMonths, type Settled } from "../../engine/statement/settle.ts";
import { inputsAsOf, settledSoFar, termsAt } from "../../ledger/close/as-of-period.ts";
import { type SellersLedger, wholeRecord } from "../../ledger/sellers/whole-record.ts";
import type { AdvisorRecord, Close, CloseLedger, Recorded } from "../../ledger/store/close-store.ts";
import type { LedgerState } from "../../ledger/store/fact-store.ts";

/** What a change makes of a closed month's earnings, minor units. `after` is never equal to `before`. */
const restatedMonth = record({ month: z.string(), before: minor, after: minor });
export type RestatedMonth = Stored<typeof restatedMonth>;

/** What a change makes of an advisor's closed months, ascending. */
const restatedLine = record({ advisorId: z.string(), name: z.string(), months: z.array(restatedMonth) });
export type RestatedLine = Stored<typeof restatedLine>;

/** What of a restatement doesn't follow from the rest. */
const restated = record({
  /** By advisor. */
  lines: z.array(restatedLine),
  /** Whether it is dated into closed months, or changes what any of them earns. */
  reaches: z.boolean(),
  /** Of what it was computed on: the closed months, and the revisions of the facts concerned. */
  inputHash: z.string(),
});
export const restatementCodec = textCodec("a restatement", restated);

/** What a change of facts makes of closed months: the adjustments that it will cause on the next statements. */
export interface Restatement extends Stored<typeof restated> {
  /** How many advisors there is a line for. */
  readonly advisors: number;
  /** The sum of all adjustments, minor units. */
  readonly total: bigint;
  /** Of all of it: it names the restatement. */
  readonly resultHash: string;
}

export interface ClosedMonths {
  /** Of the first close. */
  readonly firstMonth: Month;
  readonly closedMonth: Month;
}

/** What the facts know of an advisor: their books; none where the advisor is not registered. */
interface Change {
  readonly before: EarningsInputs | undefined;
  readonly after: EarningsInputs | undefined;
  /** The first month that can change; none where any can. */
  readonly from?: Month;
}

/**
 * What a change of an advisor's books makes of what closed months owe the advisor: the months that the next close settles
 * again, each evaluated on the books before and after. Months that differ, ascending.
 */
export function restatedMonths({ before, after, from }: Change, settled: Settled, closed: ClosedMonths): RestatedMonth[] {
  const [owedBefore, owedAfter] = [owedBy(before, settled, closed), owedBy(after, settled, closed)];
  const months = new Set([...owedBefore.months, ...owedAfter.months]);
  return [...months]
    .filter((month) => from === undefined || month >= from)
    .sort()
    .map((month) => ({ month, before: owedBefore.amountOf(month), after: owedAfter.amountOf(month) }))
    .filter(({ before, after }) => before !== after);
}

function owedBy(books: EarningsInputs | undefined, settled: Settled, { firstMonth, closedMonth }: ClosedMonths) {
  const months = new Set(books === undefined ? [] : earlierMonths(books, addMonths(closedMonth, 1), firstMonth, settled));
  return { months, amountOf: (month: Month) => (books !== undefined && months.has(month) ? evaluate(books, month).amount : 0n) };
}

/** Puts lines together; those without a month are left out. `isDated` says whether the change is dated into closed months. */
export function restatementOf(all: readonly RestatedLine[], isDated: boolean, inputHash: string): Restatement {
  const lines = all.filter(({ months }) => months.length > 0).sort((left, right) => compare(left.advisorId, right.advisorId));
  const total = sum(lines.flatMap(({ months }) => months.map(({ before, after }) => after - before)));
  const reaches = isDated || lines.length > 0;
  const resultHash = contentHash({ lines, reaches, inputHash });
  return { lines, advisors: lines.length, total, reaches, inputHash, resultHash };
}

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

/** How many advisors are held in memory together. */
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

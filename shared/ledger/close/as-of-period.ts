import type { Month } from "../../base/calendar/month.ts";
import type { EarningsInputs, Terms } from "../../engine/earnings/inputs.ts";
import { isNil, mergeRows, type TallyRow } from "../../engine/earnings/tally.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import { type AttributeHistory, type Attributes, attributeHistory } from "../../engine/facts/attributes.ts";
import { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { NOTHING_SETTLED, type Settled, settle } from "../../engine/statement/settle.ts";
import type { AdvisorRecord, Close, CloseLedger, Recorded } from "../store/close-store.ts";
import type { LedgerState } from "../store/fact-store.ts";

/** What is the same for all advisors, as known at the end of a period. */
export function termsAt(
  period: number,
  plans: readonly Recorded<Plan>[],
  stores: ReadonlyMap<string, readonly Recorded<Attributes>[]>,
  ratedFacets: readonly string[],
): Terms {
  const histories = new Map<string, AttributeHistory>();
  return {
    plans: new PlanBook(upTo(period, plans)),
    ratedFacets,
    storeHistory: (storeId) => {
      const known = histories.get(storeId) ?? attributeHistory(upTo(period, stores.get(storeId) ?? []));
      histories.set(storeId, known);
      return known;
    },
  };
}

/**
 * An advisor's books as known at the end of a period: everything recorded by then and nothing after.
 * @returns undefined where the advisor was not registered by then.
 */
export function inputsAsOf(period: number, record: AdvisorRecord, terms: Terms): EarningsInputs | undefined {
  const advisor = advisorAsOf(period, record);
  if (advisor === undefined) return undefined;
  const rows = new Map<Month, TallyRow[]>();
  for (const settlement of record.settlements) {
    if (settlement.period <= period) for (const [month, ofMonth] of settlement.rows) push(rows, month, ...ofMonth);
  }
  const settledTo = Math.max(-1, ...record.settlements.map((settlement) => settlement.period));
  for (const { period: recorded, month, row } of record.rows) {
    if (recorded <= period && recorded > settledTo) push(rows, month, row);
  }
  const merged = new Map(
    [...rows].map(([month, ofMonth]): [Month, TallyRow[]] => [month, mergeRows(ofMonth)]).filter(([, ofMonth]) => ofMonth.length > 0),
  );
  return { advisor, terms, attributes: attributeHistory(upTo(period, record.attributes)), rows: merged };
}

/** An advisor as known at the end of a period; none where they were not registered by then. */
export function advisorAsOf(period: number, record: Pick<AdvisorRecord, "advisors">): Advisor | undefined {
  return upTo(period, record.advisors).reduce<Advisor | undefined>(
    (latest, each) => (latest === undefined || each.revision > latest.revision ? each : latest),
    undefined,
  );
}

/** What had been settled by the end of a period, and the hash of the advisor's latest statement. */
export function settledAt(period: number, record: AdvisorRecord): { readonly settled: Settled; readonly previousHash: string | undefined } {
  const byMonth = new Map<Month, bigint>();
  let [settled, previousHash] = [NOTHING_SETTLED, undefined as string | undefined];
  for (const settlement of record.settlements) {
    if (settlement.period > period) continue;
    for (const [month, amount] of settlement.settled) byMonth.set(month, (byMonth.get(month) ?? 0n) + amount);
    const { carriedForward, advances, equityEligible } = settlement;
    settled = { byMonth, carriedForward, ...(advances !== undefined && { advances }), equityEligible };
    previousHash = settlement.statementHash;
  }
  return { settled, previousHash };
}

/** The rows that were recorded in one period, by month, merged; what cancels out within it is left out. */
export function rowsOfPeriod(period: number, record: AdvisorRecord): ReadonlyMap<Month, readonly TallyRow[]> {
  const rows = new Map<Month, TallyRow[]>();
  for (const each of record.rows) if (each.period === period && !isNil(each.row)) push(rows, each.month, each.row);
  return rows;
}

/** Manual adjustments recorded by the end of a period. */
export const adjustmentsAt = (period: number, record: AdvisorRecord): readonly Adjustment[] => upTo(period, record.adjustments);

function upTo<Fact>(period: number, recorded: readonly Recorded<Fact>[]): Fact[] {
  return recorded.filter((each) => each.period <= period).map(({ fact }) => fact);
}

function push(rows: Map<Month, TallyRow[]>, month: Month, ...added: readonly TallyRow[]): void {
  const known = rows.get(month);
  if (known === undefined) rows.set(month, [...added]);
  else known.push(...added);
}

/** What is settled for an advisor. A close under way is certain from its beginning: what it has not fixed for them yet is computed. */
export function settledSoFar(
  period: number,
  record: AdvisorRecord,
  booksSettled: EarningsInputs | undefined,
  underWay: Close | undefined,
): Settled {
  const { settled } = settledAt(period - 1, record);
  const isFixed = underWay === undefined || record.settlements.some((each) => each.period === underWay.period);
  if (isFixed || booksSettled === undefined) return settled;
  return settle(booksSettled, underWay.month, underWay.firstMonth, settled, adjustmentsAt(underWay.period, record)).settled;
}

/** Loads what these advisors' earnings depend on beside their own records, and gives it as known at the end of any period. */
export async function loadTerms(
  records: readonly AdvisorRecord[],
  ledger: Pick<CloseLedger, "recordedPlans" | "storeAttributes">,
  ratedFacets: readonly string[],
): Promise<(period: number) => Terms> {
  const [plans, stores] = await Promise.all([ledger.recordedPlans(), storesOf(records, ledger)]);
  return (period) => termsAt(period, plans, stores, ratedFacets);
}

/** The attributes of every store that the advisors of these records were ever in. */
export async function storesOf(
  records: readonly AdvisorRecord[],
  ledger: Pick<CloseLedger, "storeAttributes">,
): Promise<ReadonlyMap<string, readonly Recorded<Attributes>[]>> {
  const storeIds = records.flatMap(({ advisors }) => advisors.flatMap(({ fact }) => (fact.stores ?? []).map(({ storeId }) => storeId)));
  return storeIds.length === 0 ? new Map() : ledger.storeAttributes([...new Set(storeIds)]);
}

/**
 * From which period on an advisor's rows are to be read so that none is missed: what a close under way has not fixed for
 * them yet stands in the rows of its period.
 */
export async function rowsFromPeriod({ closedMonth, period }: LedgerState, ledger: Pick<CloseLedger, "close">): Promise<number> {
  const close = closedMonth === undefined ? undefined : await ledger.close(closedMonth);
  return close?.status === "settling" ? close.period : period;
}

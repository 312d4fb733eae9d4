import type { Month } from "../../base/calendar/month.ts";
import { concernOf } from "../../engine/credits/affected-credits.ts";
import { recipientsOf } from "../../engine/credits/recipients.ts";
import { type EarningsInputs, withRows } from "../../engine/earnings/inputs.ts";
import { everyonesRows, orderChange, type RatingRules, type RowChange } from "../../engine/earnings/order-change.ts";
import { addRow, type TallyRow } from "../../engine/earnings/tally.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import { orderIdsConcerned } from "../../ledger/derive/concerned-logs.ts";
import type { DeriveDeps } from "../../ledger/derive/derive-credits.ts";
import { FactCache } from "../../ledger/derive/fact-cache.ts";
import type { FactReader, LedgerState } from "../../ledger/store/fact-store.ts";
import type { RecordChange } from "./restatement.ts";

/** How many orders are loaded together. */
const ORDERS_CONCURRENCY = 200;

/** What of earned months a change moves from one advisor to another. */
export interface MovedRows {
  /** By advisor and month, each merged. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<Month, ReadonlyMap<string, TallyRow>>>;
  /** The orders whose credits move, [id, revision] each. */
  readonly orders: readonly (readonly [string, number])[];
}

export interface MovedRowsDeps {
  readonly ledger: DeriveDeps["ledger"];
  readonly rating: RatingRules;
}

/** How an advisor's change, with the rows that it moves, shows in records. `period` is the open one. */
export function advisorChange(advisor: Advisor, { rows }: MovedRows, period: number): RecordChange {
  return {
    record: (advisorId, record) => {
      if (advisorId !== advisor.advisorId) return record;
      // Whatever its number is, it comes after all that are known.
      const revision = Math.max(advisor.revision, ...record.advisors.map(({ fact }) => fact.revision + 1));
      return { ...record, advisors: [...record.advisors, { period, fact: { ...advisor, revision } }] };
    },
    books: (advisorId, books) => withMovedRows(advisorId, books, rows),
    store: (_storeId, recorded) => recorded,
  };
}

/** An advisor's books with the rows that move to and from them. */
export function withMovedRows(advisorId: string, books: EarningsInputs, rows: MovedRows["rows"]): EarningsInputs {
  const ofAdvisor = rows.get(advisorId);
  if (ofAdvisor === undefined) return books;
  const byMonth = [...ofAdvisor].map(([month, ofMonth]): [Month, TallyRow[]] => [month, [...ofMonth.values()]]);
  return withRows(books, byMonth);
}

/** Derives the orders concerned by the facts with the change, and takes what stands now off: by the code that derives. */
export async function movedRows(
  before: Advisor | undefined,
  after: Advisor,
  { open, upTo }: { readonly open: LedgerState; readonly upTo: Month | undefined },
  deps: MovedRowsDeps,
): Promise<MovedRows> {
  const { ledger, rating } = deps;
  const concern = concernOf(before, after);
  const orderIds = concern === undefined ? [] : await orderIdsConcerned(after.advisorId, concern, ledger);
  const memory = new FactCache();
  const reader = withAdvisor(ledger, after);
  const rows = new Map<string, Map<Month, Map<string, TallyRow>>>();
  const orders: [string, number][] = [];
  for (let start = 0; start < orderIds.length; start += ORDERS_CONCURRENCY) {
    const heads = [...(await ledger.orderHeads(orderIds.slice(start, start + ORDERS_CONCURRENCY))).values()];
    const facts = await memory.factsFor(
      heads.map(({ order }) => order),
      reader,
      open,
      rating.localDay,
    );
    for (const head of heads) {
      const changed = { ...head, recipients: recipientsOf(head.order, facts), sequence: head.sequence + 1 };
      const changes = everyonesRows(orderChange(head, changed, rating)).filter(({ place }) => upTo === undefined || place.month <= upTo);
      if (changes.length > 0) orders.push([head.order.orderId, head.order.revision]);
      for (const change of changes) addTo(rows, change);
    }
  }
  return { rows, orders: orders.sort() };
}

/** Adds a row to those of its advisor and month. */
export function addTo(
  rows: Map<string, Map<Month, Map<string, TallyRow>>>,
  { place: { advisorId, month }, row }: RowChange<TallyRow>,
): void {
  const byMonth = rows.get(advisorId) ?? new Map<Month, Map<string, TallyRow>>();
  rows.set(advisorId, byMonth);
  const tally = byMonth.get(month) ?? new Map<string, TallyRow>();
  byMonth.set(month, tally);
  addRow(tally, row);
}
/** A reader of facts that knows one advisor as they are to become. */
export function withAdvisor(reader: FactReader, advisor: Advisor): FactReader {
  return {
    state: () => reader.state(),
    plans: () => reader.plans(),
    advisors: async (advisorIds) => {
      const found = new Map(await reader.advisors(advisorIds));
      if (advisorIds.includes(advisor.advisorId)) found.set(advisor.advisorId, advisor);
      return found;
    },
  };
}

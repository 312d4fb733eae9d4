import type { Month } from "../../base/calendar/month.ts";
import { concernOf } from "../../engine/credits/affected-credits.ts";
import { recipientsOf } from "../../engine/credits/recipients.ts";
import type { Books } from "../../engine/earnings/inputs.ts";
import { orderChange, type RowChange } from "../../engine/earnings/order-change.ts";
import { addRow, type TallyRow } from "../../engine/earnings/tally.ts";
import { withRows } from "../../engine/earnings/with-rows.ts";
import type { Advisor } from "../../engine/facts/advisor.ts";
import { orderIdsConcerned } from "../../ledger/derive/affected-orders.ts";
import { FactMemory } from "../../ledger/derive/fact-cache.ts";
import type { AdvisorContent } from "../../proposals/model/proposal.ts";
import type { Restating } from "../../simulations/restatement/restate.ts";
import { type Ground, type RecordChange, restatedLines } from "../../simulations/restatement/restated-lines.ts";
import type { RestatedLine } from "../../simulations/restatement/restatement.ts";
import { datedFrom } from "../model/dated-from.ts";
import { withAdvisor } from "./with-advisor.ts";

/** How many orders are loaded together. */
const ORDERS_AT_A_TIME = 200;

/** What of closed months a change moves from one advisor to another. */
interface MovedRows {
  /** By advisor and month, each merged. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<Month, ReadonlyMap<string, TallyRow>>>;
  /** The orders whose credits move, [id, revision] each. */
  readonly orders: readonly (readonly [string, number])[];
}

/** What a change of an advisor makes of closed months: of hers, and of everyone's whose credits it moves. */
export async function restateAdvisor(
  { advisor }: AdvisorContent,
  ground: Ground,
  p: Restating,
): Promise<{ lines: RestatedLine[]; isDated: boolean; basis: unknown }> {
  const before = (await p.ledger.advisors([advisor.advisorId])).get(advisor.advisorId);
  const moved = await movedRows(before, advisor, ground, p);
  const touched = new Set([advisor.advisorId, ...moved.rows.keys()]);
  const lines = await restatedLines([...touched], changeOf(advisor, moved, ground), ground, undefined, p);
  const dated = datedFrom(before, advisor);
  return {
    lines,
    isDated: dated !== undefined && dated <= ground.open.closedMonth,
    basis: { revision: before?.revision ?? null, orders: moved.orders },
  };
}

function changeOf(advisor: Advisor, { rows }: MovedRows, { period }: Ground): RecordChange {
  return {
    record: (advisorId, record) => {
      if (advisorId !== advisor.advisorId) return record;
      // Whatever its number is, it comes after all that are known.
      const revision = Math.max(advisor.revision, ...record.advisors.map(({ fact }) => fact.revision + 1));
      return { ...record, advisors: [...record.advisors, { period, fact: { ...advisor, revision } }] };
    },
    books: (advisorId, books): Books => {
      const ofAdvisor = rows.get(advisorId);
      if (ofAdvisor === undefined) return books;
      const byMonth = [...ofAdvisor].map(([month, ofMonth]): [Month, TallyRow[]] => [month, [...ofMonth.values()]]);
      return withRows(books, byMonth);
    },
    store: (_storeId, recorded) => recorded,
  };
}

/** Derives the orders concerned by the facts with the change, and takes what stands now off: by the code that derives. */
async function movedRows(before: Advisor | undefined, after: Advisor, { open }: Ground, p: Restating): Promise<MovedRows> {
  const { ledger, rating } = p;
  const concern = concernOf(before, after);
  const orderIds = concern === undefined ? [] : await orderIdsConcerned(after.advisorId, concern, ledger);
  const memory = new FactMemory();
  const reader = withAdvisor(ledger, after);
  const rows = new Map<string, Map<Month, Map<string, TallyRow>>>();
  const orders: [string, number][] = [];
  for (let start = 0; start < orderIds.length; start += ORDERS_AT_A_TIME) {
    const heads = [...(await ledger.orderHeads(orderIds.slice(start, start + ORDERS_AT_A_TIME))).values()];
    const facts = await memory.factsFor(
      heads.map(({ order }) => order),
      reader,
      open,
      rating.localDay,
    );
    for (const head of heads) {
      const changed = { ...head, recipients: recipientsOf(head.order, facts), sequence: head.sequence + 1 };
      const closed = orderChange(head, changed, rating).rows.filter(({ place }) => place.month <= open.closedMonth);
      if (closed.length > 0) orders.push([head.order.orderId, head.order.revision]);
      for (const change of closed) addTo(rows, change);
    }
  }
  return { rows, orders: orders.sort() };
}

function addTo(rows: Map<string, Map<Month, Map<string, TallyRow>>>, { place: { advisorId, month }, row }: RowChange): void {
  const byMonth = rows.get(advisorId) ?? new Map<Month, Map<string, TallyRow>>();
  rows.set(advisorId, byMonth);
  const tally = byMonth.get(month) ?? new Map<string, TallyRow>();
  byMonth.set(month, tally);
  addRow(tally, row);
}

import { type Month, monthOfDay } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import { type CreditFacts, recipientsOf } from "../../engine/credits/recipients.ts";
import { creditsOf } from "../../engine/credits/split-credits.ts";
import { UNDATED } from "../../engine/earnings/credit-log.ts";
import { addRow, rowOf, type TallyRow } from "../../engine/earnings/tally.ts";
import type { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { sellersBelow } from "../../ledger/derive/concerned-logs.ts";
import type { LedgerState } from "../../ledger/store/fact-store.ts";
import type { SimulationDeps } from "./deps.ts";

const [ORDERS_CONCURRENCY, BATCHES_CONCURRENCY] = [200, 4];

/** Whose credits are derived, and how. */
interface TalliesRange {
  readonly advisorIds: readonly string[];
  /** With the draft among them. */
  readonly plans: PlanBook;
  readonly ratedFacets: readonly string[];
  /** The months that are looked at, both included. */
  readonly range: Range;
  readonly state: LedgerState;
}

interface Range {
  readonly from: Month;
  readonly to: Month;
}

/** Rows by advisor and month. */
type Tallies = ReadonlyMap<string, ReadonlyMap<Month, readonly TallyRow[]>>;

/**
 * The tallies of advisors as they would stand with a draft: of every order that names one of them, or pays one as a
 * manager, the credits are derived anew by the facts as they stand now, by the code that records them. Nothing is written.
 */
export async function talliesWithDraft(deriving: TalliesRange, draft: Plan, trying: SimulationDeps): Promise<Tallies> {
  const orderIds = await ordersOf(deriving, draft, trying);
  const tallies = new Map<string, Map<Month, Map<string, TallyRow>>>(deriving.advisorIds.map((advisorId) => [advisorId, new Map()]));
  const batches = Array.from({ length: Math.ceil(orderIds.length / ORDERS_CONCURRENCY) }, (_, index) =>
    orderIds.slice(index * ORDERS_CONCURRENCY, (index + 1) * ORDERS_CONCURRENCY),
  );
  await inParallel(batches, BATCHES_CONCURRENCY, async (batch) => {
    const heads = [...(await trying.ledger.orderHeads(batch)).values()];
    const orders = heads.map(({ order }) => order);
    const facts = await trying.memory.factsFor(orders, trying.ledger, deriving.state, trying.rating.localDay);
    for (const head of heads) addCredits(head, { ...facts, plans: deriving.plans }, deriving, tallies);
  });
  return new Map(
    [...tallies].map(([advisorId, byMonth]) => [advisorId, new Map([...byMonth].map(([month, rows]) => [month, [...rows.values()]]))]),
  );
}

/** The orders in which the advisors have a part, and those of which nobody knows the day yet where the draft pays on booking. */
async function ordersOf({ advisorIds, range }: TalliesRange, draft: Plan, { ledger }: SimulationDeps): Promise<string[]> {
  const orderIds = new Set<string>();
  const below = await inParallel(advisorIds, READS_CONCURRENCY, (advisorId) => sellersBelow(advisorId, ledger));
  const subjects = new Set([...below.flat(), ...(draft.earn === "booked" ? [UNDATED] : [])]);
  await inParallel([...subjects], READS_CONCURRENCY, async (advisorId) => {
    for await (const page of ledger.ordersNaming(advisorId)) {
      for (const entry of page) if (canCount(entry, range)) orderIds.add(entry.orderId);
    }
  });
  return [...orderIds].sort();
}

/** An order counts in the month of its booking or in that of its trip, which is never earlier; an entry stands in one of them. */
function canCount({ bookedOn, month }: { readonly bookedOn: string; readonly month: Month }, { from, to }: Range): boolean {
  const booked = monthOfDay(bookedOn);
  if (booked > to) return false;
  if (month <= booked) return true;
  return month >= from && (month <= to || booked >= from);
}

function addCredits(
  { order }: StoredOrder,
  facts: CreditFacts,
  { ratedFacets, range }: TalliesRange,
  tallies: Map<string, Map<Month, Map<string, TallyRow>>>,
): void {
  const recipients = recipientsOf(order, facts).filter(
    ({ advisorId, state, month }) => state === "earned" && month >= range.from && month <= range.to && tallies.has(advisorId),
  );
  if (recipients.length === 0) return;
  for (const credit of creditsOf(order, recipients, ratedFacets, facts.localDay(order.bookedAt))) {
    const { advisorId, month } = credit.recipient;
    const ofAdvisor = tallies.get(advisorId);
    const rows = ofAdvisor?.get(month) ?? new Map<string, TallyRow>();
    ofAdvisor?.set(month, rows);
    addRow(rows, rowOf(credit));
  }
}

import type { Day } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { type ClaimedCredit, claimedCreditsOf } from "../credits/claimed-credit.ts";
import type { Credit, CreditState, Recipient, StoredOrder } from "../credits/credit.ts";
import { creditsOf } from "../credits/split-credits.ts";
import { type ClaimedRow, claimedRowKey, claimedRowOf } from "./claimed-row.ts";
import { type CreditLogEntry, type Place, UNDATED } from "./credit-log.ts";
import { addUnder, isNil, negate, rowKey, rowOf, type Sums, type TallyRow } from "./tally.ts";

/** What is added to one row in one place. */
export interface RowChange<Row = TallyRow> {
  readonly place: Place;
  readonly row: Row;
}

/** A write of an order's head, and all that follows from it: to be stored whole or not at all. */
export interface OrderChange<Kept = Credit, Row = TallyRow> {
  readonly before: StoredOrder | undefined;
  readonly after: StoredOrder;
  readonly rows: readonly RowChange<Row>[];
  readonly entries: readonly CreditLogEntry<Kept>[];
}

/** A change that is written with the advisors whom the order names alone. */
export type ClaimedChange = OrderChange<ClaimedCredit, ClaimedRow>;

/** A change in either form. */
export type StoredChange = OrderChange<Credit | ClaimedCredit, TallyRow | ClaimedRow>;

/** How credits are made of orders: the agency's rated facets and local days. */
export interface RatingRules {
  readonly ratedFacets: readonly string[];
  localDay(instant: string): Day;
  /** How credits are kept: everyone's copies, unless it says claims. */
  readonly form?: "claims";
}

/**
 * What follows from replacing one head by another, for everyone: the new credits less the old ones, and an entry wherever
 * they differ.
 */
export const orderChange = (before: StoredOrder | undefined, after: StoredOrder, rating: RatingRules): OrderChange =>
  changeIn(COPIES, before, after, rating);

/**
 * The same, written with the advisors whom the order names alone: their rows and entries say who above counts them, and
 * everyone's come out of it by `expandRow` and `expandCredits`.
 */
export const claimedChange = (before: StoredOrder | undefined, after: StoredOrder, rating: RatingRules): ClaimedChange =>
  changeIn(CLAIMS, before, after, rating);

/** A form in which credits are kept. */
interface Form<Kept extends { readonly revision: number }, Row extends Sums> {
  creditsOf(order: StoredOrder["order"], recipients: readonly Recipient[], ratedFacets: readonly string[], bookedOn: Day): Kept[];
  /** With whom a credit is kept and how it counts; credits of a place that agree in it and in their revision are the same. */
  counted(credit: Kept): { readonly advisorId: string; readonly state: CreditState; readonly month: string };
  rowOf(credit: Kept): Row;
  keyOf(row: Row): string;
}

/** A copy for each recipient, with that recipient. */
const COPIES: Form<Credit, TallyRow> = { creditsOf, counted: ({ recipient }) => recipient, rowOf, keyOf: rowKey };

/** One for each credit that the order names and each state and month of its claims, with whoever is named. */
const CLAIMS: Form<ClaimedCredit, ClaimedRow> = {
  creditsOf: claimedCreditsOf,
  counted: ({ group }) => group,
  rowOf: claimedRowOf,
  keyOf: claimedRowKey,
};

function changeIn<Kept extends { readonly revision: number }, Row extends Sums>(
  form: Form<Kept, Row>,
  before: StoredOrder | undefined,
  after: StoredOrder,
  rating: RatingRules,
): OrderChange<Kept, Row> {
  const old = byPlace(form, before, rating);
  const fresh = byPlace(form, after, rating);
  const rows: RowChange<Row>[] = [];
  const entries: CreditLogEntry<Kept>[] = [];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const [gone, come] = [old.get(key)?.credits ?? [], fresh.get(key)?.credits ?? []];
    const place = (fresh.get(key) ?? old.get(key))?.place;
    if (place === undefined || areSame(form, gone, come)) continue;
    // A tally holds what counts; what is forecast or waits stands in the journal alone.
    if (place.state === "earned") rows.push(...rowChanges(form, gone, come).map((row) => ({ place, row })));
    // Undated entries are only there to be found by: they hold no credits, and that they are dated now needn't be written.
    if (place.state === "undated" && come.length === 0) continue;
    const { orderId, revision, bookedAt } = after.order;
    entries.push({
      place,
      orderId,
      sequence: after.sequence,
      revision,
      bookedOn: rating.localDay(bookedAt),
      credits: place.state === "undated" ? [] : come,
      before: place.state === "undated" ? [] : gone,
    });
  }
  return { before, after, rows, entries };
}

/** Where the change moves what is earned or forecast; a place may be named more than once. */
export function placesTouched({ rows, entries }: Pick<OrderChange<unknown, unknown>, "rows" | "entries">): Place[] {
  return [...rows, ...entries.filter(({ place }) => place.state === "forecast")].map(({ place }) => place);
}

/** The credits of one revision are the same wherever those who count them are: amounts follow from both. */
function areSame<Kept extends { readonly revision: number }>(
  { counted }: Pick<Form<Kept, Sums>, "counted">,
  gone: readonly Kept[],
  come: readonly Kept[],
): boolean {
  return gone[0]?.revision === come[0]?.revision && canonicalJson(gone.map(counted)) === canonicalJson(come.map(counted));
}

function byPlace<Kept extends { readonly revision: number }, Row extends Sums>(
  form: Form<Kept, Row>,
  head: StoredOrder | undefined,
  rating: RatingRules,
): Map<string, { place: Place; credits: Kept[] }> {
  const places = new Map<string, { place: Place; credits: Kept[] }>();
  if (head === undefined) return places;
  for (const credit of form.creditsOf(head.order, head.recipients, rating.ratedFacets, rating.localDay(head.order.bookedAt))) {
    const { state, month, advisorId: countedWith } = form.counted(credit);
    const advisorId = state === "undated" ? UNDATED : countedWith;
    const key = `${state}\u0000${month}\u0000${advisorId}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, { place: { advisorId, state, month }, credits: [credit] });
    else known.credits.push(credit);
  }
  return places;
}

function rowChanges<Kept extends { readonly revision: number }, Row extends Sums>(
  { rowOf, keyOf }: Form<Kept, Row>,
  gone: readonly Kept[],
  come: readonly Kept[],
): Row[] {
  const rows = new Map<string, Row>();
  const add = (row: Row) => addUnder(rows, keyOf(row), row);
  for (const credit of gone) add(negate(rowOf(credit)));
  for (const credit of come) add(rowOf(credit));
  return [...rows.values()].filter((row) => !isNil(row));
}

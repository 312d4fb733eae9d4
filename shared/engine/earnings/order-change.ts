import type { Day } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { type ClaimedCredit, claimedCreditsOf } from "../credits/claimed-credit.ts";
import type { StoredOrder } from "../credits/credit.ts";
import { type ClaimedRow, claimedRowsOf, expandRow } from "./claimed-row.ts";
import { type CreditLogEntry, type Place, UNDATED } from "./credit-log.ts";
import { addRow, isNil, type TallyRow } from "./tally.ts";

/** What is added to one row in one place. */
export interface RowChange<Row = ClaimedRow> {
  readonly place: Place;
  readonly row: Row;
}

/**
 * A write of an order's head, and all that follows from it: to be stored whole or not at all. Rows and entries stand with
 * the advisors whom the order names alone, and say who above counts them.
 */
export interface OrderChange {
  readonly before: StoredOrder | undefined;
  readonly after: StoredOrder;
  readonly rows: readonly RowChange[];
  readonly entries: readonly CreditLogEntry<ClaimedCredit>[];
}

/** How credits are made of orders: the agency's rated facets and local days. */
export interface RatingRules {
  readonly ratedFacets: readonly string[];
  localDay(instant: string): Day;
}

/** What follows from replacing one head by another: the new credits less the old ones, and an entry wherever they differ. */
export function orderChange(before: StoredOrder | undefined, after: StoredOrder, rating: RatingRules): OrderChange {
  const old = byPlace(before, rating);
  const fresh = byPlace(after, rating);
  const rows: RowChange[] = [];
  const entries: CreditLogEntry<ClaimedCredit>[] = [];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const [gone, come] = [old.get(key)?.credits ?? [], fresh.get(key)?.credits ?? []];
    const place = (fresh.get(key) ?? old.get(key))?.place;
    if (place === undefined || areSame(gone, come)) continue;
    // Undated entries are only there to be found by: they hold no credits, and that they are dated now needn't be written.
    if (place.state === "undated" && come.length === 0) continue;
    const { orderId, revision, bookedAt } = after.order;
    const entry: CreditLogEntry<ClaimedCredit> = {
      place,
      orderId,
      sequence: after.sequence,
      revision,
      bookedOn: rating.localDay(bookedAt),
      credits: place.state === "undated" ? [] : come,
      before: place.state === "undated" ? [] : gone,
    };
    entries.push(entry);
    // A tally holds what counts; what is forecast or waits stands in the journal alone.
    if (place.state === "earned") rows.push(...claimedRowsOf([entry]).map((row) => ({ place, row })));
  }
  return { before, after, rows, entries };
}

/** What a change does to everyone's rows, each merged; what cancels out is left out. A row may be without a count, where another way counts it. */
export function everyonesRows({ rows }: Pick<OrderChange, "rows">): RowChange<TallyRow>[] {
  const byPlace = new Map<string, { readonly place: Place; readonly tally: Map<string, TallyRow> }>();
  for (const { place, row } of rows) {
    for (const each of expandRow(row)) {
      const key = `${place.month} ${each.advisorId}`;
      const known = byPlace.get(key) ?? { place: { ...place, advisorId: each.advisorId }, tally: new Map<string, TallyRow>() };
      byPlace.set(key, known);
      addRow(known.tally, each.row);
    }
  }
  return [...byPlace.values()].flatMap(({ place, tally }) =>
    [...tally.values()].filter((row) => !isNil(row)).map((row) => ({ place, row })),
  );
}

/** Where the change moves what is forecast; a place may be named more than once. */
export function forecastsTouched({ entries }: Pick<OrderChange, "entries">): Place[] {
  return entries.flatMap(({ place }) => (place.state === "forecast" ? [place] : []));
}

/** The credits of one revision are the same wherever those who count them are: amounts follow from both. */
function areSame(gone: readonly ClaimedCredit[], come: readonly ClaimedCredit[]): boolean {
  const groups = (credits: readonly ClaimedCredit[]) => canonicalJson(credits.map(({ group }) => group));
  return gone[0]?.revision === come[0]?.revision && groups(gone) === groups(come);
}

function byPlace(head: StoredOrder | undefined, rating: RatingRules): Map<string, { place: Place; credits: ClaimedCredit[] }> {
  const places = new Map<string, { place: Place; credits: ClaimedCredit[] }>();
  if (head === undefined) return places;
  for (const credit of claimedCreditsOf(head.order, head.recipients, rating.ratedFacets, rating.localDay(head.order.bookedAt))) {
    const { state, month, advisorId: named } = credit.group;
    const advisorId = state === "undated" ? UNDATED : named;
    const key = `${state}\u0000${month}\u0000${advisorId}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, { place: { advisorId, state, month }, credits: [credit] });
    else known.credits.push(credit);
  }
  return places;
}

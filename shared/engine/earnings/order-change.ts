import type { Day } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import type { Credit, StoredOrder } from "../credits/credit.ts";
import { creditsOf } from "../credits/split-credits.ts";
import { type CreditLogEntry, type Place, UNDATED } from "./credit-log.ts";
import { addRow, isNil, negate, rowOf, type TallyRow } from "./tally.ts";

/** What is added to one tally row in one place. */
export interface RowChange {
  readonly place: Place;
  readonly row: TallyRow;
}

/** A write of an order's head, and all that follows from it: to be stored whole or not at all. */
export interface OrderChange {
  readonly before: StoredOrder | undefined;
  readonly after: StoredOrder;
  readonly rows: readonly RowChange[];
  readonly entries: readonly CreditLogEntry[];
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
  const entries: CreditLogEntry[] = [];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const [gone, come] = [old.get(key)?.credits ?? [], fresh.get(key)?.credits ?? []];
    const place = (fresh.get(key) ?? old.get(key))?.place;
    if (place === undefined || areSame(gone, come)) continue;
    // A tally holds what counts; what is forecast or waits stands in the journal alone.
    if (place.state === "earned") rows.push(...rowChanges(place, gone, come));
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
export function placesTouched({ rows, entries }: OrderChange): Place[] {
  return [...rows, ...entries.filter(({ place }) => place.state === "forecast")].map(({ place }) => place);
}

/** The credits of one revision are the same wherever their recipients are: amounts follow from both. */
function areSame(gone: readonly Credit[], come: readonly Credit[]): boolean {
  if (gone[0]?.revision !== come[0]?.revision) return false;
  const recipients = (credits: readonly Credit[]) => canonicalJson(credits.map(({ recipient }) => recipient));
  return recipients(gone) === recipients(come);
}

function byPlace(head: StoredOrder | undefined, rating: RatingRules): Map<string, { place: Place; credits: Credit[] }> {
  const places = new Map<string, { place: Place; credits: Credit[] }>();
  if (head === undefined) return places;
  for (const credit of creditsOf(head.order, head.recipients, rating.ratedFacets, rating.localDay(head.order.bookedAt))) {
    const { state, month } = credit.recipient;
    const advisorId = state === "undated" ? UNDATED : credit.recipient.advisorId;
    const key = `${state}\u0000${month}\u0000${advisorId}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, { place: { advisorId, state, month }, credits: [credit] });
    else known.credits.push(credit);
  }
  return places;
}

function rowChanges(place: Place, gone: readonly Credit[], come: readonly Credit[]): RowChange[] {
  const rows = new Map<string, TallyRow>();
  for (const credit of gone) addRow(rows, negate(rowOf(credit)));
  for (const credit of come) addRow(rows, rowOf(credit));
  return [...rows.values()].filter((row) => !isNil(row)).map((row) => ({ place, row }));
}

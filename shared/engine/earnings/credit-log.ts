import type { Day, Month } from "../../base/calendar/month.ts";
import type { Credit, CreditState } from "../credits/credit.ts";

/** Where a credit counts: for whom, how, and in which month. */
export interface Place {
  readonly advisorId: string;
  readonly state: CreditState;
  readonly month: Month;
}

/**
 * The id under which undated credits stand: no advisor's, as they count for nothing yet. When facts change they are found
 * here, whoever they would be for; an order has one entry here instead of one for each of its recipients.
 */
export const UNDATED = "";

/**
 * What an order's credits in one place became with one write of its head. Entries are only ever added: of an order's
 * entries in a place the one with the highest sequence holds, and one without credits says that it counts no more.
 */
export interface CreditLogEntry<Kept = Credit> {
  readonly place: Place;
  readonly orderId: string;
  readonly sequence: number;
  readonly revision: number;
  readonly bookedOn: Day;
  readonly credits: readonly Kept[];
  /** What the entry replaced in its place: empty where the order did not stand there before. */
  readonly before: readonly Kept[];
}

/** The credits that hold in a place, by its entries in any order. */
export function creditsHeld<Kept>(entries: Iterable<CreditLogEntry<Kept>>): Kept[] {
  const latest = new Map<string, CreditLogEntry<Kept>>();
  for (const entry of entries) {
    const known = latest.get(entry.orderId);
    if (known === undefined || known.sequence < entry.sequence) latest.set(entry.orderId, entry);
  }
  return [...latest.values()].flatMap(({ credits }) => credits);
}

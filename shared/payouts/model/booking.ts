import * as z from "zod";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";

const yes = z.literal(true).optional();

/**
 * Which booking of an account an entry of a camt message tells of. Reports of a day, its statement and its notifications
 * tell the same one; a bank that pays twice books twice. References are hashes, as banks may write accounts into them.
 */
export const booking = record({
  /** Where it stands in its file: document, entry and detail, each from 1, such as "1/3/2". */
  place: z.string(),
  /** The bank's own reference of the entry (AcctSvcrRef). */
  reference: z.string().optional(),
  /** Its reference of the single payment within the entry. */
  detail: z.string().optional(),
  /** What the account's owner calls the entry (NtryRef), where that is more than a number within its document. */
  entryReference: z.string().optional(),
  /** The booking day, where it is given as such. */
  day: z.string().optional(),
});
export type Booking = Stored<typeof booking>;

/** A booking of a payment as a bank report told it, kept so that later reports are compared with it. */
const toldBooking = record({
  ...booking.shape,
  kind: z.enum(["paid", "rejected", "returned"]),
  reportId: z.string(),
  /** It is another one than the first of its kind: the bank may have paid twice. */
  isAgain: yes,
});
export type ToldBooking = Stored<typeof toldBooking>;

/** The bookings of one payment that were told, each once; replaced as a whole under optimistic locking. */
const paymentBookings = record({ lockVersion: int, bookings: z.array(toldBooking) });
export type PaymentBookings = Stored<typeof paymentBookings>;
export const paymentBookingsCodec = textCodec("the bookings of a payment", paymentBookings);

/** A booking of a part of a payout that names none of its payments. Amount in minor units. */
const bookedPart = record({ reportId: z.string(), amount: minor, count: int.optional(), booking });
export type BookedPart = Stored<typeof bookedPart>;

/** Parts of a payout that were booked and don't come to it by themselves; replaced as a whole under optimistic locking. */
const bookedParts = record({ lockVersion: int, parts: z.array(bookedPart) });
export type BookedParts = Stored<typeof bookedParts>;
export const bookedPartsCodec = textCodec("the booked parts of a payout", bookedParts);

/** What is kept of the bookings of a payout: by advisor, and of its parts. */
export interface PayoutBookings {
  readonly payments: ReadonlyMap<string, PaymentBookings>;
  readonly parts?: BookedParts;
}

type Told = Pick<ToldBooking, "reportId" | keyof Booking>;

/**
 * How two tellings relate. `apart`: two entries of one document, which tells each booking once. `differ`: by what banks
 * call them, or by their days. `unknown`: nothing of them can be compared, as where one has no reference.
 */
export function compareBookings(one: Told, other: Told): "same" | "apart" | "differ" | "unknown" {
  const [document, entry] = one.place.split("/");
  const [otherDocument, otherEntry] = other.place.split("/");
  const isOneDocument = one.reportId === other.reportId && document === otherDocument;
  if (!isOneDocument) return compareReferences(one, other) ?? compareDays(one, other);
  if (one.place === other.place) return "same";
  if (entry === otherEntry) return one.detail !== undefined && one.detail === other.detail ? "same" : "apart";
  return compareReferences(one, other) === "same" ? "same" : "apart";
}

function compareReferences(one: Told, other: Told): "same" | "differ" | undefined {
  const isCrossed = (left: Told, right: Told) => left.reference !== undefined && left.reference === right.detail;
  // One message books payments one by one, and another tells them as details of one entry.
  if (isCrossed(one, other) || isCrossed(other, one)) return "same";
  const pairs = [[one.reference, other.reference] as const, [one.detail, other.detail] as const].filter(
    ([a, b]) => a !== undefined && b !== undefined,
  );
  if (pairs.length > 0) return pairs.every(([a, b]) => a === b) ? "same" : "differ";
  if (one.entryReference === undefined || other.entryReference === undefined) return undefined;
  return one.entryReference === other.entryReference ? "same" : "differ";
}

const compareDays = ({ day }: Told, other: Told): "differ" | "unknown" =>
  day !== undefined && other.day !== undefined && day !== other.day ? "differ" : "unknown";

/** Whether a booking is another one than what these tellings are of; not where it can't be told. */
export function isAnotherBooking(one: Told, told: readonly Told[]): boolean {
  const found = new Set(told.map((each) => compareBookings(one, each)));
  return found.has("apart") || (found.has("differ") && !found.has("same"));
}

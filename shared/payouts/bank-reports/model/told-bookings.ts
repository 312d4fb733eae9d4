import { type BookedPart, compareBookings, isAnotherBooking, type PayoutBookings, type ToldBooking } from "../../model/booking.ts";
import type { PaymentRecord } from "../../model/payment.ts";

/** Of more tellings of one payment or payout no further ones are kept. */
const MAX_KEPT = 20;

/** The bookings of a payout's payments: those that are kept, and those that the report tells that is being classified. */
export class ToldBookings {
  readonly #kept: PayoutBookings;
  readonly #told = new Map<string, ToldBooking[]>();
  readonly #new = new Map<string, ToldBooking[]>();
  readonly #newParts: BookedPart[] = [];

  constructor(kept: PayoutBookings) {
    this.#kept = kept;
  }

  get parts(): readonly BookedPart[] {
    return [...(this.#kept.parts?.parts ?? []), ...this.#newParts];
  }

  /** Whether bookings that together are of a payment are all others than the first that was told of it. */
  isAgain({ advisorId }: PaymentRecord, bookings: readonly ToldBooking[]): boolean {
    const first = this.#of(advisorId).filter((each) => each.isAgain === undefined && each.kind === bookings[0]?.kind);
    return bookings.length > 0 && bookings.every((each) => isAnotherBooking(each, first));
  }

  /** Whether one of these bookings was told of the payment. */
  holds({ advisorId }: PaymentRecord, bookings: readonly ToldBooking[]): boolean {
    return this.#of(advisorId).some((each) => bookings.some((one) => one.kind === each.kind && compareBookings(one, each) === "same"));
  }

  /** Whether a booking was told by which the payment was paid. */
  isBooked({ advisorId }: PaymentRecord): boolean {
    return this.#of(advisorId).some(({ kind }) => kind === "paid");
  }

  /** Whether the payment may have been paid twice. */
  isPaidAgain({ advisorId }: PaymentRecord): boolean {
    return this.#of(advisorId).some(({ kind, isAgain }) => kind === "paid" && isAgain === true);
  }

  /** Adds what is told of a payment. */
  add(payment: PaymentRecord, bookings: readonly ToldBooking[]): void {
    const { advisorId } = payment;
    const isAgain = this.isAgain(payment, bookings);
    for (const each of bookings) {
      const told: ToldBooking = { ...each, ...(isAgain && { isAgain: true as const }) };
      const all = this.#of(advisorId);
      const alike = all.filter((known) => known.kind === told.kind && known.isAgain === told.isAgain);
      const isKnown = alike.some((known) => compareBookings(told, known) === "same");
      this.#told.set(advisorId, [...all, told]);
      const kept = (this.#kept.payments.get(advisorId)?.bookings.length ?? 0) + (this.#new.get(advisorId)?.length ?? 0);
      if (!isKnown && kept < MAX_KEPT) this.#new.set(advisorId, [...(this.#new.get(advisorId) ?? []), told]);
    }
  }

  /** Adds a part of the payout that was booked. */
  addPart(part: BookedPart): void {
    const isKnown = this.parts.some(
      ({ reportId, booking }) => compareBookings({ ...part.booking, reportId: part.reportId }, { ...booking, reportId }) === "same",
    );
    if (!isKnown && this.parts.length < MAX_KEPT) this.#newParts.push(part);
  }

  /** What is to be kept beyond what is kept already; nothing where that is all. */
  changes(): PayoutBookings | undefined {
    if (this.#new.size === 0 && this.#newParts.length === 0) return undefined;
    const payments = [...this.#new].map(([advisorId, bookings]) => {
      const { lockVersion = 0, bookings: before = [] } = this.#kept.payments.get(advisorId) ?? {};
      return [advisorId, { lockVersion: lockVersion + 1, bookings: [...before, ...bookings] }] as const;
    });
    const parts =
      this.#newParts.length === 0 ? undefined : { lockVersion: (this.#kept.parts?.lockVersion ?? 0) + 1, parts: [...this.parts] };
    return { payments: new Map(payments), ...(parts !== undefined && { parts }) };
  }

  #of(advisorId: string): readonly ToldBooking[] {
    return this.#told.get(advisorId) ?? this.#kept.payments.get(advisorId)?.bookings ?? [];
  }
}

import { expect, test } from "vitest";
import { ToldBookings } from "../../../shared/payouts/bank-reports/model/told-bookings.ts";
import type { BookedPart, ToldBooking } from "../../../shared/payouts/model/booking.ts";
import type { PaymentRecord } from "../../../shared/payouts/model/payment.ts";

const LI = { advisorId: "li" } as PaymentRecord;
const WANG = { advisorId: "wang" } as PaymentRecord;
const NOTHING = { payments: new Map() };
const told = (reference: string, more: Partial<ToldBooking> = {}): ToldBooking => ({
  place: "1/1/1",
  reportId: `r-${reference}`,
  kind: "paid",
  reference,
  ...more,
});
const part = (reference: string): BookedPart => ({ reportId: `r-${reference}`, amount: 5n, booking: { place: "1/1/1", reference } });

test("told bookings: the first of a payment is not again, another of its kind is, and is marked", () => {
  const bookings = new ToldBookings(NOTHING);
  expect([bookings.isAgain(LI, [told("a")]), bookings.isBooked(LI), bookings.isPaidAgain(LI)]).toEqual([false, false, false]);
  bookings.add(LI, [told("a")]);
  expect(bookings.isAgain(LI, [told("a")])).toBe(false);
  expect(bookings.isAgain(LI, [told("b", { kind: "returned" })])).toBe(false);
  expect(bookings.isAgain(LI, [])).toBe(false);
  expect(bookings.isAgain(LI, [told("b"), told("a")])).toBe(false);
  expect([bookings.isAgain(LI, [told("b")]), bookings.isAgain(WANG, [told("b")])]).toEqual([true, false]);
  bookings.add(LI, [told("b")]);
  expect([bookings.isBooked(LI), bookings.isPaidAgain(LI), bookings.isPaidAgain(WANG)]).toEqual([true, true, false]);
  expect(bookings.changes()?.payments.get("li")).toEqual({ lockVersion: 1, bookings: [told("a"), { ...told("b"), isAgain: true }] });
});

test("told bookings: what came back is neither a payment that was booked nor one that was paid again", () => {
  const bookings = new ToldBookings(NOTHING);
  bookings.add(LI, [told("a", { kind: "returned" })]);
  bookings.add(LI, [told("b", { kind: "returned" })]);
  expect([bookings.isBooked(LI), bookings.isPaidAgain(LI)]).toEqual([false, false]);
});

test("told bookings: one of each kind is kept, and one that was again and is told together with the first as well", () => {
  const bookings = new ToldBookings(NOTHING);
  const [first, again, back] = [told("a"), told("b"), told("a", { kind: "returned" })];
  for (const each of [[first], [back], [again], [again, first]]) bookings.add(LI, each);
  expect(bookings.changes()?.payments.get("li")?.bookings).toEqual([first, back, { ...again, isAgain: true }, again]);
});

test("told bookings: one that was told is held by its kind and reference", () => {
  const bookings = new ToldBookings({ payments: new Map([["li", { lockVersion: 4, bookings: [told("a")] }]]) });
  const held = [[told("a")], [told("b")], [told("a", { kind: "returned" })], [told("b"), told("a")]].map((each) =>
    bookings.holds(LI, each),
  );
  expect(held).toEqual([true, false, false, true]);
  expect(bookings.holds(WANG, [told("a")])).toBe(false);
});

test("told bookings: only what is new is kept, after what was kept, under the next version", () => {
  const bookings = new ToldBookings({ payments: new Map([["li", { lockVersion: 4, bookings: [told("a")] }]]) });
  bookings.add(LI, [told("a")]);
  expect(bookings.changes()).toBeUndefined();
  bookings.add(LI, [told("b"), told("b")]);
  expect(bookings.changes()).toEqual({
    payments: new Map([["li", { lockVersion: 5, bookings: [told("a"), { ...told("b"), isAgain: true }] }]]),
  });
});

test("told bookings: of one payment at most 20 are kept", () => {
  const kept = Array.from({ length: 18 }, (_, index) => told(`k${index}`));
  const bookings = new ToldBookings({ payments: new Map([["li", { lockVersion: 1, bookings: kept }]]) });
  for (const reference of ["x", "y", "z"]) bookings.add(LI, [told(reference)]);
  expect(bookings.changes()?.payments.get("li")?.bookings).toHaveLength(20);
});

test("told bookings: parts of a payout are kept once each, and at most 20", () => {
  const bookings = new ToldBookings({ payments: new Map(), parts: { lockVersion: 2, parts: [part("a")] } });
  bookings.addPart(part("a"));
  expect([bookings.parts, bookings.changes()]).toEqual([[part("a")], undefined]);
  bookings.addPart(part("b"));
  expect(bookings.changes()).toEqual({ payments: new Map(), parts: { lockVersion: 3, parts: [part("a"), part("b")] } });
  for (let index = 0; index < 30; index++) bookings.addPart(part(`p${index}`));
  expect(bookings.parts).toHaveLength(20);
  const first = new ToldBookings(NOTHING);
  first.addPart(part("a"));
  expect(first.changes()?.parts?.lockVersion).toBe(1);
});

import { describe, expect, test } from "vitest";
import type { BankReportEntry } from "../../../shared/payouts/bank-reports/model/bank-report.ts";
import { classifyEntries } from "../../../shared/payouts/bank-reports/model/classify-entries.ts";
import { matchEntry } from "../../../shared/payouts/bank-reports/model/match-entry.ts";
import type { PayoutBookings, ToldBooking } from "../../../shared/payouts/model/booking.ts";
import type { Outcome, PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { bankedPayout } from "../../support/banked-payout.ts";

const { PAYOUT_ID, referred } = bankedPayout({ li: 100n, wang: 2_000n, zhao: 30_000n });
const ALL = 32_100n;
const said = (kind: Outcome["kind"], reportId = "earlier"): Outcome => ({ kind, at: "2026-11-06T00:00:00.000Z", by: "fay", reportId });

type Recorded = Readonly<Record<string, readonly Outcome[]>>;
/** What is made of entries of an answer "a", where these outcomes are recorded and bookings kept; and to whom they apply. */
function classified(entries: readonly Partial<BankReportEntry>[], recorded: Recorded = {}, kept: PayoutBookings = { payments: new Map() }) {
  const payments = new Map<string, PaymentRecord>(
    [...referred.payments].map(([reference, payment]) => [reference, { ...payment, outcomes: recorded[payment.advisorId] ?? [] }]),
  );
  const whole = { reference: `FENRUN-${PAYOUT_ID}`, isWhole: true, kind: "paid", currency: "CNY" } as const;
  const numbered = entries.map((entry, index): BankReportEntry => ({ ...whole, ...entry, number: index + 1 }));
  const { matches, due } = classifyEntries(
    numbered,
    { payout: referred.payout, payments, bookings: kept },
    { reportId: "a", currency: "CNY" },
  );
  return [
    numbered.map(({ number }) => matches.get(number)).join(),
    due.map(({ payment, entry, isDispute }) => `${payment.advisorId} ${isDispute === true ? "disputed" : entry.kind}`).join(),
  ];
}
const of = (advisorId: string, kind: BankReportEntry["kind"], given: Partial<BankReportEntry> = {}) => ({
  ...{ reference: referenceOf(PAYOUT_ID, advisorId), isWhole: false, kind },
  ...given,
});

describe("what is said of a whole payout", () => {
  test("by a status counts for all of it, without an amount or with its control sum", () => {
    const status = { level: "file" as const };
    expect(classified([status])).toEqual(["applies", "li paid,wang paid,zhao paid"]);
    expect(classified([{ ...status, amount: ALL }])).toEqual(["applies", "li paid,wang paid,zhao paid"]);
    expect(classified([{ ...status, amount: ALL - 1n }])).toEqual(["amount-differs", ""]);
    expect(classified([{ ...status, count: 2 }])).toEqual(["count-differs", ""]);
    // A control sum is of the whole file, also where one of it was rejected.
    expect(classified([{ ...status, amount: ALL }], { li: [said("rejected")] })).toEqual(["contradicts", "li disputed"]);
    // What a status says of all is no booking of what is left.
    expect(classified([{ ...status, amount: ALL - 100n }], { li: [said("rejected")] })).toEqual(["amount-differs", ""]);
  });

  test("to be rejected, and something else too, is taken in neither way, in whatever order", () => {
    const [paid, rejected] = [{ level: "batch" as const }, { level: "batch" as const, kind: "rejected" as const, code: "AC06" }];
    expect(classified([paid, rejected])).toEqual(["contradicts,contradicts", ""]);
    expect(classified([rejected, paid])).toEqual(["contradicts,contradicts", ""]);
    expect(classified([rejected, { amount: ALL }])).toEqual(["contradicts,contradicts", ""]);
    expect(classified([{ kind: "returned", code: "AC04" }, rejected])).toEqual(["contradicts,contradicts", ""]);
    expect(classified([rejected, rejected])[1]).toBe("li rejected,wang rejected,zhao rejected");
    // What is paid may come back later.
    expect(classified([{ kind: "returned", code: "AC04" }, paid])[0]).toBe("applies,already-recorded");
  });

  test("by a booking counts for those whose amounts it comes to: all, all but the rejected, or those of which nothing else is said", () => {
    expect(classified([{ amount: ALL }])).toEqual(["applies", "li paid,wang paid,zhao paid"]);
    expect(classified([{ amount: ALL - 1n }])).toEqual(["amount-differs", ""]);
    expect(classified([{ amount: 32_000n }], { li: [said("rejected")] })).toEqual(["applies", "wang paid,zhao paid"]);
    expect(classified([{ amount: 30_000n }, of("li", "paid"), of("wang", "rejected")])).toEqual([
      "applies,applies,applies",
      "li paid,wang rejected,zhao paid",
    ]);
    expect(classified([{ amount: 30_000n }], { li: [said("paid")], wang: [said("paid")] })).toEqual(["applies", "zhao paid"]);
    expect(classified([{ amount: 0n }], { li: [said("paid")], wang: [said("paid")], zhao: [said("paid")] })).toEqual([
      "amount-differs",
      "",
    ]);
    expect(classified([{}])).toEqual(["applies", "li paid,wang paid,zhao paid"]);
    expect(classified([{ amount: ALL, count: 3 }])[0]).toBe("applies");
    expect(classified([{ amount: ALL, count: 2 }])).toEqual(["amount-differs", ""]);
  });

  test("in several bookings counts together, by the amounts and counts of all of them", () => {
    expect(classified([{ amount: 100n }, { amount: 32_000n }])).toEqual(["applies,applies", "li paid,wang paid,zhao paid"]);
    expect(classified([{ amount: 1n }, { amount: 2n }])).toEqual(["amount-differs,amount-differs", ""]);
    expect(
      classified([
        { amount: 100n, count: 1 },
        { amount: 32_000n, count: 2 },
      ])[0],
    ).toBe("applies,applies");
    expect(
      classified([
        { amount: 100n, count: 1 },
        { amount: 32_000n, count: 1 },
      ])[0],
    ).toBe("amount-differs,amount-differs");
    expect(classified([{ amount: 100n, count: 9 }, { amount: 32_000n }])[0]).toBe("applies,applies");
  });

  test("that the same answer recorded before still applies, and what another recorded is known", () => {
    const all = (reportId: string) => ({ li: [said("paid", reportId)], wang: [said("paid", reportId)], zhao: [said("paid", reportId)] });
    expect(classified([{ amount: ALL }], all("a"))).toEqual(["applies", ""]);
    expect(classified([{ amount: ALL }], all("earlier"))).toEqual(["already-recorded", ""]);
    // Taken up after a crash: li's is recorded by this very answer, wang's by an earlier one.
    expect(classified([{ amount: 30_100n }], { li: [said("paid", "a")], wang: [said("paid")] })).toEqual(["applies", "zhao paid"]);
    expect(classified([{ amount: 30_100n }, of("li", "paid")], { li: [said("paid", "a")], wang: [said("paid")] })).toEqual([
      "amount-differs,applies",
      "",
    ]);
  });

  test("to be rejected or to have come back needs a reason, by a code or, of a status, by words; one that changes nothing needs none", () => {
    const rejected = { kind: "rejected", level: "batch" } as const;
    const returned = { kind: "returned", amount: ALL } as const;
    expect(classified([rejected])).toEqual(["reason-missing", ""]);
    expect(classified([{ ...rejected, code: "FF01" }])[0]).toBe("applies");
    expect(classified([{ ...rejected, note: "the file is broken" }])[0]).toBe("applies");
    expect(classified([returned])).toEqual(["reason-missing", ""]);
    expect(classified([{ ...returned, note: "the booking's own text" }])).toEqual(["reason-missing", ""]);
    expect(classified([{ ...returned, code: "AC04" }])).toEqual(["applies", "li returned,wang returned,zhao returned"]);
    expect(classified([{ ...returned, code: "AC04", amount: ALL - 1n }])).toEqual(["amount-differs", ""]);
    expect(classified([{ kind: "returned", code: "AC04" }])[0]).toBe("applies");
    const known = { li: [said("rejected")], wang: [said("rejected")], zhao: [said("rejected")] };
    expect(classified([rejected], known)).toEqual(["already-recorded", ""]);
    expect(classified([{ ...rejected, code: "FF01" }], { li: [said("paid")] })).toEqual(["contradicts", ""]);
  });

  test("to have come back counts for all of it alone, and two bookings of all of it are one where the bank has no reference", () => {
    const paid = { li: [said("paid")], wang: [said("paid")] };
    expect(classified([{ kind: "returned", amount: 30_000n, code: "AC04" }], paid)).toEqual(["amount-differs", ""]);
    expect(classified([{ amount: ALL }, { amount: ALL }])).toEqual(["applies,already-recorded", "li paid,wang paid,zhao paid"]);
  });

  test("is accepted without any effect, and what is doubled of one payment is known", () => {
    expect(classified([{ kind: "accepted", level: "file" }])).toEqual(["accepted", ""]);
    expect(classified([of("li", "paid"), of("li", "paid")])).toEqual(["applies,already-recorded", "li paid"]);
    expect(classified([of("li", "rejected", { code: "AC04" }), of("li", "rejected")], { li: [said("paid")] })).toEqual([
      "contradicts,contradicts",
      "",
    ]);
  });
});

describe("an entry by itself", () => {
  const [payment] = [...referred.payments.values()];
  const match = (given: Partial<BankReportEntry>, on = referred.payout, whose: PaymentRecord | undefined = payment) =>
    matchEntry({ number: 1, reference: payment?.reference ?? "", isWhole: false, kind: "paid", ...given }, whose, { payout: on }, "CNY");

  test("decides nothing further where its amount is the payment's, less what banks took off what came back", () => {
    expect([match({}), match({ amount: 100n }), match({ amount: 101n })]).toEqual([undefined, undefined, "amount-differs"]);
    expect(match({ kind: "returned", amount: 97n, charges: 3n })).toBeUndefined();
    expect([match({ kind: "returned", amount: 97n }), match({ kind: "returned", amount: 97n, charges: 2n })]).toEqual([
      "amount-differs",
      "amount-differs",
    ]);
    for (const kind of ["paid", "rejected"] as const) expect(match({ kind, amount: 97n, charges: 3n })).toBe("amount-differs");
    for (const charges of [100n, 101n]) expect(match({ kind: "returned", amount: 100n, charges })).toBe("amount-differs");
  });

  test("is listed for what it says before its amount is looked at", () => {
    expect(match({ kind: "unknown" })).toBe("unknown-status");
    expect(match({ isDuplicate: true, kind: "rejected" })).toBe("duplicate");
    expect(match({ isDuplicate: true, kind: "accepted" })).toBe("accepted");
    expect(match({ isGainsaid: true })).toBe("levels-disagree");
    expect(match({ currency: "USD" })).toBe("currency-differs");
    expect(match({ currency: "CNY" })).toBeUndefined();
    expect(match({ wrongAmount: "x" })).toBe("amount-invalid");
    expect(match({ wrongAmount: "1.005", hasFraction: true })).toBe("amount-differs");
    expect(match({ wrongDate: "2026-02-30" })).toBe("date-invalid");
    expect(match({ kind: "accepted", amount: 1n })).toBe("amount-differs");
  });

  test("of a payout that no bank was told of, or of no payment of it, says nothing", () => {
    const status = (each: "approved" | "exported" | "confirmed" | "withdrawn") => match({}, { ...referred.payout, status: each });
    expect([status("approved"), status("exported"), status("confirmed"), status("withdrawn")]).toEqual([
      ...["not-exported", undefined, undefined, "payout-withdrawn"],
    ]);
    const nobody = (given: Partial<BankReportEntry>) =>
      matchEntry({ number: 1, reference: "r", isWhole: false, kind: "paid", ...given }, undefined, referred, "CNY");
    expect(nobody({})).toBe("no-such-reference");
    expect(nobody({ isWhole: true })).toBeUndefined();
    const { content: _, ...without } = referred.payout;
    const level = { number: 1, reference: "r", isWhole: true, kind: "paid", level: "file", amount: 1n } as const;
    expect(matchEntry(level, undefined, { payout: without }, "CNY")).toBeUndefined();
    expect(matchEntry({ ...level, amount: ALL, count: 3 }, undefined, referred, "CNY")).toBeUndefined();
  });
});

describe("bookings of parts of a payout", () => {
  let entry = 0;
  const part = (amount: bigint, reference?: string) => {
    entry += 1;
    return { amount, ...(reference !== undefined && { booking: { place: `${entry}/1/1`, reference } }) };
  };
  const ALL_PAID = "li paid,wang paid,zhao paid";

  test("that come to it are summed, each once: a statement tells again what the day's report told", () => {
    expect(classified([part(2_100n, "a"), part(30_000n, "b"), part(30_000n, "b")])).toEqual(["applies,applies,applies", ALL_PAID]);
    expect(classified([part(16_050n, "a"), part(16_050n, "a")])).toEqual(["part-kept,part-kept", ""]);
    expect(classified([part(16_050n, "a"), part(16_050n, "b")])).toEqual(["applies,applies", ALL_PAID]);
    expect(classified([part(16_050n), part(16_050n)])).toEqual(["applies,applies", ALL_PAID]);
  });

  test("of one entry are told apart by their own references, else by their places", () => {
    const detail = (place: string, detail?: string) => ({
      ...{ amount: 16_050n, booking: { place, reference: "a", ...(detail !== undefined && { detail }) } },
    });
    expect(classified([detail("1/1/1", "d"), detail("1/1/1", "e")])).toEqual(["applies,applies", ALL_PAID]);
    expect(classified([detail("1/1/1", "d"), detail("1/1/2", "d")])).toEqual(["part-kept,part-kept", ""]);
    expect(classified([detail("1/1/1"), detail("1/1/2")])).toEqual(["applies,applies", ALL_PAID]);
    expect(classified([detail("1/1/1"), detail("2/1/1")])).toEqual(["part-kept,part-kept", ""]);
  });

  test("count with those of earlier reports, but for what tells one of these again; of another count than the payout they are listed", () => {
    const earlier = (reference: string, amount: bigint, place = "1/1/1"): PayoutBookings => ({
      ...{ payments: new Map(), parts: { lockVersion: 1, parts: [{ reportId: "earlier", amount, booking: { place, reference } }] } },
    });
    expect(classified([part(30_000n, "b")], {}, earlier("a", 2_100n))).toEqual(["applies", ALL_PAID]);
    const again = { amount: 16_050n, booking: { place: "1/1/2", reference: "a" } };
    expect(classified([again], {}, earlier("a", 16_050n))).toEqual(["part-kept", ""]);
    const counted = ["a", "b"].map((reference) => ({ ...part(16_050n, reference), count: 1 }));
    expect(classified(counted)).toEqual(["amount-differs,amount-differs", ""]);
  });

  test("are kept with their count, where they have one", () => {
    const entry = (number: number, booked: object): BankReportEntry => ({
      ...{ number, reference: `FENRUN-${PAYOUT_ID}`, isWhole: true, kind: "paid", ...booked },
    });
    const { bookings } = classifyEntries([entry(1, { ...part(100n, "a"), count: 7 }), entry(2, part(50n, "b"))], referred, {
      ...{ reportId: "a", currency: "CNY" },
    });
    expect(bookings?.parts).toEqual({
      lockVersion: 1,
      parts: [
        { reportId: "a", amount: 100n, count: 7, booking: { place: expect.any(String), reference: "a" } },
        { reportId: "a", amount: 50n, booking: { place: expect.any(String), reference: "b" } },
      ],
    });
    expect(bookings?.parts?.parts[1]).not.toHaveProperty("count");
  });

  test("of which the bank gives one reference to two amounts are listed", () => {
    expect(classified([part(2_100n, "a"), part(30_000n, "a")])).toEqual(["amount-differs,amount-differs", ""]);
  });
});

describe("what was booked before", () => {
  const told = (reference: string, more: Partial<ToldBooking> = {}): ToldBooking => ({
    ...{ place: "1/1/1", reportId: "earlier", kind: "paid", reference },
    ...more,
  });
  const kept = (advisorId: string, ...bookings: ToldBooking[]): PayoutBookings => ({
    ...{ payments: new Map([[advisorId, { lockVersion: 1, bookings }]]) },
  });
  const booked = (amount: bigint) => ({ amount, booking: { place: "1/1/1", reference: "b" } });
  const wang = kept("wang", told("w"));
  const paid = [said("paid")];

  test("is paid twice by a booking of all that were not rejected, and is none of what the bank books together later", () => {
    expect(classified([booked(32_000n)], { li: [said("rejected")], wang: paid }, wang)).toEqual(["booked-twice", ""]);
    expect(classified([booked(30_100n)], { li: paid, wang: paid, zhao: paid }, wang)).toEqual(["already-recorded", ""]);
    expect(classified([booked(30_000n)], { li: [said("rejected")], wang: paid, zhao: paid }, wang)).toEqual(["already-recorded", ""]);
  });

  test("twice lists what comes back, unless this report or an earlier one recorded that", () => {
    const twice = kept("li", told("a"), told("b", { isAgain: true }));
    const [back, first] = [of("li", "returned"), of("li", "paid", { booking: { place: "1/1/1", reference: "a" } })];
    expect(classified([back], { li: paid }, twice)).toEqual(["booked-twice", ""]);
    expect(classified([back], { li: [...paid, said("returned", "a")] }, twice)).toEqual(["applies", ""]);
    expect(classified([back], { li: [...paid, said("returned")] }, twice)).toEqual(["already-recorded", ""]);
    expect(classified([first], {}, twice)).toEqual(["applies", "li paid"]);
  });
});

test("classify entries: a stricter reason for what came back is recorded once, whoever tells it; the text of a booking is none", () => {
  const back = (given: Partial<BankReportEntry> = {}) => of("li", "returned", given);
  const known = { li: [said("returned")] };
  expect(classified([back()], known)).toEqual(["already-recorded", ""]);
  expect(classified([back({ code: "AC04" })], known)).toEqual(["adds-reason", "li returned"]);
  expect(classified([back(), back({ code: "AC04" })], known)).toEqual(["already-recorded,adds-reason", "li returned"]);
  expect(classified([back({ note: "closed" })], known)).toEqual(["adds-reason", "li returned"]);
  expect(classified([back({ note: "TEXT", booking: { place: "1/1/1" } })], known)).toEqual(["already-recorded", ""]);
  expect(classified([back({ code: "AC04", ofWhole: true })], known)).toEqual(["already-recorded", ""]);
  expect(classified([back({ code: "AC04" })], { li: [said("returned"), said("returned", "a")] })).toEqual(["adds-reason", ""]);
});

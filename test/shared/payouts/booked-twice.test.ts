import { describe, expect, test } from "vitest";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { classifyEntries } from "../../../shared/payouts/bank-reports/model/classify-entries.ts";
import {
  bookedPartsCodec,
  compareBookings,
  isAnotherBooking,
  type PayoutBookings,
  paymentBookingsCodec,
  type ToldBooking,
} from "../../../shared/payouts/model/booking.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { bankedPayout } from "../../support/banked-payout.ts";
import { briefs } from "../../support/issues.ts";

/** A bank that books a payment, or a whole payout, more than once; and one that tells a booking more than once. Of 360.00 in all. */

const { PAYOUT_ID, referred } = bankedPayout({ li: 6_000n, wang: 12_000n, zhao: 18_000n });
const BATCH = `<NtryDtls><Btch><PmtInfId>FENRUN-${PAYOUT_ID}</PmtInfId></Btch></NtryDtls>`;

interface Entry {
  readonly amount?: string;
  readonly reference?: string;
  readonly own?: string;
  readonly day?: string;
  readonly inner?: string;
  readonly side?: string;
}
const detail = (advisorId = "li", reference = "", more = "") =>
  `<TxDtls><Refs>${reference === "" ? "" : `<AcctSvcrRef>${reference}</AcctSvcrRef>`}<EndToEndId>${referenceOf(PAYOUT_ID, advisorId)}</EndToEndId></Refs>${more}</TxDtls>`;
const details = (...each: string[]) => `<NtryDtls>${each.join("")}</NtryDtls>`;
const ntry = ({ amount = "60.00", reference, own, day, inner = details(detail()), side = "DBIT" }: Entry = {}) =>
  `<Ntry>${own === undefined ? "" : `<NtryRef>${own}</NtryRef>`}<Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts>BOOK</Sts>${
    day === undefined ? "" : `<BookgDt><Dt>${day}</Dt></BookgDt>`
  }${reference === undefined ? "" : `<AcctSvcrRef>${reference}</AcctSvcrRef>`}${inner}</Ntry>`;
const MESSAGES = {
  statement: ["BkToCstmrStmt", "Stmt"],
  report: ["BkToCstmrAcctRpt", "Rpt"],
  notification: ["BkToCstmrDbtCdtNtfctn", "Ntfctn"],
} as const;
const camt = (entries: readonly Entry[], message: keyof typeof MESSAGES = "statement") => {
  const [outer, inner] = MESSAGES[message];
  return `<Document><${outer}><${inner}>${entries.map(ntry).join("")}</${inner}></${outer}></Document>`;
};
const RETURN = "<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf>";
const back = (given: Entry = {}): Entry => ({ side: "CRDT", inner: details(detail("li", "", RETURN)), ...given });

/** A bank's reports one after the other, with what is recorded and kept in between. */
function reader() {
  let kept: PayoutBookings = { payments: new Map() };
  const payments = new Map(referred.payments);
  let files = 0;
  return async (...documents: readonly string[]) => {
    files += 1;
    const answer = await parseBankReport(new TextEncoder().encode(documents.join("")), "answer.xml", "CNY");
    if (!answer.ok) throw new Error(briefs(answer.issues).join("\n"));
    const { entries } = answer.value;
    const classify = () =>
      classifyEntries(entries, { payout: referred.payout, payments, bookings: kept }, { reportId: `a${files}`, currency: "CNY" });
    const { matches, due, bookings } = classify();
    for (const { payment, entry } of due) {
      const outcome = { kind: entry.kind, at: "2026-11-07T00:00:00.000Z", by: "fay", reportId: `a${files}`, code: entry.code };
      const now = payments.get(payment.reference) ?? payment;
      payments.set(payment.reference, { ...now, outcomes: [...now.outcomes, outcome] });
    }
    // As it is kept in the table.
    const stored = [...(bookings?.payments ?? [])].map(
      ([id, each]) => [id, paymentBookingsCodec.decode(paymentBookingsCodec.encode(each))] as const,
    );
    const parts = bookings?.parts === undefined ? kept.parts : bookedPartsCodec.decode(bookedPartsCodec.encode(bookings.parts));
    kept = { payments: new Map([...kept.payments, ...stored]), ...(parts !== undefined && { parts }) };
    const told = entries.map(({ number }) => matches.get(number));
    // Classified again it comes to the same, and there is nothing left to keep.
    const again = classify();
    expect(entries.map(({ number }) => again.matches.get(number))).toEqual(told);
    expect([again.due, again.bookings]).toEqual([[], undefined]);
    return [told.join(), due.map(({ payment, entry }) => `${payment.advisorId} ${entry.kind}`).join()];
  };
}
const ALL_PAID = "li paid,wang paid,zhao paid";
const whole = (reference: string, amount = "360.00"): Entry => ({ amount, reference, inner: BATCH });

describe("a payment that is booked twice is listed", () => {
  test.each<[string, Entry, Entry]>([
    ["by two references of the bank's", { reference: "b1" }, { reference: "b2" }],
    ["by two of the account owner's", { own: "entry-0001" }, { own: "entry-0002" }],
    [
      "by two references of details",
      { reference: "b1", inner: details(detail("li", "d1")) },
      { reference: "b1", inner: details(detail("li", "d2")) },
    ],
  ])("%s", async (_, first, second) => {
    const inOne = reader();
    expect(await inOne(camt([first, second]))).toEqual(["applies,booked-twice", "li paid"]);
    const inTwo = reader();
    expect(await inTwo(camt([first]))).toEqual(["applies", "li paid"]);
    expect(await inTwo(camt([second]))).toEqual(["booked-twice", ""]);
    // Told again the first is known, and the second is listed again.
    expect(await inTwo(camt([second, first], "report"))).toEqual(["booked-twice,already-recorded", ""]);
  });

  test("in one document without any reference; in two by their booking days", async () => {
    expect(await reader()(camt([{}, {}]))).toEqual(["applies,booked-twice", "li paid"]);
    expect(await reader()(camt([{ inner: details(detail(), detail()) }]))).toEqual(["applies,booked-twice", "li paid"]);
    const read = reader();
    await read(camt([{ day: "2026-11-07" }]));
    expect(await read(camt([{ day: "2026-11-07" }], "report"))).toEqual(["already-recorded", ""]);
    expect(await read(camt([{ day: "2026-11-09" }]))).toEqual(["booked-twice", ""]);
  });

  test("also where the bank repeats our reference as its own, or only numbers its entries", async () => {
    const own = referenceOf(PAYOUT_ID, "li");
    expect(
      await reader()(
        camt([
          { reference: own, own },
          { reference: own, own },
        ]),
      ),
    ).toEqual(["applies,booked-twice", "li paid"]);
    expect(await reader()(camt([{ own: "1" }, { own: "1" }]))).toEqual(["applies,booked-twice", "li paid"]);
    const read = reader();
    await read(camt([{ own: "7" }]));
    expect(await read(camt([{ own: "8" }]))).toEqual(["already-recorded", ""]);
  });

  test("and what comes back then is listed too: it may be either of them", async () => {
    const read = reader();
    await read(camt([{ reference: "b1" }]));
    await read(camt([{ reference: "b2" }]));
    expect(await read(camt([back({ reference: "b3" })]))).toEqual(["booked-twice", ""]);
    expect(await reader()(camt([back({ reference: "b3" }), { reference: "b2" }, { reference: "b1" }]))).toEqual([
      "booked-twice,applies,booked-twice",
      "li paid",
    ]);
  });

  test("and so is what was booked anew after it came back, and what comes back twice", async () => {
    const read = reader();
    expect(await read(camt([{ reference: "b1" }, back({ reference: "b2" })]))).toEqual(["applies,applies", "li paid,li returned"]);
    expect(await read(camt([back({ reference: "b2" })], "report"))).toEqual(["already-recorded", ""]);
    expect(await read(camt([back({ reference: "b3" })]))).toEqual(["booked-twice", ""]);
    expect(await read(camt([{ reference: "b4" }]))).toEqual(["booked-twice", ""]);
  });

  test("and of a whole payout, in one document and in two; beside single bookings too", async () => {
    expect(await reader()(camt([whole("b1"), whole("b2")]))).toEqual(["applies,booked-twice", ALL_PAID]);
    const read = reader();
    expect(await read(camt([whole("b1")]))).toEqual(["applies", ALL_PAID]);
    expect(await read(camt([whole("b2")]))).toEqual(["booked-twice", ""]);
    expect(await read(camt([{ reference: "b3" }]))).toEqual(["booked-twice", ""]);
    const single = reader();
    await single(camt([{ reference: "b1" }]));
    expect(await single(camt([whole("b2")]))).toEqual(["booked-twice", ""]);
    // What it lists books nothing: the others are paid by their own bookings.
    expect(await single(camt([{ reference: "b3", amount: "120.00", inner: details(detail("wang")) }]))).toEqual(["applies", "wang paid"]);
  });
});

describe("a booking that is told again is known", () => {
  test("by camt.052, 053 and 054 of a day, in one file and in several", async () => {
    const same = [{ reference: "b1", day: "2026-11-07" }];
    const all = (["report", "statement", "notification"] as const).map((message) => camt(same, message));
    expect(await reader()(...all)).toEqual(["applies,already-recorded,already-recorded", "li paid"]);
    const read = reader();
    expect(await Promise.resolve(read(all[0] ?? ""))).toEqual(["applies", "li paid"]);
    expect(await read(all[1] ?? "")).toEqual(["already-recorded", ""]);
    expect(await read(all[2] ?? "")).toEqual(["already-recorded", ""]);
  });

  test("where one message tells it without a reference, or as a detail of a larger entry", async () => {
    const read = reader();
    await read(camt([{}]));
    expect(await read(camt([{ reference: "b1" }], "report"))).toEqual(["already-recorded", ""]);
    // From then on another reference is another booking.
    expect(await read(camt([{ reference: "b2" }]))).toEqual(["booked-twice", ""]);
    const parts = reader();
    await parts(camt([{ reference: "d1" }], "notification"));
    expect(await parts(camt([{ reference: "b1", inner: details(detail("li", "d1")) }]))).toEqual(["already-recorded", ""]);
  });

  test("of a whole payout, of its details, and of what was left of it", async () => {
    const read = reader();
    await read(camt([whole("b1")]));
    expect(await read(camt([whole("b1")], "report"))).toEqual(["already-recorded", ""]);
    const all = details(...["li", "wang", "zhao"].map((id) => detail(id)));
    expect(await read(camt([{ ...whole("b1"), inner: all }], "notification"))).toEqual([
      "already-recorded,already-recorded,already-recorded",
      "",
    ]);
    const rest = reader();
    await rest(camt([{ reference: "b1" }]));
    expect(await rest(camt([whole("b2", "300.00")]))).toEqual(["applies", "wang paid,zhao paid"]);
    expect(await rest(camt([whole("b2", "300.00")], "report"))).toEqual(["already-recorded", ""]);
    expect(await rest(camt([whole("b3", "300.00")]))).toEqual(["amount-differs", ""]);
  });
});

describe("parts of a payout in several files", () => {
  test("are kept, and recorded once they come to it; told again they are known", async () => {
    const read = reader();
    expect(await read(camt([whole("b1", "100.00")]))).toEqual(["part-kept", ""]);
    expect(await read(camt([whole("b1", "100.00")], "report"))).toEqual(["part-kept", ""]);
    expect(await read(camt([whole("b2", "200.00")]))).toEqual(["part-kept", ""]);
    expect(await read(camt([whole("b3", "60.00")]))).toEqual(["applies", ALL_PAID]);
    expect(await read(camt([whole("b2", "200.00")], "report"))).toEqual(["already-recorded", ""]);
    expect(
      await read(
        camt(
          ["b1", "b2", "b3"].map((each, at) => whole(each, ["100.00", "200.00", "60.00"][at])),
          "report",
        ),
      ),
    ).toEqual(["already-recorded,already-recorded,already-recorded", ""]);
    expect(await read(camt([whole("b4")]))).toEqual(["booked-twice", ""]);
  });

  test("without a reference of the bank's are listed, and so is what goes beyond the payout", async () => {
    const read = reader();
    expect(await read(camt([{ amount: "100.00", inner: BATCH }]))).toEqual(["amount-differs", ""]);
    expect(await read(camt([{ amount: "260.00", inner: BATCH }]))).toEqual(["amount-differs", ""]);
    const beyond = reader();
    await beyond(camt([whole("b1", "200.00")]));
    expect(await beyond(camt([whole("b2", "200.00")]))).toEqual(["amount-differs", ""]);
    expect(await beyond(camt([whole("b3", "160.00")]))).toEqual(["applies", ALL_PAID]);
  });
});

test("booked twice: bookings compare by what is comparable of them", () => {
  const told = (given: Partial<ToldBooking>): ToldBooking => ({ place: "1/1/1", reportId: "a", kind: "paid", ...given });
  const other = (given: Partial<ToldBooking>) => told({ reportId: "b", ...given });
  expect(compareBookings(told({}), told({}))).toBe("same");
  expect(compareBookings(told({}), told({ place: "1/1/2" }))).toBe("apart");
  expect(compareBookings(told({ detail: "d" }), told({ place: "1/1/2", detail: "d" }))).toBe("same");
  expect(compareBookings(told({ reference: "r" }), told({ place: "1/2/1", reference: "r" }))).toBe("same");
  expect(compareBookings(told({ reference: "r" }), told({ place: "1/1/2", reference: "r" }))).toBe("apart");
  expect(compareBookings(told({ detail: "d" }), told({ place: "1/1/2", detail: "e" }))).toBe("apart");
  expect(compareBookings(told({}), told({ place: "2/1/1" }))).toBe("unknown");
  // One message books payments one by one, and another tells them as details of one entry.
  expect(compareBookings(told({ reference: "r" }), other({ detail: "r", reference: "s" }))).toBe("same");
  expect(compareBookings(told({ detail: "r" }), other({ reference: "r" }))).toBe("same");
  expect([{}, { entryReference: "n" }].map((given) => compareBookings(told(given), other({})))).toEqual(["unknown", "unknown"]);
  expect(compareBookings(told({}), other({ entryReference: "n" }))).toBe("unknown");
  expect(compareBookings(told({ day: "2026-11-07" }), other({}))).toBe("unknown");
  expect(compareBookings(told({}), other({ day: "2026-11-07" }))).toBe("unknown");
  expect(compareBookings(told({}), other({ reference: "r" }))).toBe("unknown");
  expect(compareBookings(told({ reference: "r", detail: "d" }), other({ reference: "r", detail: "e" }))).toBe("differ");
  expect(compareBookings(told({ entryReference: "n" }), other({ entryReference: "n", day: "2026-11-07" }))).toBe("same");
  const first = [other({}), other({ reference: "r" })];
  expect(isAnotherBooking(told({ reference: "r" }), first)).toBe(false);
  expect(isAnotherBooking(told({ reference: "s" }), first)).toBe(true);
  expect(isAnotherBooking(told({}), first)).toBe(false);
});

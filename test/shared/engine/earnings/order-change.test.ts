import { describe, expect, test } from "vitest";
import type { StoredOrder } from "../../../../shared/engine/credits/credit.ts";
import { recipientsOf } from "../../../../shared/engine/credits/recipients.ts";
import { type CreditLogEntry, creditsHeld, rowsOfEntries } from "../../../../shared/engine/earnings/credit-log.ts";
import { type OrderChange, orderChange, placesTouched } from "../../../../shared/engine/earnings/order-change.ts";
import { mergeRows } from "../../../../shared/engine/earnings/tally.ts";
import type { Advisor } from "../../../../shared/engine/facts/advisor.ts";
import { orderSchema } from "../../../../shared/engine/facts/order.ts";
import { PlanBook } from "../../../../shared/engine/plan/plan-versions.ts";
import { planSchema } from "../../../../shared/engine/plan/schema.ts";

const rating = { ratedFacets: ["product", "role", "afterLeaving"], localDay: (instant: string) => instant.slice(0, 10) };
const plans = new PlanBook([planSchema.parse({ planId: "partner", version: 1, effectiveFrom: "2026-01-01", components: [] })]);

/** An order of li's at a revision; of a trip on 2 April unless it says otherwise. */
const order = (revision: number, members: object = {}) =>
  orderSchema.parse({
    orderId: "o1",
    revision,
    status: "fulfilled",
    bookedAt: "2026-03-30T09:00:00Z",
    fulfilledAt: "2026-04-02T09:00:00Z",
    currency: "CNY",
    lines: [
      { lineId: "1", product: "hotel", price: 1_000 },
      { lineId: "2", product: "train", price: 300 },
    ],
    credits: [{ advisorId: "li" }],
    ...members,
  });
const booked = (members: object = {}) => ({ status: "booked", fulfilledAt: undefined, ...members });

/** The head that an order gets where li has this manager. */
function head(content: ReturnType<typeof order>, before?: StoredOrder, managerId = "zhao"): StoredOrder {
  const advisor = (advisorId: string): Advisor => ({
    advisorId,
    name: advisorId,
    joinedOn: "2020-01-15",
    planId: "partner",
    revision: 1,
    managers: advisorId === "li" ? [{ managerId, from: "2020-01-15" }] : [],
  });
  const recipients = recipientsOf(content, { advisor, plans, localDay: rating.localDay });
  return { order: content, sequence: (before?.sequence ?? 0) + 1, recipients, seen: {} };
}

/** The entries of a change: whose, how, of which month, at which revision, and the prices that count. */
const entriesOf = ({ entries }: OrderChange) =>
  entries.map(({ place, revision, credits }) => [
    place.advisorId,
    place.state,
    place.month,
    revision,
    credits.map(({ amounts }) => amounts.price),
  ]);
/** The rows of a change: whose, which product, price, units and count. */
const rowsOf = ({ rows }: OrderChange) => rows.map(({ place, row }) => [place.advisorId, row.facets[0], row.price, row.units, row.count]);

describe("an order's change", () => {
  const first = head(order(1));

  test("of a new one is an entry in each place, and a row for each combination of facets there", () => {
    const change = orderChange(undefined, first, rating);
    expect(entriesOf(change)).toEqual([
      ["zhao", "earned", "2026-04", 1, [1_000n, 300n]],
      ["li", "earned", "2026-04", 1, [1_000n, 300n]],
    ]);
    expect(rowsOf(change)).toEqual([
      ["zhao", "hotel", 1_000n, 1n, 1n],
      ["zhao", "train", 300n, 1n, 1n],
      ["li", "hotel", 1_000n, 1n, 1n],
      ["li", "train", 300n, 1n, 1n],
    ]);
    expect(change.entries[0]).toMatchObject({ orderId: "o1", sequence: 1, bookedOn: "2026-03-30" });
  });

  test("written again as it stands is nothing", () => {
    expect(orderChange(first, head(order(1), first), rating)).toMatchObject({ rows: [], entries: [] });
  });

  test("to another revision is written everywhere, with rows only where amounts move", () => {
    const lines = [
      { lineId: "1", product: "hotel", price: 1_000 },
      { lineId: "2", product: "train", price: 300, refunded: 300 },
    ];
    const change = orderChange(first, head(order(2, { lines }), first), rating);
    expect(entriesOf(change).map(([advisorId, , , revision, prices]) => [advisorId, revision, prices])).toEqual([
      ["zhao", 2, [1_000n, 0n]],
      ["li", 2, [1_000n, 0n]],
    ]);
    expect(rowsOf(change)).toEqual([
      ["zhao", "train", -300n, -1n, 0n],
      ["li", "train", -300n, -1n, 0n],
    ]);
  });

  test("to another manager leaves the seller's place as it is", () => {
    const change = orderChange(first, head(order(1), first, "qian"), rating);
    expect(entriesOf(change)).toEqual([
      ["zhao", "earned", "2026-04", 1, []],
      ["qian", "earned", "2026-04", 1, [1_000n, 300n]],
    ]);
    expect(rowsOf(change).map(([advisorId, , price]) => [advisorId, price])).toEqual([
      ["zhao", -1_000n],
      ["zhao", -300n],
      ["qian", 1_000n],
      ["qian", 300n],
    ]);
  });

  test("to another month leaves the one and comes to the other", () => {
    const change = orderChange(first, head(order(2, { fulfilledAt: "2026-05-01T09:00:00Z" }), first), rating);
    expect(entriesOf(change).filter(([advisorId]) => advisorId === "li")).toEqual([
      ["li", "earned", "2026-04", 2, []],
      ["li", "earned", "2026-05", 2, [1_000n, 300n]],
    ]);
  });

  test("of a forecast touches no row, and being cancelled leaves an entry without credits", () => {
    const forecast = head(order(1, booked({ expectedFulfilmentOn: "2026-05-20" })));
    const change = orderChange(undefined, forecast, rating);
    expect(entriesOf(change)[1]).toEqual(["li", "forecast", "2026-05", 1, [1_000n, 300n]]);
    const cancelled = orderChange(forecast, head(order(2, { status: "cancelled" }), forecast), rating);
    expect(entriesOf(cancelled)[1]).toEqual(["li", "forecast", "2026-05", 2, []]);
    expect([change.rows, cancelled.rows]).toEqual([[], []]);
    // What was replaced is said, so that entries alone sum up to what is forecast.
    expect([change, cancelled].map(({ entries }) => entries[1]?.before)).toEqual([[], change.entries[1]?.credits]);
    expect(mergeRows(rowsOfEntries(change.entries))).toHaveLength(4);
    expect(mergeRows(rowsOfEntries([...cancelled.entries, ...change.entries]))).toEqual([]);
  });

  test("of an undated one is one entry under nobody, without credits; that it has a date now is not written there", () => {
    const undated = head(order(1, booked()));
    const change = orderChange(undefined, undated, rating);
    expect(entriesOf(change)).toEqual([["", "undated", "2026-03", 1, []]]);
    const dated = orderChange(undated, head(order(2), undated), rating);
    expect(entriesOf(dated).map(([advisorId, state]) => [advisorId, state])).toEqual([
      ["zhao", "earned"],
      ["li", "earned"],
    ]);
    expect([change.rows.length, dated.rows.length]).toEqual([0, 4]);
  });

  test("of an undated one to another revision without a date is an entry that holds and replaces no credits", () => {
    const undated = head(order(1, booked()));
    const change = orderChange(undated, head(order(2, booked()), undated), rating);
    expect(change.entries).toMatchObject([{ place: { advisorId: "", state: "undated" }, revision: 2, credits: [], before: [] }]);
    expect(change.rows).toEqual([]);
  });

  test("of a revision that is paid by another version than before is written where that is so, and nowhere else", () => {
    const recipients = first.recipients.map((each) => (each.advisorId === "li" ? { ...each, version: 2 } : each));
    const change = orderChange(first, { ...first, sequence: 2, recipients }, rating);
    expect(entriesOf(change)).toEqual([["li", "earned", "2026-04", 1, [1_000n, 300n]]]);
    expect(change.rows.map(({ row }) => [row.version, row.facets[0], row.price])).toEqual([
      [1, "hotel", -1_000n],
      [1, "train", -300n],
      [2, "hotel", 1_000n],
      [2, "train", 300n],
    ]);
  });
});

test("order change: of an order's entries in a place the one with the highest sequence holds, in whatever order they are read", () => {
  const [first, second] = [head(order(1)), head(order(2, { lines: [{ lineId: "1", product: "hotel", price: 7 }] }), head(order(1)))];
  const entries = [orderChange(undefined, first, rating), orderChange(first, second, rating)].flatMap((change) =>
    change.entries.filter(({ place }) => place.advisorId === "li"),
  );
  const pricesHeld = (read: readonly CreditLogEntry[]) => creditsHeld(read).map(({ amounts }) => amounts.price);
  expect([pricesHeld(entries), pricesHeld(entries.toReversed())]).toEqual([[7n], [7n]]);
});

test("order change: a change touches the places in which rows or forecasts change, and no place where credits wait or have no date", () => {
  const booked = (members: object) => order(1, { status: "booked", fulfilledAt: undefined, ...members });
  const touched = (after: StoredOrder, before?: StoredOrder) =>
    placesTouched(orderChange(before, after, rating)).map(({ advisorId, state, month }) => `${advisorId} ${state} ${month}`);
  const expected = head(booked({ expectedFulfilmentOn: "2026-05-02" }));
  expect(touched(expected)).toEqual(["zhao forecast 2026-05", "li forecast 2026-05"]);
  expect(touched(head(booked({})))).toEqual([]);
  const fulfilled = new Set(touched(head(order(2), expected), expected));
  expect([...fulfilled].sort()).toEqual(["li earned 2026-04", "li forecast 2026-05", "zhao earned 2026-04", "zhao forecast 2026-05"]);
});

import { describe, expect, test } from "vitest";
import type { ClaimedCredit } from "../../../../shared/engine/credits/claimed-credit.ts";
import type { StoredOrder } from "../../../../shared/engine/credits/credit.ts";
import { recipientsOf } from "../../../../shared/engine/credits/recipients.ts";
import { claimedRowsOf } from "../../../../shared/engine/earnings/claimed-row.ts";
import { type CreditLogEntry, creditsHeld } from "../../../../shared/engine/earnings/credit-log.ts";
import { everyonesRows, forecastsTouched, type OrderChange, orderChange } from "../../../../shared/engine/earnings/order-change.ts";
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
/** The rows of a change: whose, who counts them, which product, price, units and count. */
const rowsOf = ({ rows }: OrderChange) =>
  rows.map(({ place, row }) => [
    place.advisorId,
    row.claims.map(({ advisorId }) => advisorId).join(" "),
    row.facets[0],
    row.price,
    row.units,
    row.count,
  ]);
/** What a change does to everyone's rows: whose, which product, price and count. */
const everyones = (change: OrderChange) =>
  everyonesRows(change).map(({ place, row }) => [place.advisorId, row.facets[0], row.price, row.count]);

describe("an order's change", () => {
  const first = head(order(1));

  test("of a new one is an entry with whoever is named, and a row for each combination of facets that says who counts it", () => {
    const change = orderChange(undefined, first, rating);
    expect(entriesOf(change)).toEqual([["li", "earned", "2026-04", 1, [1_000n, 300n]]]);
    expect(rowsOf(change)).toEqual([
      ["li", "zhao li", "hotel", 1_000n, 1n, 1n],
      ["li", "zhao li", "train", 300n, 1n, 1n],
    ]);
    expect(everyones(change)).toEqual([
      ["zhao", "hotel", 1_000n, 1n],
      ["zhao", "train", 300n, 1n],
      ["li", "hotel", 1_000n, 1n],
      ["li", "train", 300n, 1n],
    ]);
    expect(change.entries[0]).toMatchObject({ orderId: "o1", sequence: 1, bookedOn: "2026-03-30" });
  });

  test("written again as it stands is nothing", () => {
    expect(orderChange(first, head(order(1), first), rating)).toMatchObject({ rows: [], entries: [] });
  });

  test("to another revision is written, with rows only where amounts move", () => {
    const lines = [
      { lineId: "1", product: "hotel", price: 1_000 },
      { lineId: "2", product: "train", price: 300, refunded: 300 },
    ];
    const change = orderChange(first, head(order(2, { lines }), first), rating);
    expect(entriesOf(change)).toEqual([["li", "earned", "2026-04", 2, [1_000n, 0n]]]);
    expect(rowsOf(change)).toEqual([["li", "zhao li", "train", -300n, -1n, 0n]]);
  });

  test("to another manager takes the seller's rows out and puts them in again, and moves the managers' alone", () => {
    const change = orderChange(first, head(order(1), first, "qian"), rating);
    expect(entriesOf(change)).toEqual([["li", "earned", "2026-04", 1, [1_000n, 300n]]]);
    expect(rowsOf(change).map(([advisorId, claimants, , price]) => [advisorId, claimants, price])).toEqual([
      ["li", "zhao li", -1_000n],
      ["li", "zhao li", -300n],
      ["li", "qian li", 1_000n],
      ["li", "qian li", 300n],
    ]);
    expect(everyones(change)).toEqual([
      ["zhao", "hotel", -1_000n, -1n],
      ["zhao", "train", -300n, -1n],
      ["qian", "hotel", 1_000n, 1n],
      ["qian", "train", 300n, 1n],
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
    expect(entriesOf(change)[0]).toEqual(["li", "forecast", "2026-05", 1, [1_000n, 300n]]);
    const cancelled = orderChange(forecast, head(order(2, { status: "cancelled" }), forecast), rating);
    expect(entriesOf(cancelled)[0]).toEqual(["li", "forecast", "2026-05", 2, []]);
    expect([change.rows, cancelled.rows]).toEqual([[], []]);
    // What was replaced is said, so that entries alone sum up to what is forecast.
    expect([change, cancelled].map(({ entries }) => entries[0]?.before)).toEqual([[], change.entries[0]?.credits]);
    expect(claimedRowsOf(change.entries)).toHaveLength(2);
    expect(claimedRowsOf([...cancelled.entries, ...change.entries])).toEqual([]);
  });

  test("of an undated one is one entry under nobody, without credits; that it has a date now is not written there", () => {
    const undated = head(order(1, booked()));
    const change = orderChange(undefined, undated, rating);
    expect(entriesOf(change)).toEqual([["", "undated", "2026-03", 1, []]]);
    const dated = orderChange(undated, head(order(2), undated), rating);
    expect(entriesOf(dated).map(([advisorId, state]) => [advisorId, state])).toEqual([["li", "earned"]]);
    expect([change.rows.length, dated.rows.length]).toEqual([0, 2]);
  });

  test("of an undated one to another revision without a date is an entry that holds and replaces no credits", () => {
    const undated = head(order(1, booked()));
    const change = orderChange(undated, head(order(2, booked()), undated), rating);
    expect(change.entries).toMatchObject([{ place: { advisorId: "", state: "undated" }, revision: 2, credits: [], before: [] }]);
    expect(change.rows).toEqual([]);
  });

  test("of a revision that is paid by another version than before takes one version out and puts the other in", () => {
    const recipients = first.recipients.map((each) => (each.advisorId === "li" ? { ...each, version: 2 } : each));
    const change = orderChange(first, { ...first, sequence: 2, recipients }, rating);
    expect(entriesOf(change)).toEqual([["li", "earned", "2026-04", 1, [1_000n, 300n]]]);
    expect(
      change.rows.map(({ row }) => [row.claims.find(({ advisorId }) => advisorId === "li")?.version, row.facets[0], row.price]),
    ).toEqual([
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
  const pricesHeld = (read: readonly CreditLogEntry<ClaimedCredit>[]) => creditsHeld(read).map(({ amounts }) => amounts.price);
  expect([pricesHeld(entries), pricesHeld(entries.toReversed())]).toEqual([[7n], [7n]]);
});

test("order change: a change tells where forecasts change, and no place that is earned, waits or has no date", () => {
  const booked = (members: object) => order(1, { status: "booked", fulfilledAt: undefined, ...members });
  const touched = (after: StoredOrder, before?: StoredOrder) =>
    forecastsTouched(orderChange(before, after, rating)).map(({ advisorId, month }) => `${advisorId} ${month}`);
  const expected = head(booked({ expectedFulfilmentOn: "2026-05-02" }));
  expect(touched(expected)).toEqual(["li 2026-05"]);
  expect(touched(head(booked({})))).toEqual([]);
  expect(touched(head(order(2), expected), expected)).toEqual(["li 2026-05"]);
});

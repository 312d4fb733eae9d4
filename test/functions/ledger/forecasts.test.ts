import { expect, test } from "vitest";
import { advisorKey, planKey, stateKey } from "../../../functions/_platform/dynamodb/keys.ts";
import { wire } from "../../../functions/_platform/wiring.ts";
import { canonicalJson } from "../../../shared/base/json/exact-json.ts";
import { expandCredits } from "../../../shared/engine/credits/claimed-credit.ts";
import { creditsHeld } from "../../../shared/engine/earnings/credit-log.ts";
import { mergeRows, type TallyRow, tallyOf } from "../../../shared/engine/earnings/tally.ts";
import { advisorSchema } from "../../../shared/engine/facts/advisor.ts";
import { planSchema } from "../../../shared/engine/plan/schema.ts";
import { type ForecastPlace, sumForecasts } from "../../../shared/ledger/project/sum-forecasts.ts";
import { recordFacts } from "../../../shared/ledger/record/record-batch.ts";
import { forecastsOf } from "../../../shared/ledger/sellers/by-seller.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { AGENCY, body, SILENT } from "../../support/ledger.ts";
import { MemoryTable } from "../../support/memory-table.ts";

const MONTH_MS = 30 * 86_400_000;
const TRIPS = ["2026-11", "2026-12"];
/** Trips that can't be told from a slip of the pen. */
const FAR_TRIP = "2091-03";

/** A ledger of one advisor, whose forecasts are summed up as orders come. */
function openLedger() {
  const table = new MemoryTable();
  const clock = { nowMs: Date.parse("2026-10-01T00:00:00Z") };
  // Chance that strikes once in so many times, as evenly as it can.
  let draws = 0;
  const surroundings = { now: () => clock.nowMs, random: () => (draws++ * 0.618_034) % 1, pause: async () => {} };
  const touched: ForecastPlace[] = [];
  const publisher = { ...SILENT, forecastsChanged: async (places: readonly ForecastPlace[]) => void touched.push(...places) };
  const archive = { put: async () => {}, get: async () => undefined };
  const environment = { TABLE_NAME: "unused", BUCKET_NAME: "unused", BUS_NAME: "unused", AGENCY, SHARDS: 1 };
  const wiring = wire(environment, { table: table.asTable(), archive, publisher, surroundings });
  table.set({ ...stateKey, e: 1, period: 0, pending: 0 });
  table.set({ ...planKey("partner", 1), p: 0, hash: "unread", fact: JSON.stringify(planSchema.parse(plan()[1])) });
  table.set({ ...advisorKey("li"), revision: 1, p: 0, hash: "unread", fact: JSON.stringify(advisorSchema.parse(advisor("li")[1])) });
  const send = async (content: Readonly<Record<string, unknown>> & { readonly orderId: string }) => {
    const outcomes = await recordFacts([body(...order(content))], wiring);
    if (outcomes.some(({ kind }) => kind !== "recorded")) throw new Error(JSON.stringify(outcomes));
    await sumForecasts(touched.splice(0), wiring);
  };
  return { table, clock, wiring, send };
}

/** An advisor who books orders evenly over a month; every third changes its price or its month, every fifth is travelled at once. */
async function bookOrders(count: number) {
  const { table, clock, wiring, send } = openLedger();
  for (let index = 0; index < count; index += 1) {
    clock.nowMs += Math.floor(MONTH_MS / count);
    const orderId = `o-${index}`;
    const travels = { status: "booked", fulfilledAt: undefined, expectedFulfilmentOn: `${index === 7 ? FAR_TRIP : TRIPS[index % 2]}-20` };
    await send({ orderId, ...travels, lines: [{ lineId: "1", product: index % 3 === 0 ? "hotel" : "train", price: 10_000 + index }] });
    const again = { orderId, revision: 2, lines: [{ lineId: "1", product: "hotel", price: 20_000 }] };
    if (index % 3 === 0) await send({ ...again, ...travels, expectedFulfilmentOn: `${TRIPS[index % 4 === 0 ? 1 : 0]}-25` });
    if (index % 5 === 0) await send({ ...again, revision: 3 });
  }
  const { journal } = await wiring.audit.ledger.view("li");
  return { table, wiring, entries: journal.flatMap(({ entries }) => entries) };
}

const told = (rows: Iterable<TallyRow>) => [...rows].map(canonicalJson).sort();

test("forecasts: forecasts and latest orders take a bounded number of items to read, and are the journal's to the fen", async () => {
  const read: number[] = [];
  for (const count of [300, 3_000]) {
    const { table, wiring, entries } = await bookOrders(count);
    table.itemsRead = 0;
    const forecast = await forecastsOf(["li"], "li", wiring.accounts);
    const latest = await wiring.accounts.latestEntries("li", "forecast", "2026-11", 10);
    read.push(table.itemsRead);
    expect([...forecast.keys()].sort()).toEqual([...TRIPS, FAR_TRIP]);
    for (const [month, rows] of forecast) {
      const ofMonth = entries.filter(({ place }) => place.state === "forecast" && place.month === month);
      expect(told(rows)).toEqual(told(mergeRows(tallyOf(expandCredits(creditsHeld(ofMonth))).values())));
    }
    const newest = entries.filter(({ place }) => place.state === "forecast" && place.month === "2026-11").slice(-10);
    const own = newest.map((entry) => ({ ...entry, credits: expandCredits(entry.credits), before: expandCredits(entry.before) }));
    expect(latest.map(({ entry }) => entry)).toEqual(own.reverse());
  }
  const [few = 0, many = 0] = read;
  expect(few).toBeLessThan(150);
  expect(many).toBeLessThan(150);
});

test("forecasts: what is stamped out of order by clocks that differ is summed up in parts, and nothing of it is lost", async () => {
  const { clock, wiring, send } = openLedger();
  const start = clock.nowMs;
  const at = (minutes: number) => {
    clock.nowMs = start + minutes * 60_000;
  };
  const travels = { status: "booked", fulfilledAt: undefined, expectedFulfilmentOn: "2026-11-20" };
  const booked = (orderId: string, price: number) => send({ orderId, ...travels, lines: [{ lineId: "1", product: "hotel", price }] });
  await booked("o-stays", 288);
  at(60);
  await booked("o-moves", 1_101);
  at(30);
  const lines = [{ lineId: "1", product: "hotel", price: 1_101 }];
  await send({ orderId: "o-moves", revision: 2, ...travels, expectedFulfilmentOn: "2026-12-20", lines });
  // The first part ends between the two stamps: it holds that the trip moved away, and not yet that it was there.
  for (const minutes of [5 * 60 + 45, 24 * 60]) {
    await wiring.forecasts.fold("li", "2026-11", { nowMs: start + minutes * 60_000, leastItems: 1 });
    expect((await forecastsOf(["li"], "li", wiring.accounts)).get("2026-11")).toMatchObject([{ price: 288n, count: 1n }]);
  }
});

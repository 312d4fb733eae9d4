import { Table } from "../../functions/_platform/dynamodb/table.ts";
import { type OpenAccount, openAccount } from "../../shared/account/steps/open-account.ts";
import { getCredits, getForecast, getMonth } from "../../shared/account/steps/read-month.ts";
import { getStatement } from "../../shared/account/steps/read-statement.ts";
import { evaluate } from "../../shared/engine/earnings/evaluate.ts";
import { advisor, order, plan } from "../support/facts.ts";
import { type Ledger, shortPause, startLedgers } from "../support/ledger.ts";

const [LAST_MONTH, MONTH] = ["2026-09", "2026-10"];
const BATCH = 100;
const AN_HOUR_MS = 3_600_000;
const PRODUCTS = ["flight", "hotel", "train", "attraction", "package-tour", "custom-tour"];

/**
 * Measures what an advisor's pages take of the function's processor and what they read, however many credits their month
 * has; prints a table. @returns the month's page at its slowest. The database is another process: time spent waiting for it, or for whatever else runs, is not counted.
 */
export async function benchLookUp(): Promise<{ readonly p95Ms: number }> {
  const ledgers = await startLedgers();
  let p95Ms = 0;
  try {
    process.stdout.write("look-up on the embedded database, warm: processor milliseconds at the 50th and 95th percentile, read units\n");
    process.stdout.write("credits a month               page    p50    p95   read units\n");
    for (const credits of [60, 6_000, 20_000]) {
      let readUnits = 0;
      const ledger = await ledgers.open(
        (client, name) =>
          new Table(client, name, shortPause, ({ read }) => {
            readUnits += read;
          }),
      );
      await fill(ledger, credits);
      const looking = ledger.wiring;
      const opened = async (): Promise<OpenAccount> => {
        const account = await openAccount("li", looking);
        if (account === undefined) throw new Error("li is registered, yet has no account");
        return account;
      };
      const pages: [string, number, () => Promise<unknown>][] = [
        ["account", 200, opened],
        [
          "month",
          200,
          async () => {
            const account = await opened();
            await Promise.all([getMonth(account, MONTH, looking), getForecast(account, looking)]);
            return evaluate(account.books, MONTH);
          },
        ],
        ["credits", 15, async () => getCredits(await opened(), MONTH, looking)],
        ["statement", 15, () => getStatement("li", LAST_MONTH, looking)],
      ];
      for (const [name, times, look] of pages) {
        for (let warm = 0; warm < times / 4; warm += 1) await look();
        readUnits = 0;
        const took: number[] = [];
        for (let run = 0; run < times; run += 1) {
          const began = process.cpuUsage();
          await look();
          const { user, system } = process.cpuUsage(began);
          took.push((user + system) / 1000);
        }
        took.sort((left, right) => left - right);
        const at = (part: number) => (took[Math.floor(times * part)] ?? 0).toFixed(1).padStart(6);
        const line = `${credits.toLocaleString("en").padStart(15)}  ${name.padStart(17)} ${at(0.5)} ${at(0.95)}   ${(readUnits / times).toFixed(1).padStart(10)}`;
        process.stdout.write(`${line}\n`);
        if (name === "month") p95Ms = Math.max(p95Ms, took[Math.floor(times * 0.95)] ?? 0);
      }
    }
  } finally {
    await ledgers.stop();
  }
  return { p95Ms };
}

/** A closed month and an open one of as many credits each, late refunds for the closed one, and forecasts for the next ones. */
async function fill(ledger: Ledger, credits: number): Promise<void> {
  const months = { [LAST_MONTH]: "09", [MONTH]: "10" };
  await ledger.record(plan(), advisor("li"), ...[1, 2, 3].map((seller) => sellerOf(`seller-${seller}`)));
  await ledger.derive();
  const sold = (month: keyof typeof months, index: number, given: Record<string, unknown> = {}) => {
    const day = `2026-${months[month]}-${String((index % 28) + 1).padStart(2, "0")}`;
    const price = 100_000 + index;
    const line = { lineId: "1", product: PRODUCTS[index % PRODUCTS.length], price };
    const credits = [{ advisorId: index % 2 === 0 ? "li" : `seller-${(index % 3) + 1}` }];
    return order({
      orderId: `${month}-${index}`,
      bookedAt: `${day}T09:00:00+08:00`,
      fulfilledAt: `${day}T20:00:00+08:00`,
      lines: [line],
      credits,
      ...given,
    });
  };
  const record = async (events: [string, unknown][]) => {
    for (let start = 0; start < events.length; start += BATCH) await ledger.record(...events.slice(start, start + BATCH));
  };
  const indices = Array.from({ length: credits }, (_, index) => index);
  await record(indices.map((index) => sold(LAST_MONTH, index)));
  await ledger.close(LAST_MONTH);
  await record(indices.map((index) => sold(MONTH, index)));
  const late = indices.slice(0, 20).map((index) => {
    const refunded = [{ lineId: "1", product: PRODUCTS[index % PRODUCTS.length], price: 100_000 + index, refunded: 50_000 }];
    return sold(LAST_MONTH, index, { revision: 2, lines: refunded });
  });
  const trips = indices.slice(0, credits / 10).map((index) =>
    sold(MONTH, index, {
      orderId: `trip-${index}`,
      status: "booked",
      fulfilledAt: undefined,
      expectedFulfilmentOn: `2026-${String(10 + (index % 3))}-28`,
    }),
  );
  await record([...late, ...trips]);
  // What was booked a while ago is summed up.
  for (const month of ["2026-10", "2026-11", "2026-12"])
    await ledger.wiring.forecasts.fold("li", month, { nowMs: Date.now() + AN_HOUR_MS, leastItems: 1 });
}

const sellerOf = (advisorId: string) => advisor(advisorId, { managers: [{ managerId: "li", from: "2020-01-01" }] });

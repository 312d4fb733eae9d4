import { addMonths, type Month } from "../../../shared/base/calendar/month.ts";
import { decimalsOf, readableAmount, sum } from "../../../shared/base/money/money.ts";
import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import { creditsHeld } from "../../../shared/engine/earnings/credit-log.ts";
import { evaluate } from "../../../shared/engine/earnings/evaluate.ts";
import type { RatingRules } from "../../../shared/engine/earnings/order-change.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import { inputsAsOf, loadTerms } from "../../../shared/ledger/close/as-of-period.ts";
import { recordsCompleted } from "../../../shared/ledger/sellers/whole-record.ts";
import type { CloseLedger } from "../../../shared/ledger/store/close-store.ts";
import type { Results } from "../scenario/results.ts";

/** A month of the agency at a glance. Amounts in minor units. */
interface MonthSummary {
  readonly month: Month;
  readonly isClosed: boolean;
  /** Orders that earned in the month, as the facts stand now. */
  readonly orders: number;
  /** What customers paid for them: price less discounts and refunds. */
  readonly sales: bigint;
  readonly earnings: bigint;
  readonly adjustments: bigint;
  readonly payable: bigint;
  /** How many advisors earned the club's amount or more. */
  readonly inClub: number;
  readonly equityGained: number;
  readonly equityLost: number;
}

export interface SummaryInput {
  readonly ledger: CloseLedger;
  readonly shards: number;
  readonly rating: RatingRules;
  readonly results: Results;
  readonly closed: readonly Month[];
  readonly clubMinor: bigint;
}

/** Sums up the closed months and the one that is open, from what the table holds. */
export async function monthsOf({ ledger, shards, rating, results, closed, clubMinor }: SummaryInput): Promise<MonthSummary[]> {
  const last = closed.at(-1);
  if (last === undefined) return [];
  const open = addMonths(last, 1);
  const advisorIds = (
    await inParallel(
      Array.from({ length: shards }, (_, shard) => shard),
      4,
      (shard) => ledger.advisorsOfShard(shard),
    )
  ).flat();
  const sold = await soldIn([...closed, open], advisorIds, ledger);
  const openEarnings = await earningsOf(open, advisorIds, shards, ledger, rating);
  return [...closed, open].map((month): MonthSummary => {
    const entries = results.entries.filter((entry) => entry.month === month);
    const statements = entries.flatMap(({ statement }) => statement ?? []);
    const isClosed = month !== open;
    const earned = isClosed ? statements.map(({ earnings }) => earnings) : openEarnings;
    const changed = entries.filter(({ equityChanged }) => equityChanged);
    return {
      month,
      isClosed,
      orders: sold.get(month)?.orders.size ?? 0,
      sales: sold.get(month)?.sales ?? 0n,
      earnings: sum(earned),
      adjustments: sum(statements.flatMap(({ adjustments }) => adjustments.map(({ amount }) => amount))),
      payable: sum(statements.map(({ payable }) => payable)),
      inClub: earned.filter((amount) => amount >= clubMinor).length,
      equityGained: changed.filter(({ equityEligible }) => equityEligible).length,
      equityLost: changed.filter(({ equityEligible }) => !equityEligible).length,
    };
  });
}

/** Orders and sales by month, by the sellers' credits. */
async function soldIn(months: readonly Month[], advisorIds: readonly string[], ledger: CloseLedger) {
  const sold = new Map(months.map((month) => [month, { orders: new Set<string>(), sales: 0n }]));
  await inParallel(advisorIds, 8, async (advisorId) => {
    const byMonth = Map.groupBy(await ledger.earned(advisorId), ({ place }) => place.month);
    for (const [month, entries] of byMonth) {
      const ofMonth = sold.get(month);
      for (const { orderId, recipient, amounts } of creditsHeld(entries)) {
        if (recipient.role !== "seller" || ofMonth === undefined) continue;
        ofMonth.orders.add(orderId);
        ofMonth.sales += amounts.price - amounts.refunded - sum(Object.values(amounts.discounts));
      }
    }
  });
  return sold;
}

/** The earnings of a month as the facts stand now, of each advisor. */
async function earningsOf(
  month: Month,
  advisorIds: readonly string[],
  shards: number,
  ledger: CloseLedger,
  rating: RatingRules,
): Promise<bigint[]> {
  const { period } = await ledger.state();
  const completed = await recordsCompleted(shards, period, ledger);
  const records = await inParallel(advisorIds, 8, async (advisorId) => completed(advisorId, await ledger.advisorRecord(advisorId, period)));
  const terms = (await loadTerms(records, ledger, rating.ratedFacets))(period);
  return records.map((record) => {
    const books = inputsAsOf(period, record, terms);
    return books === undefined ? 0n : evaluate(books, month).amount;
  });
}

/** Months as a table of text, figures aligned on the right. */
export function monthTable(months: readonly MonthSummary[], agency: Agency): string {
  const decimals = decimalsOf(agency.currency);
  const money = (amount: bigint) => readableAmount(amount, decimals);
  const head = ["month", "orders", "sales", "earnings", "adjustments", "payable", "at 100,000", "equity"];
  const rows = months.map(({ month, isClosed, orders, sales, earnings, adjustments, payable, inClub, equityGained, equityLost }) => [
    isClosed ? month : `${month}*`,
    orders.toLocaleString("en"),
    money(sales),
    money(earnings),
    isClosed ? money(adjustments) : "",
    isClosed ? money(payable) : "",
    String(inClub),
    isClosed ? `+${equityGained} −${equityLost}` : "",
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ");
  return [
    line(head),
    line(widths.map((width) => "─".repeat(width))),
    ...rows.map(line),
    `Amounts in ${agency.currency}. * still open: earned so far.`,
  ].join("\n");
}

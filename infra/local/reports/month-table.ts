import { decimalsOf, readableAmount } from "../../../shared/base/money/format-amount.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import type { MonthSummary } from "./month-summary.ts";

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

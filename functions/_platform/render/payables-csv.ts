import { type CountAndAmount, decimalsOf, plainAmount } from "../../../shared/base/money/money.ts";
import type { Batches, PayablesLine } from "../../../shared/payouts/files/store.ts";
import { addPayables, NO_PAYABLES } from "../../../shared/payouts/reconciliation/model/advisor-payables.ts";
import type { Payables } from "../../../shared/payouts/reconciliation/model/payables.ts";
import { Plain, type Value, writeCsvPart } from "./csv-lines.ts";

/** The columns of amounts, by what they are called in the file: readers of it know them by these names. */
const FIGURES: Readonly<Record<string, keyof Payables>> = {
  stated: "statementTotal",
  owed: "outstanding",
  approved: "approved",
  inFlight: "inTransit",
  paid: "paid",
  rejected: "rejected",
  returned: "returned",
  charges: "charges",
  carried: "carriedForward",
  advances: "advances",
};

/**
 * Where all advisors stand, as CSV: a line for each, their total, and what closes and payouts say it has to be. What was
 * rejected or returned stands beside the equation of `Payables`.
 */
export async function* payablesCsv(
  day: string,
  lines: Batches<PayablesLine>,
  expected: Payables,
  currency: string,
): AsyncGenerator<string, CountAndAmount> {
  const decimals = decimalsOf(currency);
  const row = (kind: string, id: string, name: string, payables: Payables, count: Value): Value[] => [
    kind,
    id,
    name,
    ...Object.values(FIGURES).map((figure) => new Plain(plainAmount(payables[figure], decimals))),
    currency,
    count,
  ];
  yield `\ufeff${writeCsvPart([["kind", "advisorId", "name", ...Object.keys(FIGURES), "currency", "count"]])}`;
  let [count, total] = [0, NO_PAYABLES];
  for await (const batch of lines) {
    count += batch.length;
    for (const { payables } of batch) total = addPayables(total, payables);
    if (batch.length > 0) yield writeCsvPart(batch.map(({ advisorId, name, payables }) => row("advisor", advisorId, name, payables, "")));
  }
  yield writeCsvPart([row("by-closes-and-payouts", day, "", expected, ""), row("total", day, "", total, new Plain(String(count)))]);
  return { count, amount: total.statementTotal };
}

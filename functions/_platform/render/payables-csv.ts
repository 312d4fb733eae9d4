import type { CountAndAmount } from "../../../shared/base/money/count-and-amount.ts";
import { decimalsOf, plainAmount } from "../../../shared/base/money/format-amount.ts";
import type { Batches, PositionLine } from "../../../shared/payouts/files/store.ts";
import { addPositions, NO_POSITION } from "../../../shared/payouts/reconciliation/model/advisor-payables.ts";
import type { Position } from "../../../shared/payouts/reconciliation/model/payables.ts";
import { Plain, type Value, writeCsvPart } from "./csv-lines.ts";

const FIGURES = [
  "stated",
  "owed",
  "approved",
  "inFlight",
  "paid",
  "rejected",
  "returned",
  "charges",
  "carried",
  "advances",
] as const satisfies (keyof Position)[];

/**
 * Where all advisors stand, as CSV: a line for each, their total, and what closes and payouts say it has to be. What was
 * rejected or returned stands beside the equation stated = owed + approved + inFlight + paid.
 */
export async function* positionsCsv(
  day: string,
  lines: Batches<PositionLine>,
  expected: Position,
  currency: string,
): AsyncGenerator<string, CountAndAmount> {
  const decimals = decimalsOf(currency);
  const row = (kind: string, id: string, name: string, position: Position, count: Value): Value[] => [
    kind,
    id,
    name,
    ...FIGURES.map((figure) => new Plain(plainAmount(position[figure], decimals))),
    currency,
    count,
  ];
  yield `\ufeff${writeCsvPart([["kind", "advisorId", "name", ...FIGURES, "currency", "count"]])}`;
  let [count, total] = [0, NO_POSITION];
  for await (const batch of lines) {
    count += batch.length;
    for (const { position } of batch) total = addPositions(total, position);
    if (batch.length > 0) yield writeCsvPart(batch.map(({ advisorId, name, position }) => row("advisor", advisorId, name, position, "")));
  }
  yield writeCsvPart([row("by-closes-and-payouts", day, "", expected, ""), row("total", day, "", total, new Plain(String(count)))]);
  return { count, amount: total.stated };
}

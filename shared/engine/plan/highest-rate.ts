import { ONE, parseDecimal, type Ratio } from "../../base/money/money.ts";
import { type Component, kindOf } from "./components/index.ts";

/** How many times what it pays on a component may come to. Far beyond any plan, and no sum of a month's pays outgrows the table's numbers. */
const MAX_TIMES = 1_000_000n;

interface Factor {
  readonly id: string;
  readonly default: string;
  readonly steps: readonly { readonly factor: string }[];
}

/** Whether a component's rate (a flat's is 1) with its highest factors comes to more than `MAX_TIMES`. */
export function paysTooMuch(part: Component, known: readonly Factor[]): boolean {
  const { numerator, denominator } = highestPay(part, known);
  return numerator > MAX_TIMES * denominator;
}

/** A component's highest rate (a flat's is 1) times its highest factors: the most that it pays on what it pays on. */
export function highestPay(part: Component, known: readonly Factor[]): Ratio {
  const factors: readonly string[] = "factors" in part ? part.factors : [];
  let [numerator, denominator] = [highest(kindOf(part).pays?.rates(part) ?? []), ONE];
  for (const { id, default: otherwise, steps } of known) {
    if (!factors.includes(id)) continue;
    numerator *= highest([otherwise, ...steps.map(({ factor }) => factor)]);
    denominator *= ONE;
  }
  return { numerator, denominator };
}

function highest(decimals: readonly string[]): bigint {
  let most = 0n;
  for (const text of decimals) {
    const decimal = parseDecimal(text);
    if (decimal > most) most = decimal;
  }
  return most;
}

import { ONE, parseDecimal } from "../../base/money/decimal.ts";
import type { Ratio } from "../../base/money/ratio.ts";

/** How many times what it pays on a component may come to. Far beyond any plan, and no sum of a month's pays outgrows the table's numbers. */
const MAX_TIMES = 1_000_000n;

interface Paying {
  readonly kind: string;
  readonly rate?: string | undefined;
  readonly tiers?: { readonly steps: readonly { readonly rate: string }[] } | undefined;
  readonly factors?: readonly string[];
}

interface Factor {
  readonly id: string;
  readonly default: string;
  readonly steps: readonly { readonly factor: string }[];
}

/** Whether a share's rate (a flat's is 1) with its highest factors comes to more than `MAX_TIMES`. */
export function paysTooMuch(part: Paying, known: readonly Factor[]): boolean {
  const { numerator, denominator } = highestPay(part, known);
  return numerator > MAX_TIMES * denominator;
}

/** A share's highest rate (a flat's is 1) times its highest factors: the most that it pays on what it pays on. */
export function highestPay({ kind, rate, tiers, factors = [] }: Paying, known: readonly Factor[]): Ratio {
  const rates = kind === "flat" ? ["1"] : [rate ?? "0", ...(tiers?.steps ?? []).map((step) => step.rate)];
  let [numerator, denominator] = [highest(rates), ONE];
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

/**
 * Where what statements made payable is at a moment, of an advisor or of all; minor units.
 * statementTotal = outstanding + approved + inTransit + paid, always; what was rejected or returned is outstanding again.
 */
export interface Payables {
  /** What statements made payable, all of them. */
  readonly statementTotal: bigint;
  /** Payable and in no live payment. */
  readonly outstanding: bigint;
  readonly approved: bigint;
  readonly inTransit: bigint;
  readonly paid: bigint;
  /** Payments that came back, all of them, told beside the equation. */
  readonly rejected: bigint;
  readonly returned: bigint;
  /** What banks took off the payments that came back and stand so: the agency's expense, told beside the equation. */
  readonly charges: bigint;
  /** The balance that the latest statement carries on, debts negative: not payable yet, so outside the equation. */
  readonly carriedForward: bigint;
  /** What of a carried debt draws advanced, and is still to be recovered. */
  readonly advances: bigint;
}

const NAMES = [
  "statementTotal",
  "outstanding",
  "approved",
  "inTransit",
  "paid",
  "rejected",
  "returned",
  "charges",
  "carriedForward",
  "advances",
] as const;

/** Payables by what each of their amounts is. */
export const payablesBy = (amountOf: (name: keyof Payables) => bigint): Payables =>
  Object.fromEntries(NAMES.map((name) => [name, amountOf(name)])) as Record<(typeof NAMES)[number], bigint>;

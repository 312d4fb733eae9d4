/**
 * Where an advisor, or all of them, stand at a moment; minor units.
 * stated = owed + approved + inFlight + paid, always; what was rejected or returned is in owed again.
 */
export interface Position {
  /** What statements made payable, all of them. */
  readonly stated: bigint;
  /** Payable and in no payment that stands. */
  readonly owed: bigint;
  readonly approved: bigint;
  readonly inFlight: bigint;
  readonly paid: bigint;
  /** Payments that came back, all of them, told beside the equation. */
  readonly rejected: bigint;
  readonly returned: bigint;
  /** What banks took off the payments that came back and stand so: the agency's expense, told beside the equation. */
  readonly charges: bigint;
  /** The balance that the latest statement carries on, debts negative: not payable yet, so outside the equation. */
  readonly carried: bigint;
  /** What of a carried debt draws advanced, and is still to be recovered. */
  readonly advances: bigint;
}

const NAMES = ["stated", "owed", "approved", "inFlight", "paid", "rejected", "returned", "charges", "carried", "advances"] as const;

/** A position by what each of its amounts is. */
export const positionBy = (amountOf: (name: keyof Position) => bigint): Position =>
  Object.fromEntries(NAMES.map((name) => [name, amountOf(name)])) as Record<(typeof NAMES)[number], bigint>;

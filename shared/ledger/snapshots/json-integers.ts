/** An integer as JSON says it exactly: a number, or a text where it passes 2^53. `BigInt` reads either. */
export type Whole = number | string;

/** An integer for JSON. */
export function whole(integer: bigint): Whole {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer.toString();
}

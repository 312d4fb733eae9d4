/**
 * An amount as ISO 20022 writes it, an xs:decimal such as "1234.5", ".50" or "+5", in minor units, exactly. Zeros beyond
 * a currency's decimals say nothing and are taken.
 * @param decimals how many the currency has.
 * @returns "fraction" where it has a fraction of a minor unit; undefined where it is no such amount, or below 0.
 */
export function readIsoAmount(text: string, decimals: number): bigint | "fraction" | undefined {
  const match = /^\+?(?:0*(\d{1,15})(?:\.(\d{0,18}))?|\.(\d{1,18}))$/.exec(text);
  if (match === null) return undefined;
  const [, whole = "0", after = "", alone = after] = match;
  if (/[^0]/.test(alone.slice(decimals))) return "fraction";
  return BigInt(`${whole}${alone.slice(0, decimals).padEnd(decimals, "0")}`);
}

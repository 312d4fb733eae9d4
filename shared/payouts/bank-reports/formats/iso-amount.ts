/**
 * An amount as ISO 20022 writes it, "1234.5", in minor units, exactly. Zeros beyond a currency's decimals say nothing and
 * are taken.
 * @param decimals how many the currency has.
 * @returns undefined where it is no such amount, or has a fraction of a minor unit.
 */
export function readIsoAmount(text: string, decimals: number): bigint | undefined {
  const match = /^(\d{1,15})(?:\.(\d{1,17}))?$/.exec(text);
  if (match === null) return undefined;
  const [, whole = "", fraction = ""] = match;
  if (/[^0]/.test(fraction.slice(decimals))) return undefined;
  return BigInt(`${whole}${fraction.slice(0, decimals).padEnd(decimals, "0")}`);
}

const known = new Map<string, number>();

/** How many decimals a currency's amounts have, by ISO 4217. */
export function decimalsOf(currency: string): number {
  const decimals =
    known.get(currency) ?? new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  known.set(currency, decimals);
  return decimals;
}

/** An amount for files: 123456n fen is "1234.56". Exact, without grouping. */
export function plainAmount(amountMinor: bigint, decimals: number): string {
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  return `${amountMinor < 0n ? "-" : ""}${whole}${decimals === 0 ? "" : `.${digits.slice(-decimals)}`}`;
}

/** An amount for people: grouped by thousands, with a true minus. */
export function readableAmount(amountMinor: bigint, decimals: number): string {
  const [whole = "0", fraction] = plainAmount(amountMinor < 0n ? -amountMinor : amountMinor, decimals).split(".");
  return `${amountMinor < 0n ? "\u2212" : ""}${groupDigits(whole)}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** Digits grouped by thousands: "1280000" is "1,280,000". */
export const groupDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

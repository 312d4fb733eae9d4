import type { Agency } from "../../../shared/facts/agency.ts";

/** How many decimals an amount of this currency has, by ISO 4217. */
export function decimalsOf({ currency }: Pick<Agency, "currency">): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
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
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${amountMinor < 0n ? "−" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

import type { MoneyResource } from "./common-schemas.ts";

/** Writes amounts of one currency. */
export type Pay = (amountMinor: bigint) => MoneyResource;

export const payIn =
  (currency: string): Pay =>
  (amountMinor) => ({ amountMinor: whole(amountMinor), currency });

/** An integer as JSON can carry it: beyond 2^53 - 1 many readers would round it, so it is a text there. */
export const whole = (value: bigint): number | string =>
  value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER ? Number(value) : value.toString();

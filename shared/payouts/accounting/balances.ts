import { minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import type { AccountRole, JournalDocument } from "./document.ts";

/** What a journal moved, minor units. */
export interface Turnover {
  readonly debits: bigint;
  readonly credits: bigint;
}

/** Debits and credits of all documents: they are equal. */
export function turnoverOf(documents: readonly JournalDocument[]): Turnover {
  let [debits, credits] = [0n, 0n];
  for (const { lines } of documents) {
    for (const line of lines) {
      debits += line.debit;
      credits += line.credit;
    }
  }
  return { debits, credits };
}

/** What a journal's accounts come to, by what each is for: debits less credits, minor units. */
const balances = record({
  earnings: minor,
  adjustments: minor,
  manualAdjustments: minor,
  writeOffs: minor,
  advances: minor,
  charges: minor,
  payable: minor,
  inTransit: minor,
  bank: minor,
} satisfies Record<AccountRole, typeof minor>);
export type Balances = Stored<typeof balances>;
export const balancesCodec = textCodec("the balances of a payout", balances);

/** Accounts that nothing moved stand at 0. */
export function balancesOf(documents: readonly JournalDocument[]): Balances {
  const sums = Object.fromEntries(Object.keys(balances.shape).map((role) => [role, 0n])) as Record<AccountRole, bigint>;
  for (const { lines } of documents) for (const { role, debit, credit } of lines) sums[role] += debit - credit;
  return sums;
}

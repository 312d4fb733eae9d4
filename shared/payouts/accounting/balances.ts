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

/** Debits less credits of each account, by what it is for; minor units. Accounts that nothing moved stand at 0. */
export function balancesOf(documents: readonly JournalDocument[]): Readonly<Record<AccountRole, bigint>> {
  const balances: Record<AccountRole, bigint> = {
    earnings: 0n,
    adjustments: 0n,
    manualAdjustments: 0n,
    writeOffs: 0n,
    advances: 0n,
    charges: 0n,
    payable: 0n,
    inTransit: 0n,
    bank: 0n,
  };
  for (const { lines } of documents) for (const { role, debit, credit } of lines) balances[role] += debit - credit;
  return balances;
}

import type { Day } from "../../base/calendar/month.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";

/** What an account is for. */
export type AccountRole = keyof FinanceSettings["accounts"];

/** The accounts' numbers. */
export type Accounts = FinanceSettings["accounts"];

/** One line of a document; one of debit and credit is 0, the other above 0. Minor units. */
export interface JournalLine {
  readonly role: AccountRole;
  readonly account: string;
  readonly debit: bigint;
  readonly credit: bigint;
}

/** What a document tells: a close, a payout that went out, or what became of its payments. */
export type DocumentKind = "close" | "export" | "paid" | "confirm" | "rejected" | "returned" | "correction" | "withdraw";

/** A document of the journal. Its debits equal its credits. */
export interface JournalDocument {
  readonly documentId: string;
  /** The local day on which we recorded what it tells. */
  readonly day: Day;
  readonly kind: DocumentKind;
  /** The closed month, or the payout. */
  readonly of: string;
  /** How many statements or payments it sums up. */
  readonly count: number;
  readonly lines: readonly JournalLine[];
}

/** Amounts by account, debits above 0, credits below; minor units. */
export type Movements = readonly (readonly [AccountRole, bigint])[];

/**
 * Makes a document of movements.
 * @returns none where nothing moves.
 * @throws Error where debits and credits differ: that is a fault of ours.
 */
export function makeDocument(head: Omit<JournalDocument, "lines">, movements: Movements, accounts: Accounts): JournalDocument[] {
  const moving = movements.filter(([, amount]) => amount !== 0n);
  const total = moving.reduce((sum, [, amount]) => sum + amount, 0n);
  if (total !== 0n) throw new Error(`document ${head.documentId} does not balance: debits less credits are ${total}`);
  if (moving.length === 0) return [];
  const lines = moving.map(([role, amount]) => ({
    role,
    account: accounts[role],
    debit: amount > 0n ? amount : 0n,
    credit: amount < 0n ? -amount : 0n,
  }));
  return [{ ...head, lines }];
}

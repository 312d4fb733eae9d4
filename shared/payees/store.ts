import type { Payee } from "./model/payee.ts";

/** Keeps where advisors are paid to. Reads are consistent. */
export interface PayeeStore {
  /** Stores payee versions, put if absent, and raises the gate. `stale` where a version is there already with other content. */
  putPayees(payees: readonly Payee[]): Promise<"committed" | "stale" | "busy">;
  /** Payee versions by advisor, oldest first. */
  payees(advisorIds: readonly string[]): Promise<ReadonlyMap<string, readonly Payee[]>>;
  /** Who has or had a payee with an account, by the account's tag, ordered by id. */
  advisorsByAccount(accountTags: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** These very versions, by advisor. */
  payeeVersions(wanted: readonly { readonly advisorId: string; readonly version: number }[]): Promise<ReadonlyMap<string, Payee>>;
}

import type { Payee, SealedPlace } from "./model/payee.ts";

/** An uploaded file that a sealed text belongs to. */
export interface UploadPlace {
  readonly bytesId: string;
}

/** Seals what nobody may read by the way, and opens it where a bank's file is made. */
export interface Vault {
  /** Seals texts, each bound to its place, under a data key of the key service. */
  seal(texts: readonly { readonly place: SealedPlace | UploadPlace; readonly text: string }[]): Promise<readonly string[]>;
  /**
   * Tags account numbers, in their order: the same number has the same tag, and nobody without the key can tell a number by
   * its tag, or try numbers until one fits. Only what encrypts payees has the key.
   */
  tag(accounts: readonly string[]): Promise<readonly string[]>;
  /** Opens sealed texts. @throws where one was sealed for another place, or was tampered with. */
  open(sealed: readonly { readonly place: SealedPlace | UploadPlace; readonly sealed: string }[]): Promise<readonly string[]>;
}

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

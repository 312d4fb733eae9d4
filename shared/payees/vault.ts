import type { SealedPlace } from "./model/payee.ts";

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

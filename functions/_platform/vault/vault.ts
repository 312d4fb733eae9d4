import type { Vault } from "../../../shared/payees/vault.ts";
import { sdkClients } from "../clients.ts";
import { kmsVault } from "./kms-vault.ts";
import { localVault } from "./local-vault.ts";

/** The vault that an environment names; one that refuses where it names none. */
export function vaultOf({
  LOCAL_PAYEE_KEY,
  PAYEE_KEY_ID,
  ACCOUNT_TAG_KEY_ID,
}: {
  LOCAL_PAYEE_KEY?: string | undefined;
  PAYEE_KEY_ID?: string | undefined;
  ACCOUNT_TAG_KEY_ID?: string | undefined;
}): Vault {
  if (LOCAL_PAYEE_KEY !== undefined) return localVault(LOCAL_PAYEE_KEY);
  if (PAYEE_KEY_ID === undefined || ACCOUNT_TAG_KEY_ID === undefined) return NONE;
  return kmsVault({ payeeKeyId: PAYEE_KEY_ID, tagKeyId: ACCOUNT_TAG_KEY_ID }, sdkClients().kms);
}

const none = async (): Promise<never> => {
  throw new Error("this function was given no key for payees: only what seals or opens them needs one");
};
const NONE: Vault = { seal: none, tag: none, open: none };

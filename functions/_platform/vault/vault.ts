import { hkdfSync } from "node:crypto";
import type { Vault } from "../../../shared/payees/vault.ts";
import { sdkClients } from "../clients.ts";
import { lazyAdapter } from "../lazy-adapter.ts";
import { envelopeVault } from "./envelope-encryption.ts";

/** Stands where KMS's wrapped data key would. */
const LOCAL = "local";
const KEY_BYTES = 32;

/**
 * A vault under the key of one machine, for where there is no key service.
 * @param localKey 32 bytes in base64.
 */
export function localVault(localKey: string): Vault {
  const [key, tagKey] = [keyFor("fenrun payee", localKey), keyFor("fenrun account tag", localKey)];
  return envelopeVault({
    toSeal: async () => ({ key, wrapped: LOCAL }),
    toTag: async () => tagKey,
    unwrap: async (wrapped) =>
      wrapped.map((each) => {
        if (each !== LOCAL) throw new Error("it was sealed under a key of the key service: this machine has none of those");
        return key;
      }),
  });
}

/** A key for each purpose: the machine's one key is for all of them. */
function keyFor(purpose: string, localKey: string): Buffer {
  const bytes = Buffer.from(localKey, "base64");
  if (bytes.length !== KEY_BYTES) throw new Error(`expected a key of ${KEY_BYTES} bytes in base64`);
  return Buffer.from(hkdfSync("sha256", bytes, "", purpose, KEY_BYTES));
}

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
  const keyIds = { payeeKeyId: PAYEE_KEY_ID, tagKeyId: ACCOUNT_TAG_KEY_ID };
  return lazyAdapter({ seal: true, tag: true, open: true }, async () => {
    const [{ kmsVault }, client] = await Promise.all([import("./kms-vault.ts"), sdkClients().kms()]);
    return kmsVault(keyIds, client);
  });
}

const none = async (): Promise<never> => {
  throw new Error("this function was given no key for payees: only what seals or opens them needs one");
};
const NONE: Vault = { seal: none, tag: none, open: none };

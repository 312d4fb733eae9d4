import { hkdfSync } from "node:crypto";
import type { Vault } from "../../../shared/payees/vault.ts";
import { envelopeVault } from "./envelope-encryption.ts";

/** Stands where KMS's wrapped data key would. */
const LOCAL = "local";
const KEY_BYTES = 32;

/**
 * A vault under the key of one machine, for where there is no key service.
 * @param localKey 32 bytes in base64.
 */
export function localVault(localKey: string): Vault {
  const key = payeeKey(localKey);
  return envelopeVault({
    toSeal: async () => ({ key, wrapped: LOCAL }),
    unwrap: async (wrapped) =>
      wrapped.map((each) => {
        if (each !== LOCAL) throw new Error("it was sealed under a key of the key service: this machine has none of those");
        return key;
      }),
  });
}

/** A key of its own: the machine's one key is for other purposes too. */
function payeeKey(localKey: string): Buffer {
  const bytes = Buffer.from(localKey, "base64");
  if (bytes.length !== KEY_BYTES) throw new Error(`expected a key of ${KEY_BYTES} bytes in base64`);
  return Buffer.from(hkdfSync("sha256", bytes, "", "fenrun payee", KEY_BYTES));
}

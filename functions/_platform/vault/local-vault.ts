import type { Vault } from "../../../shared/use-cases/ports/vault.ts";
import { envelopeVault } from "./envelope.ts";
import { keyFor } from "./local-key.ts";

/** Stands where KMS's wrapped data key would. */
const LOCAL = "local";

/**
 * A vault under the key of one machine, for where there is no key service.
 * @param localKey 32 bytes in base64.
 */
export function localVault(localKey: string): Vault {
  const key = keyFor("payee", localKey);
  return envelopeVault({
    toSeal: async () => ({ key, wrapped: LOCAL }),
    unwrap: async (wrapped) =>
      wrapped.map((each) => {
        if (each !== LOCAL) throw new Error("it was sealed under a key of the key service: this machine has none of those");
        return key;
      }),
  });
}

import { DecryptCommand, GenerateDataKeyCommand, GenerateMacCommand, type KMSClient } from "@aws-sdk/client-kms";
import { inParallel } from "../../../shared/base/runtime/parallel.ts";
import type { Vault } from "../../../shared/payees/vault.ts";
import { orRetryable } from "../transient-errors.ts";
import { type DataKey, type DataKeys, envelopeVault, TAG_FORM } from "./envelope-encryption.ts";

/** So many texts are sealed under one data key: far below what GCM bears, and few enough that a key is never worth much. */
const TEXTS_A_KEY = 100_000;
/** Of the data keys unwrapped, so many are kept in memory. */
const KEYS_KEPT = 10_000;
const UNWRAPPED_CONCURRENCY = 16;

/** What the key service seals in, so that a key wrapped for something else can't be unwrapped here. */
const EncryptionContext = { purpose: "fenrun-payee" };

/** What the key for tags is made of: the key service's MAC of it is that key. */
const TAG_LABEL = Buffer.from(`fenrun account tag ${TAG_FORM}`);

/** The two keys of the key service. */
export interface KmsKeyIds {
  /** Wraps data keys. */
  readonly payeeKeyId: string;
  /** An HMAC key. */
  readonly tagKeyId: string;
}

/**
 * A vault under data keys of KMS. While a function is warm it seals under one data key and remembers those that it has
 * unwrapped: a file of 30,000 payees takes as many calls as there are data keys among them. The key for tags it asks for once.
 */
export const kmsVault = (keyIds: KmsKeyIds, client: KMSClient): Vault => envelopeVault(kmsKeys(keyIds, client));

function kmsKeys({ payeeKeyId: KeyId, tagKeyId }: KmsKeyIds, client: KMSClient): DataKeys {
  const unwrapped = new Map<string, Buffer>();
  let tagKey: Promise<Buffer> | undefined;
  let current: { readonly key: Promise<DataKey>; left: number } | undefined;

  const generate = async (): Promise<DataKey> => {
    const { Plaintext, CiphertextBlob } = await orRetryable(
      "the key service",
      client.send(new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256", EncryptionContext })),
    );
    if (Plaintext === undefined || CiphertextBlob === undefined) throw new Error("the key service gave no data key");
    const wrapped = Buffer.from(CiphertextBlob).toString("base64url");
    const key = Buffer.from(Plaintext);
    remember(wrapped, key);
    return { key, wrapped };
  };
  const generateTagKey = async (): Promise<Buffer> => {
    const { Mac } = await orRetryable(
      "the key service",
      client.send(new GenerateMacCommand({ KeyId: tagKeyId, MacAlgorithm: "HMAC_SHA_256", Message: TAG_LABEL })),
    );
    if (Mac === undefined) throw new Error("the key service gave no key for tags");
    return Buffer.from(Mac);
  };
  const remember = (wrapped: string, key: Buffer): void => {
    const [oldest] = unwrapped.keys();
    if (unwrapped.size >= KEYS_KEPT && oldest !== undefined) unwrapped.delete(oldest);
    unwrapped.set(wrapped, key);
  };
  const unwrapOne = async (wrapped: string): Promise<Buffer> => {
    const known = unwrapped.get(wrapped);
    if (known !== undefined) return known;
    const CiphertextBlob = Buffer.from(wrapped, "base64url");
    const { Plaintext } = await orRetryable(
      "the key service",
      client.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext })),
    );
    if (Plaintext === undefined) throw new Error("the key service gave no data key");
    const key = Buffer.from(Plaintext);
    remember(wrapped, key);
    return key;
  };

  return {
    toSeal: async (texts) => {
      if (current === undefined || current.left < texts) current = { key: generate(), left: Math.max(TEXTS_A_KEY, texts) };
      const mine = current;
      mine.left -= texts;
      try {
        return await mine.key;
      } catch (error) {
        // The next one asks anew.
        if (current === mine) current = undefined;
        throw error;
      }
    },
    toTag: async () => {
      tagKey ??= generateTagKey();
      const mine = tagKey;
      try {
        return await mine;
      } catch (error) {
        // The next one asks again.
        if (tagKey === mine) tagKey = undefined;
        throw error;
      }
    },
    unwrap: (wrapped) => inParallel(wrapped, UNWRAPPED_CONCURRENCY, unwrapOne),
  };
}

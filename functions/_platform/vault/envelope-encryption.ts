import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { normalizeAccount } from "../../../shared/base/text/account-number.ts";
import type { SealedPlace } from "../../../shared/payees/model/payee.ts";
import type { UploadPlace, Vault } from "../../../shared/payees/vault.ts";

/** A key of 32 bytes that texts are sealed under, and as it is stored beside them: wrapped by a key that never leaves its service. */
export interface DataKey {
  readonly key: Buffer;
  /** Letters, digits, - and _. */
  readonly wrapped: string;
}

type Place = SealedPlace | UploadPlace;

/** Where data keys come from. */
export interface DataKeys {
  /** A key to seal so many texts under. */
  toSeal(texts: number): Promise<DataKey>;
  /** The keys that were wrapped, in their order. @throws where one can't be unwrapped. */
  unwrap(wrapped: readonly string[]): Promise<readonly Buffer[]>;
  /** The key of 32 bytes that accounts are tagged under: always the same. */
  toTag(): Promise<Buffer>;
}

/** The form of what is sealed: it may change, and the old stays readable. */
const FORM = "1";
const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals each text by AES-256-GCM under a data key, which stands wrapped beside it. The place is sealed in, and not stored. */
export function envelopeVault(keys: DataKeys): Vault {
  return {
    seal: async (texts) => {
      if (texts.length === 0) return [];
      const { key, wrapped } = await keys.toSeal(texts.length);
      return texts.map(({ place, text }) => `${FORM}.${wrapped}.${seal(text, place, key)}`);
    },
    tag: async (accounts) => {
      if (accounts.length === 0) return [];
      const key = await keys.toTag();
      return accounts.map((account) => accountTag(account, key));
    },
    open: async (sealed) => {
      const parts = sealed.map(({ place, sealed: text }) => ({ place, ...partsOf(text) }));
      const wrapped = [...new Set(parts.map((each) => each.wrapped))];
      const unwrapped = await keys.unwrap(wrapped);
      const byWrapped = new Map(wrapped.map((each, index) => [each, unwrapped[index]]));
      return parts.map((each) => open(each.content, each.place, byWrapped.get(each.wrapped)));
    },
  };
}

function seal(text: string, place: Place, key: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(placeBytes(place));
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

function open(content: string, place: Place, key: Buffer | undefined): string {
  const bytes = Buffer.from(content, "base64url");
  if (key === undefined || bytes.length < IV_BYTES + TAG_BYTES) throw damaged(place);
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(placeBytes(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const opened = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch {
    throw damaged(place);
  }
}

function partsOf(sealed: string): { readonly wrapped: string; readonly content: string } {
  const [form, wrapped, content, ...more] = sealed.split(".");
  if (form !== FORM || wrapped === undefined || content === undefined || more.length > 0)
    throw new Error("what is to be opened was not sealed here");
  return { wrapped, content };
}

const placeBytes = (place: Place): Buffer =>
  Buffer.from(JSON.stringify("bytesId" in place ? ["upload", place.bytesId] : ["payee", place.advisorId, place.version, place.field]));

/** It names the place alone: nothing of what is sealed. */
function damaged(place: Place): Error {
  if ("bytesId" in place) return new Error(`the file of upload ${place.bytesId} was tampered with: upload it again`);
  const { advisorId, version, field } = place;
  return new Error(
    `the ${field} of ${advisorId}'s payee, version ${version}, was tampered with, or belongs elsewhere: propose the payee anew`,
  );
}

/** The form of a tag and of what its key is made of: where either changes, tags of both forms must not be compared. */
export const TAG_FORM = "1";

/** HMAC-SHA256 of a normalised account number under a key that only what encrypts payees has. */
function accountTag(account: string, key: Buffer): string {
  return `${TAG_FORM}.${createHmac("sha256", key).update(normalizeAccount(account), "utf8").digest("base64url")}`;
}

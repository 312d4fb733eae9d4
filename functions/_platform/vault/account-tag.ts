import { createHmac } from "node:crypto";
import { normalizeAccount } from "../../../shared/base/text/account-number.ts";

/** The form of a tag and of what its key is made of: where either changes, tags of both forms must not be compared. */
export const TAG_FORM = "1";

/** HMAC-SHA256 of a normalised account number under a key that only what encrypts payees has. */
export function accountTag(account: string, key: Buffer): string {
  return `${TAG_FORM}.${createHmac("sha256", key).update(normalizeAccount(account), "utf8").digest("base64url")}`;
}

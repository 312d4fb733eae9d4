import { hkdfSync } from "node:crypto";

const KEY_BYTES = 32;

/**
 * A key of its own for each purpose, of the one key that a machine has.
 * @param localKey 32 bytes in base64.
 */
export function keyFor(purpose: "payee" | "files" | "links", localKey: string): Buffer {
  const bytes = Buffer.from(localKey, "base64");
  if (bytes.length !== KEY_BYTES) throw new Error(`expected a key of ${KEY_BYTES} bytes in base64`);
  return Buffer.from(hkdfSync("sha256", bytes, "", `fenrun ${purpose}`, KEY_BYTES));
}

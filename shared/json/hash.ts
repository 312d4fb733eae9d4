import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./exact-json.ts";

/** SHA-256 of a text, in hexadecimal. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 over the canonical JSON of a value, in hexadecimal: equal for equal contents, whatever their key order. */
export function hashOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

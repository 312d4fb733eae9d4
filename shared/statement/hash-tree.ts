import { sha256Hex } from "../json/hash.ts";

/**
 * The root of the hash tree over leaves in their order, in the shape of RFC 6962: leaf and node are hashed with different
 * prefixes, and a list is split at the largest power of two below its length. Texts are hexadecimal SHA-256.
 */
export function hashTreeRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return sha256Hex("");
  if (leaves.length === 1) return sha256Hex(`00${leaves[0]}`);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256Hex(`01${hashTreeRoot(leaves.slice(0, split))}${hashTreeRoot(leaves.slice(split))}`);
}

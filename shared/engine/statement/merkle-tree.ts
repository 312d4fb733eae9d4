import { sha256Hex } from "../../base/json/hash.ts";

/**
 * The root of the hash tree over leaves in their order, in the shape of RFC 6962: leaf and node are hashed with different
 * prefixes, and a list is split at the largest power of two below its length. Texts are hexadecimal SHA-256.
 */
export function hashTreeRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return sha256Hex("");
  if (leaves.length === 1) return sha256Hex(`00${leaves[0]}`);
  const split = splitOf(leaves.length);
  return sha256Hex(`01${hashTreeRoot(leaves.slice(0, split))}${hashTreeRoot(leaves.slice(split))}`);
}

/** The root to which a path leads from a leaf at an index among so many; none where the path has not the tree's length. */
export function rootOfPath(leaf: string, index: number, size: number, path: readonly string[]): string | undefined {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return undefined;
  if (size === 1) return path.length === 0 ? sha256Hex(`00${leaf}`) : undefined;
  const beside = path.at(-1);
  if (beside === undefined) return undefined;
  const split = splitOf(size);
  const below = path.slice(0, -1);
  const own = index < split ? rootOfPath(leaf, index, split, below) : rootOfPath(leaf, index - split, size - split, below);
  if (own === undefined) return undefined;
  return sha256Hex(index < split ? `01${own}${beside}` : `01${beside}${own}`);
}

/**
 * What leads from each leaf to the root: the hashes beside it, from the leaf up (RFC 6962, 2.1.1). Each hash is computed
 * once: leaf by leaf it would be a billion of them for 30,000.
 */
export function hashTreePaths(leaves: readonly string[]): string[][] {
  const paths: string[][] = leaves.map(() => []);
  const rootOf = (from: number, to: number): string => {
    if (to - from === 1) return sha256Hex(`00${leaves[from]}`);
    const middle = from + splitOf(to - from);
    const [left, right] = [rootOf(from, middle), rootOf(middle, to)];
    for (let at = from; at < to; at += 1) paths[at]?.push(at < middle ? right : left);
    return sha256Hex(`01${left}${right}`);
  };
  if (leaves.length > 0) rootOf(0, leaves.length);
  return paths;
}

/** The largest power of two below a length of at least 2. */
function splitOf(length: number): number {
  let split = 1;
  while (split * 2 < length) split *= 2;
  return split;
}

import type { Month } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { hashTreePaths, hashTreeRoot, rootOfPath } from "./merkle-tree.ts";

/** The way from a leaf of a hash tree to its root. */
interface Way {
  /** How many leaves the tree has. */
  readonly size: number;
  /** The leaf's place among them, from 0. */
  readonly index: number;
  /** The hashes beside the way, from the leaf up. */
  readonly path: readonly string[];
}

/**
 * That a statement is among those of its close: the way from its hash to the root of its shard's tree, whose leaves are
 * the shard's statements by advisor; and from there to the root that was published with the close.
 */
export interface Inclusion extends Way {
  readonly month: Month;
  readonly root: string;
  /** The way of the shard's root among those of all shards that have statements, by their numbers. */
  readonly shard: Way;
}

/** A statement of a close. */
interface Leaf {
  readonly advisorId: string;
  readonly hash: string;
}

/** What is kept of a shard's tree: with it, and the roots of all shards, each of its statements shows its inclusion. */
export interface ShardTree {
  readonly root: string;
  readonly ways: ReadonlyMap<string, Way>;
}

/** A shard's tree. @param leaves its statements by advisor, at least one. */
export function shardTreeOf(leaves: readonly Leaf[]): ShardTree {
  const hashes = leaves.map(({ hash }) => hash);
  const paths = hashTreePaths(hashes);
  const ways = leaves.map(({ advisorId }, index) => [advisorId, { size: leaves.length, index, path: paths[index] ?? [] }] as const);
  return { root: hashTreeRoot(hashes), ways: new Map(ways) };
}

/** A shard's tree as it is kept. */
export const shardTreeText = ({ root, ways }: ShardTree): string => canonicalJson({ root, ways: [...ways] });

/** The roots of the shards that have statements, by their numbers, as they are kept. */
export const shardRootsText = (roots: readonly string[]): string => canonicalJson(roots);

/**
 * Reads an advisor's inclusion from what `shardTreeText` and `shardRootsText` wrote; none where the advisor is not among
 * the shard's.
 */
export function inclusionFrom(month: Month, advisorId: string, shardTree: string, shardRoots: string): Inclusion | undefined {
  const { root, ways } = JSON.parse(shardTree) as { readonly root: string; readonly ways: readonly [string, Way][] };
  const way = ways.find(([of]) => of === advisorId)?.[1];
  if (way === undefined) return undefined;
  const roots = JSON.parse(shardRoots) as string[];
  const index = roots.indexOf(root);
  return { month, root: hashTreeRoot(roots), ...way, shard: { size: roots.length, index, path: hashTreePaths(roots)[index] ?? [] } };
}

/** The root to which an inclusion leads from a statement's hash; none where a path has not its tree's length. */
export function rootOfInclusion(hash: string, { index, size, path, shard }: Inclusion): string | undefined {
  const shardRoot = rootOfPath(hash, index, size, path);
  return shardRoot === undefined ? undefined : rootOfPath(shardRoot, shard.index, shard.size, shard.path);
}

/** Where a shard's tree of a close lies in the archive; and where the roots of all its shards do. */
export const shardTreeKey = (month: Month, shard: number): string => `proofs/${month}/${shard}.json`;
export const shardRootsKey = (month: Month): string => `proofs/${month}/roots.json`;

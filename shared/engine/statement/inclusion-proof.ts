import type { Month } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { hashTreePaths, hashTreeRoot } from "./merkle-tree.ts";

/** That a statement is among those of its close: the way from its hash to the root that was published with the close. */
export interface Inclusion {
  readonly month: Month;
  readonly root: string;
  /** How many statements the close made. */
  readonly size: number;
  /** Its place among them, by advisor, from 0. */
  readonly index: number;
  /** The hashes beside the way, from the statement up. */
  readonly path: readonly string[];
}

/** A statement of a close, in the order of its tree. */
interface Leaf {
  readonly advisorId: string;
  readonly hash: string;
}

/** The inclusion of each statement of a close. @param leaves by advisor. */
export function inclusionsOf(month: Month, leaves: readonly Leaf[]): ReadonlyMap<string, Inclusion> {
  const hashes = leaves.map(({ hash }) => hash);
  const [root, paths] = [hashTreeRoot(hashes), hashTreePaths(hashes)];
  return new Map(leaves.map(({ advisorId }, index) => [advisorId, { month, root, size: leaves.length, index, path: paths[index] ?? [] }]));
}

/** Inclusions of some advisors, as they are kept. */
export function inclusionsText(inclusions: ReadonlyMap<string, Inclusion>): string {
  return canonicalJson([...inclusions]);
}

/** Reads an advisor's inclusion from what `inclusionsText` wrote; none where the advisor is not among them. */
export function inclusionFrom(text: string, advisorId: string): Inclusion | undefined {
  return (JSON.parse(text) as [string, Inclusion][]).find(([of]) => of === advisorId)?.[1];
}

/** Where a close's inclusions of a shard lie in the archive. */
export const inclusionsKey = (month: Month, shard: number): string => `proofs/${month}/${shard}.json`;

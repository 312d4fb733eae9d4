import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import type { Trial } from "./simulation.ts";
import type { Totals } from "./totals.ts";
import { totalsCells } from "./totals-file.ts";

/** A text that lies in the archive, by what it is of; `key` says where. */
export interface KeptText {
  readonly shard: number;
  readonly key: string;
  readonly hash: string;
}

/** The text of a month's books that was read for a shard. */
export interface BasisText extends KeptText {
  readonly month: string;
}

/** What parts of a trial came to: parts merge into the whole. */
export interface TrialOutcome {
  readonly totals: Totals;
  /** Where the advisors' lines lie. */
  readonly lines: readonly KeptText[];
  readonly basis: readonly BasisText[];
}

/** The hash of what a trial was evaluated on: of every text, month by month and shard by shard. */
export function basisHashOf(basis: readonly BasisText[]): string {
  const named = basis.map(({ month, shard, hash }) => ({ month, shard, hash }));
  return sha256Hex(canonicalJson(named.sort((a, b) => (a.month === b.month ? a.shard - b.shard : a.month < b.month ? -1 : 1))));
}

/** The hash of what was asked and what came out: the totals, and every advisor's line. It does not tell how the advisors were cut. */
export function resultHashOf({ request, way }: Pick<Trial, "request" | "way">, { totals, lines }: TrialOutcome): string {
  const hashes = lines.map(({ shard, hash }) => ({ shard, hash })).sort((a, b) => a.shard - b.shard);
  return sha256Hex(canonicalJson({ request, way, totals: totalsCells(totals), lines: hashes }));
}

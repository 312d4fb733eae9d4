import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import type { Simulation } from "./simulation.ts";
import type { Totals } from "./totals.ts";
import { totalsCells } from "./totals-file.ts";

/** A text that lies in the archive, by what it is of; `key` says where. */
export interface StoredText {
  readonly shard: number;
  readonly key: string;
  readonly hash: string;
}

/** The text of a month's books that was read for a shard. */
export interface InputText extends StoredText {
  readonly month: string;
}

/** What parts of a trial came to: parts merge into the whole. */
export interface SimulationOutcome {
  readonly totals: Totals;
  /** Where the advisors' lines lie. */
  readonly lines: readonly StoredText[];
  readonly basis: readonly InputText[];
}

/** The hash of what a trial was evaluated on: of every text, month by month and shard by shard. */
export function inputHashOf(basis: readonly InputText[]): string {
  const named = basis.map(({ month, shard, hash }) => ({ month, shard, hash }));
  return sha256Hex(
    canonicalJson(named.sort((left, right) => (left.month === right.month ? left.shard - right.shard : left.month < right.month ? -1 : 1))),
  );
}

/** The hash of what was asked and what came out: the totals, and every advisor's line. It does not tell how the advisors were cut. */
export function resultHashOf({ request, way }: Pick<Simulation, "request" | "way">, { totals, lines }: SimulationOutcome): string {
  const hashes = lines.map(({ shard, hash }) => ({ shard, hash })).sort((left, right) => left.shard - right.shard);
  return sha256Hex(canonicalJson({ request, way, totals: totalsCells(totals), lines: hashes }));
}
